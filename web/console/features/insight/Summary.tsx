import { DISPOSITIONS } from '#contract/incident-status';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { type InsightSummary, REPORT_CHANNELS } from '#contract/insight';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { useText } from '../../ui/use-text.ts';
import { BarList } from './charts/BarList.tsx';
import { DefinitionLink } from './DefinitionLink.tsx';
import css from './insight.module.css';

/** The counts of a time, each kind beside its number; what is not counted is said below. */
export function Summary({ summary }: { summary: InsightSummary }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const { t: app } = useText();
  const { n, before, reopened, nobodyCame, silent, notRecorded, unfinished, apart } = summary;
  const figures = [
    { key: 'incidents', figure: 'incidents', value: n, earlier: before.n },
    { key: 'nobodyCame', figure: 'nobody-came', value: nobodyCame, earlier: before.nobodyCame },
    { key: 'reopened', figure: 'reopened', value: reopened, earlier: before.reopened },
    { key: 'silent', figure: 'silent', value: silent, earlier: before.silent },
    { key: 'open', figure: 'without-disposition', value: notRecorded.disposition, earlier: null },
    ...(unfinished === null
      ? []
      : ([{ key: 'unfinished', figure: 'unfinished', value: unfinished, earlier: null }] as const)),
  ] as const;
  const parts = [
    {
      ...{ title: t('byType'), figure: 'by-type' as const },
      bars: INCIDENT_TYPES.map((key) => ({ key, label: app(`type.${key}`), n: summary.byType[key] })),
    },
    {
      ...{ title: t('byChannel'), figure: 'by-channel' as const },
      bars: REPORT_CHANNELS.map((key) => ({ key, label: t(`channel.${key}`), n: summary.byChannel[key] })),
    },
    {
      ...{ title: t('byDisposition'), figure: 'by-disposition' as const },
      bars: DISPOSITIONS.map((key) => ({ key, label: app(`disposition.${key}`), n: summary.byDisposition[key] ?? 0 })),
    },
  ];
  return (
    <>
      <dl className={css.figures}>
        {figures.map(({ key, figure, value, earlier }) => (
          <div key={key}>
            <dt>
              {t(key)} <DefinitionLink figure={figure} />
            </dt>
            <dd>{value.toLocaleString(language)}</dd>
            {earlier !== null && <dd className={css.small}>{t('before', { n: earlier.toLocaleString(language) })}</dd>}
          </div>
        ))}
      </dl>
      {n === 0 ? (
        <p>{t('nothing')}</p>
      ) : (
        <div className={css.three}>
          {parts
            .filter(({ bars }) => bars.some((bar) => bar.n > 0))
            .map(({ title, figure, bars }) => (
              <section key={title} className={css.part}>
                <h3>
                  {title} <DefinitionLink figure={figure} />
                </h3>
                <BarList bars={bars.filter((bar) => bar.n > 0)} language={language} />
              </section>
            ))}
        </div>
      )}
      <p className={css.apart}>
        {t('apart', apart)} <DefinitionLink figure="apart" />
      </p>
    </>
  );
}
