import type { CaseTimelineEntry } from '#contract/case-api';
import { HOUSEHOLD_STEPS } from '#contract/household';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { HOUSEHOLD_TEXT } from '../../../text/household.ts';
import { formatDateAndTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './cases.module.css';
import { describeEntry } from './describe-entry.ts';
import { useCaseReasons } from './use-case-reasons.ts';
import { useFormTexts } from './use-form-texts.ts';

/** What happened, the newest first. */
export function CaseTimeline({ timeline }: { timeline: readonly CaseTimelineEntry[] }) {
  const { t, language } = useText(CASES_TEXT);
  const { t: acts } = useText(CASE_ACTS_TEXT);
  const texts = useFormTexts();
  const reasonOf = useCaseReasons();
  const { t: household } = useText(HOUSEHOLD_TEXT);
  const say = {
    reason: reasonOf,
    to: (name: string) => acts('entry.to', { name }),
    household: (what: string) => {
      const done = HOUSEHOLD_STEPS.find((one) => one === what);
      return done && household(`did.${done}`);
    },
  };
  const newestFirst = timeline.toSorted((one, other) => other.at.localeCompare(one.at));
  return (
    <section className={css.part} aria-labelledby="timeline">
      <h3 id="timeline" className={css.partTitle}>
        {t('timeline.title')}
      </h3>
      <ol className={css.timeline}>
        {newestFirst.map((entry) => {
          const { id, at, kind, by } = entry;
          const about = describeEntry(entry, texts, language, say);
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
