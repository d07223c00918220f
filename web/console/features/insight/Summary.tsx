import { DISPOSITIONS } from '#contract/incident-status';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { type InsightSummary, REPORT_CHANNELS } from '#contract/insight';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { useText } from '../../ui/use-text.ts';
import { BarList } from './charts/Bars.tsx';
import css from './insight.module.css';

/** The counts of a time, each kind beside its number; what is not counted is said below. */
export function Summary({ summary }: { summary: InsightSummary }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const { t: app } = useText();
  const { n, before, reopened, nobodyCame, silent, notRecorded, apart } = summary;
  const figures = [
    { key: 'incidents', value: n },
    { key: 'nobodyCame', value: nobodyCame },
    { key: 'reopened', value: reopened },
    { key: 'silent', value: silent },
    { key: 'open', value: notRecorded.disposition },
  ] as const;
  const parts = [
    {
      title: t('byType'),
      bars: INCIDENT_TYPES.map((key) => ({ key, label: app(`type.${key}`), n: summary.byType[key] })),
    },
    {
      title: t('byChannel'),
      bars: REPORT_CHANNELS.map((key) => ({ key, label: t(`channel.${key}`), n: summary.byChannel[key] })),
    },
    {
      title: t('byDisposition'),
      bars: DISPOSITIONS.map((key) => ({ key, label: app(`disposition.${key}`), n: summary.byDisposition[key] ?? 0 })),
    },
  ];
  return (
    <>
      <dl className={css.figures}>
        {figures.map(({ key, value }) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{value.toLocaleString(language)}</dd>
            {key === 'incidents' && (
              <dd className={css.small}>{t('before', { n: before.n.toLocaleString(language) })}</dd>
            )}
          </div>
        ))}
      </dl>
      {n === 0 ? (
        <p>{t('nothing')}</p>
      ) : (
        <div className={css.three}>
          {parts
            .filter(({ bars }) => bars.some((bar) => bar.n > 0))
            .map(({ title, bars }) => (
              <section key={title} className={css.part}>
                <h3>{title}</h3>
                <BarList bars={bars.filter((bar) => bar.n > 0)} language={language} />
              </section>
            ))}
        </div>
      )}
      <p className={css.apart}>{t('apart', apart)}</p>
    </>
  );
}
