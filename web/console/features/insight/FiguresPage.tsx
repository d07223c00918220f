import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { type InsightScopes, REPORT_CHANNELS } from '#contract/insight';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { Choices } from '../../ui/Choices.tsx';
import { formatDateAndTime } from '../../ui/format-time.ts';
import { PageList } from '../../ui/PageList.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import { CrossTable } from './CrossTable.tsx';
import { HourGrid } from './charts/HourGrid.tsx';
import { DefinitionLink } from './DefinitionLink.tsx';
import { Intervals } from './Intervals.tsx';
import css from './insight.module.css';
import { type Asked, useHours, useIntervals, useScopes, useSeries, useSummary } from './insight-data.ts';
import { Ranking } from './Ranking.tsx';
import { Series } from './Series.tsx';
import { Summary } from './Summary.tsx';

const PERIODS = ['7', '30', '90', '365'] as const;
type Named = { nameTh: string; nameEn: string | null };

/** What happened in a time, how long people waited, and at which hours. */
export default function FiguresPage() {
  const { t, language } = useText(INSIGHT_TEXT);
  const { t: app } = useText();
  const scopes = useScopes();
  const [whose, setWhose] = useState<string>();
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>('30');
  const [types, setTypes] = useState<string[]>([]);
  const [channels, setChannels] = useState<string[]>([]);
  const nameOf = ({ nameTh, nameEn }: Named) => (language === 'en' && nameEn) || nameTh;
  const options = scopes.data ? listOptions(scopes.data, t('nation'), nameOf) : [];
  const chosen = whose ?? options[0]?.value ?? '';
  const today = thaiDayOf(new Date(serverNow()));
  const [key = '', value = ''] = chosen.split('=');
  const asked: Asked = {
    ...{ from: addDays(today, 1 - Number(period)), to: today },
    ...(value && { [key]: value }),
    ...(types.length > 0 && { type: types.join(',') }),
    ...(channels.length > 0 && { channel: channels.join(',') }),
  };
  const may = options.length > 0;
  const summary = useSummary(asked, may);
  const series = useSeries(asked, may);
  const intervals = useIntervals(asked, may);
  const hours = useHours(asked, may);
  return (
    <PageList list={scopes} isEmpty={!may} empty={t('notYours')}>
      <div className={css.filters}>
        <NativeSelect
          label={t('whose')}
          value={chosen}
          data={options}
          onChange={(event) => setWhose(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('period')}
          value={period}
          data={PERIODS.map((days) => ({ value: days, label: t(`days.${days}`) }))}
          onChange={(event) => setPeriod(PERIODS.find((days) => days === event.currentTarget.value) ?? '30')}
        />
      </div>
      <Choices
        {...{ label: t('kind'), many: true, tight: true, chosen: types, onChange: setTypes }}
        options={INCIDENT_TYPES.map((value) => ({ value, label: app(`type.${value}`) }))}
      />
      <Choices
        {...{ label: t('dimension.channel'), many: true, tight: true, chosen: channels, onChange: setChannels }}
        options={REPORT_CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
      />
      <div className={css.head}>
        <p className={css.small}>
          {t('span', { from: formatDay(asked.from ?? today, language), to: formatDay(today, language) })}
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
        {series.data && <Series series={series.data} />}
      </PageList>
      {may && <CrossTable key={key} asked={asked} isNation={key === 'nation'} />}
      <PageList list={intervals} isEmpty={false} empty="">
        {intervals.data && <Intervals intervals={intervals.data} />}
      </PageList>
      {key === 'nation' && <Ranking asked={asked} />}
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
    </PageList>
  );
}

function listOptions({ nation, provinces, agencies }: InsightScopes, all: string, nameOf: (named: Named) => string) {
  return [
    ...(nation ? [{ value: 'nation', label: all }] : []),
    ...provinces.map((province) => ({ value: `province=${province.code}`, label: nameOf(province) })),
    ...agencies.map((agency) => ({ value: `agencyId=${agency.id}`, label: nameOf(agency) })),
  ];
}
