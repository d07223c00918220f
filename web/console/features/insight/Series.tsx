import { useState } from 'react';
import type { InsightSeries } from '#contract/insight';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { ScrolledTable } from '../../ui/ScrolledTable.tsx';
import { SegmentedControl } from '../../ui/segmented-control.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import { Columns } from './charts/Columns.tsx';
import { DefinitionLink } from './DefinitionLink.tsx';
import css from './insight.module.css';

/** Incidents of each day or month, as a picture or as a table of the same numbers. */
export function Series({
  series: { step, points, n },
  earlier,
}: {
  series: InsightSeries;
  earlier: InsightSeries | undefined;
}) {
  const { t, language } = useText(INSIGHT_TEXT);
  const [shown, setShown] = useState('chart');
  const axis = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'th-TH', { day: 'numeric', month: 'short' });
  const month = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'th-TH', { month: 'short', year: 'numeric' });
  const bars = points.map((point) => ({
    ...{ key: point.on, value: point.n },
    ...(step === 'day' && { axis: axis.format(new Date(point.on)) }),
    label: step === 'day' ? formatDay(point.on, language) : month.format(new Date(point.on)),
  }));
  const top = bars.reduce((most, bar) => (bar.value > most.value ? bar : most), bars[0] ?? { label: '', value: 0 });
  // As many days may be one month more or less: then the steps do not lie on each other.
  const hasSameSteps = earlier !== undefined && earlier.step === step && earlier.points.length === points.length;
  return (
    <section className={css.part}>
      <div className={css.head}>
        <h3>
          {t('series.title')} <span className={css.small}>{t(`series.${step}`)}</span>{' '}
          <DefinitionLink figure="incidents" />
        </h3>
        <SegmentedControl
          aria-label={t('series.title')}
          value={shown}
          data={[
            { value: 'chart', label: t('chart') },
            { value: 'table', label: t('table') },
          ]}
          onChange={setShown}
        />
      </div>
      {shown === 'chart' ? (
        <Columns
          columns={bars}
          label={t('series.label', { n: n.toLocaleString(language), most: top.value, on: top.label })}
          before={
            hasSameSteps
              ? {
                  counts: earlier.points.map((point) => point.n),
                  said: t('series.earlier', {
                    from: formatDay(earlier.from, language),
                    to: formatDay(earlier.to, language),
                  }),
                }
              : undefined
          }
        />
      ) : (
        <ScrolledTable className={css.tall} label={t('series.title')}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('series.on')}</th>
                <th scope="col">{t('incidents')}</th>
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.key}>
                  <th scope="row">{bar.label}</th>
                  <td>{bar.value.toLocaleString(language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrolledTable>
      )}
    </section>
  );
}
