import { IconPhone } from '@tabler/icons-react';
import type { IncidentDetail } from '#contract/incident';
import type { IncidentSafety } from '#contract/safety';
import { formatDate } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { EarlierList } from './EarlierList.tsx';
import { flagsOfAll } from './flags-of-all.ts';
import css from './SafetyCard.module.css';
import { SafetyFlags } from './SafetyFlags.tsx';
import { useSafety } from './safety.ts';

/** Before anything else about an incident: what may hurt whoever knocks, and whom to call in addition. */
export default function SafetyCard({ detail }: { detail: IncidentDetail }) {
  const { t, language } = useText();
  const { data } = useSafety(detail.incident.id, turnsOf(detail));
  if (!data || !isWorthShowing(data)) return null;
  const inForce = notesInForce(data);
  return (
    <section className={css.card} aria-labelledby="safety-title">
      <h3 id="safety-title" className={css.title}>
        {t('safety.title')}
      </h3>
      <SafetyFlags flags={data.flags} />
      {inForce.map(({ id, kind, text, at, by }) =>
        text ? (
          <p key={id} className={css.text}>
            {t(`safety.kind.${kind}`)}: “{text}”{' '}
            <span className={css.small}>
              {by.name} · {formatDate(at, language)}
            </span>
          </p>
        ) : null,
      )}
      <FlagsBefore earlier={data.earlier} />
      {data.healthNumbers.length > 0 && (
        <div className={css.calls}>
          <p className={css.small}>{t('safety.ill')}</p>
          {data.healthNumbers.map((number) => (
            <a key={number} className={css.call} href={`tel:${number}`}>
              <IconPhone aria-hidden size={20} /> {t(`safety.call.${number}`)}
            </a>
          ))}
        </div>
      )}
      <EarlierList earlier={data.earlier} />
    </section>
  );
}

/** A weapon seen earlier must not be hidden in a folded list. */
function FlagsBefore({ earlier }: Pick<IncidentSafety, 'earlier'>) {
  const { t } = useText();
  const flags = flagsOfAll(earlier);
  if (!Object.values(flags).some(Boolean)) return null;
  return (
    <div className={css.before}>
      <span className={css.small}>{t('safety.before')}</span>
      <SafetyFlags flags={flags} />
    </div>
  );
}

/** Grows with everything that changes the card. */
export function turnsOf({ timeline }: IncidentDetail): number {
  return timeline.filter(({ kind }) => kind === 'question-answered' || kind.startsWith('safety-')).length;
}

export function notesInForce({ notes }: IncidentSafety) {
  const now = new Date().toISOString();
  return notes.filter(({ withdrawn, until }) => withdrawn === null && until > now);
}

function isWorthShowing(safety: IncidentSafety): boolean {
  const { flags, notes, earlier, healthNumbers } = safety;
  return notes.length + earlier.length + healthNumbers.length > 0 || Object.values(flags).some(Boolean);
}
