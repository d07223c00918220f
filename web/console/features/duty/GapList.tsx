import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { Gap } from '#contract/duty';
import { DUTY_TEXT } from '../../text/duty.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { useText } from '../../ui/use-text.ts';
import css from './duty.module.css';
import { useGaps } from './duty-data.ts';
import { formatDaySpan } from './format-span.ts';

/** When which post is empty, soonest first. */
export function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  const { t: d } = useText(DUTY_TEXT);
  const { language } = useText();
  return (
    <ul className={css.list}>
      {gaps.map(({ what, from, to }) => (
        <li key={`${what} ${from}`} className={css.gap} data-what={what}>
          {what === 'nobody' ? <IconAlertTriangle aria-hidden size={20} /> : <IconInfoCircle aria-hidden size={20} />}
          <span>
            {d(`gap.${what}`)} · <span className={css.time}>{formatDaySpan(from, to, language)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The stations below that have gaps, worst first; one's own gaps are shown with its roster. */
export function GapList({ ownId }: { ownId: string }) {
  const { t: d } = useText(DUTY_TEXT);
  const { language } = useText();
  const agencies = useGaps(true).data?.agencies.filter(({ agency }) => agency.id !== ownId) ?? [];
  const unknown = agencies.filter(({ gaps }) => gaps === null).length;
  if (agencies.length === 0) return null;
  return (
    <section className={css.part}>
      <h3 className={css.heading}>{d('gapsOther')}</h3>
      {agencies.map(
        ({ agency, gaps }) =>
          gaps && (
            <div key={agency.id} className={css.card}>
              <strong>{formatAgency(agency, language)}</strong>
              <Gaps gaps={gaps.slice(0, 5)} />
            </div>
          ),
      )}
      {unknown > 0 && <p className={css.small}>{d('gapsUnknown', { count: unknown })}</p>}
    </section>
  );
}
