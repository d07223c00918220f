import { NativeSelect } from '@mantine/core';
import { INSIGHT_TEXTS, type InsightMissedTargets, MISSED_REASONS } from '#contract/insight';
import { describeProblem } from '../../api/describe-problem.ts';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { PageList } from '../../ui/PageList.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import { DefinitionLink } from './DefinitionLink.tsx';
import css from './insight.module.css';
import { type Asked, useExplain, useMissedTargets } from './insight-data.ts';
import { useSpan } from './use-span.ts';

/** Incidents of a station that took longer than a target, each asking for one reason; for whoever commands the station. */
export function MissedTargets({ asked }: { asked: Asked }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const missed = useMissedTargets(asked);
  return (
    <section className={css.part}>
      <h3>
        {t('missed.title')} <DefinitionLink figure="missed-reason" />
      </h3>
      <p className={css.small}>{t('missed.note')}</p>
      <PageList list={missed} isEmpty={missed.data?.targets.length === 0} empty={t('missed.none')}>
        {missed.data && (
          <>
            <p role="status">{t('missed.open', { n: missed.data.open.toLocaleString(language) })}</p>
            <table className={css.definitions}>
              <thead>
                <tr>
                  <th scope="col">{t('missed.incident')}</th>
                  <th scope="col">{t('missed.over')}</th>
                  <th scope="col">{t('missed.why')}</th>
                </tr>
              </thead>
              <tbody>
                {missed.data.targets.map((target) => (
                  <MissedTarget key={`${target.incidentId} ${target.interval}`} target={target} />
                ))}
              </tbody>
            </table>
          </>
        )}
      </PageList>
    </section>
  );
}

function MissedTarget({ target }: { target: InsightMissedTargets['targets'][number] }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const { t: app } = useText();
  const explain = useExplain(target.incidentId);
  const { intervals, missedReasons } = INSIGHT_TEXTS[language];
  const { incidentId, day, hour, type, interval, seconds, targetSeconds, reason } = target;
  const span = useSpan();
  const at = t('missed.at', { day: formatDay(day, language), hour: String(hour).padStart(2, '0') });
  return (
    <tr>
      <th scope="row">
        <a href={`/console/incidents/${incidentId}`}>{at}</a>
        <span className={css.small}>{app(`type.${type}`)}</span>
      </th>
      <td data-label={t('missed.over')}>
        {intervals[interval]}: {t('missed.by', { over: span(seconds - targetSeconds), target: span(targetSeconds) })}
      </td>
      <td data-label={t('missed.why')}>
        <NativeSelect
          aria-label={`${t('missed.why')} ${at} ${intervals[interval]}`}
          value={reason ?? ''}
          disabled={explain.isPending}
          data={[
            ...(reason === null ? [{ value: '', label: t('missed.choose') }] : []),
            ...MISSED_REASONS.map((value) => ({ value, label: missedReasons[value] })),
          ]}
          onChange={(event) => {
            const said = MISSED_REASONS.find((one) => one === event.currentTarget.value);
            if (said) explain.mutate({ interval, reason: said });
          }}
        />
        {explain.error && <p role="alert">{describeProblem(explain.error, language)}</p>}
      </td>
    </tr>
  );
}
