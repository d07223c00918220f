import type { Me } from '#contract/access';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { formatDateAndTime } from '../../ui/format-time.ts';
import { PageList } from '../../ui/PageList.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import { BriefLink } from './BriefLink.tsx';
import { CrossTable } from './CrossTable.tsx';
import { Outreach } from './care/Outreach.tsx';
import { HourGrid } from './charts/HourGrid.tsx';
import { DefinitionLink } from './DefinitionLink.tsx';
import { Intervals } from './Intervals.tsx';
import css from './insight.module.css';
import { type Asked, useHours, useIntervals, useSeries, useSummary } from './insight-data.ts';
import { MissedTargets } from './MissedTargets.tsx';
import { Ranking } from './Ranking.tsx';
import { Series } from './Series.tsx';
import { Summary } from './Summary.tsx';
import { useFilters } from './use-filters.tsx';

/** What happened in a time, how long people waited, and at which hours. */
export default function FiguresPage({ me }: { me: Me }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const { scopes, fields, types, channels, may, isNation, span, scope } = useFilters();
  const asked: Asked = {
    ...{ ...span, ...scope },
    ...(types.length > 0 && { type: types.join(',') }),
    ...(channels.length > 0 && { channel: channels.join(',') }),
  };
  const summary = useSummary(asked, may);
  const series = useSeries(asked, may);
  const before = summary.data?.before;
  const earlier = useSeries({ ...asked, from: before?.from ?? '', to: before?.to ?? '' }, may && before !== undefined);
  const intervals = useIntervals(asked, may);
  const hours = useHours(asked, may);
  return (
    <PageList list={scopes} isEmpty={!may} empty={t('notYours')}>
      {fields}
      {may && <BriefLink scope={scope} />}
      <div className={css.head}>
        <p className={css.small}>
          {t('span', { from: formatDay(span.from, language), to: formatDay(span.to, language) })}
        </p>
        {summary.data && (
          <p className={css.small} role="status">
            {t('asOf', { time: formatDateAndTime(summary.data.asOf, language) })}
          </p>
        )}
      </div>
      <PageList list={summary} isEmpty={false} empty="">
        {summary.data && <Summary summary={summary.data} />}
      </PageList>
      <PageList list={series} isEmpty={false} empty="">
        {series.data && <Series series={series.data} earlier={earlier.data} />}
      </PageList>
      {may && <CrossTable key={String(isNation)} asked={asked} isNation={isNation} />}
      <PageList list={intervals} isEmpty={false} empty="">
        {intervals.data && <Intervals intervals={intervals.data} />}
      </PageList>
      {isNation && <Ranking asked={asked} />}
      <PageList list={hours} isEmpty={false} empty="">
        {hours.data && (
          <section className={css.part}>
            <h3>
              {t('hours.title')} <DefinitionLink figure="hour-of-week" />
            </h3>
            <p className={css.small}>
              {t('hours.note', {
                from: formatDay(hours.data.from, language),
                to: formatDay(hours.data.to, language),
              })}{' '}
              · {t('n', { n: hours.data.n.toLocaleString(language) })}
            </p>
            <HourGrid hours={hours.data.hours} label={t('hours.title')} />
          </section>
        )}
      </PageList>
      {scope.agencyId !== undefined && me.permissions.includes('duty:manage') && (
        <MissedTargets asked={{ ...span, agencyId: scope.agencyId }} />
      )}
      {may && !('agencyId' in scope) && <Outreach asked={{ ...span, ...scope }} />}
    </PageList>
  );
}
