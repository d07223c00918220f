import type { CaseTimelineEntry } from '#contract/case-api';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDateAndTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './cases.module.css';
import { useFormTexts } from './use-form-texts.ts';

/** What happened, the newest first. */
export function CaseTimeline({ timeline }: { timeline: readonly CaseTimelineEntry[] }) {
  const { t, language } = useText(CASES_TEXT);
  const { kinds, domains } = useFormTexts();
  const nameOf = ({ kind, code }: CaseTimelineEntry['details']): string | undefined =>
    (kinds as Record<string, string>)[String(kind)] ?? (domains as Record<string, string>)[String(code)];
  const newestFirst = timeline.toSorted((one, other) => other.at.localeCompare(one.at));
  return (
    <section className={css.part} aria-labelledby="timeline">
      <h3 id="timeline" className={css.partTitle}>
        {t('timeline.title')}
      </h3>
      <ol className={css.timeline}>
        {newestFirst.map(({ id, at, kind, by, details }) => {
          const about = nameOf(details);
          return (
            <li key={id} className={css.entry}>
              <span className={css.small}>{formatDateAndTime(at, language)}</span>{' '}
              <span>
                {t(`kind.${kind}`)}
                {about && `: ${about}`} <span className={css.small}>{by?.name ?? t('timeline.system')}</span>
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
