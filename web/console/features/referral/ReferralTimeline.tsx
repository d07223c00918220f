import type { ReferralTimelineEntry } from '#contract/referral-api';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { formatDateAndTime } from '../../ui/format-time.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import css from './referrals.module.css';
import { useReferralTexts } from './use-referral-texts.ts';

/** What happened, the newest first, and by whom; whoever answered by a link said their name themselves. */
export function ReferralTimeline({ timeline }: { timeline: readonly ReferralTimelineEntry[] }) {
  const { t, language } = useText(REFERRALS_TEXT);
  const texts = useReferralTexts();
  /** Codes by their names; what somebody wrote as it stands; numbers of records are left out. */
  const about = ({ details }: ReferralTimelineEntry): string => {
    const named: Record<string, Readonly<Record<string, string>>> = {
      reason: { ...texts.endReasons, ...texts.holds },
      outcome: texts.outcomes,
      answer: texts.answers,
      way: texts.ways,
      urgency: texts.urgencies,
    };
    const dayOf = (value: unknown) => formatDay(String(value).slice(0, 10), language);
    return Object.entries(details)
      .flatMap(([key, value]) => {
        if (value === null) return [];
        if (key === 'note' || key === 'placeCode') return [String(value)];
        if (key === (language === 'en' ? 'toEn' : 'toTh')) return [String(value)];
        if (key === 'on' || key === 'until') return [t(`at.${key}`, { day: dayOf(value) })];
        return named[key] ? [named[key][String(value)] ?? String(value)] : [];
      })
      .join(' · ');
  };
  return (
    <section className={css.part} aria-labelledby="timeline">
      <h3 id="timeline" className={css.partTitle}>
        {t('timeline')}
      </h3>
      <ol className={css.timeline}>
        {timeline
          .toSorted((one, other) => other.at.localeCompare(one.at))
          .map((entry) => {
            const said = about(entry);
            const { answeredBy } = entry.details;
            const who = answeredBy ? t('byLink', { who: String(answeredBy) }) : t('system');
            return (
              <li key={entry.id}>
                <span className={css.small}>{formatDateAndTime(entry.at, language)}</span>{' '}
                <span>
                  {texts.timeline[entry.kind]}
                  {said && `: ${said}`} <span className={css.small}>{entry.by?.name ?? who}</span>
                </span>
              </li>
            );
          })}
      </ol>
    </section>
  );
}
