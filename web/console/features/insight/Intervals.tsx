import { IconAlertTriangle } from '@tabler/icons-react';
import { TargetLine } from '#charts/target-line';
import { INSIGHT_TEXTS, type InsightIntervals } from '#contract/insight';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { useText } from '../../ui/use-text.ts';
import { DefinitionLink } from './DefinitionLink.tsx';
import css from './insight.module.css';
import { useSpan } from './use-span.ts';

/** Each interval with its n, what was not recorded, its percentiles, and a picture of them against the target. */
export function Intervals({ intervals: { intervals } }: { intervals: InsightIntervals }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const names = INSIGHT_TEXTS[language];
  const span = useSpan();
  const columns = ['interval', 'picture', 'p50', 'p90', 'within', 'n', 'notRecorded'] as const;
  return (
    <section className={css.part}>
      <h3>{t('intervals.title')}</h3>
      <p className={css.small}>{t('intervals.note')}</p>
      <table className={css.intervals}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`intervals.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {intervals.map(({ interval, n, notRecorded, p50, p90, within, target, reasons }) => {
            const isMissed = within !== null && target !== null && within < target.percent;
            return (
              <tr key={interval}>
                <th scope="row">
                  {names.intervals[interval]} <DefinitionLink figure={interval} />
                  <span className={css.small}>{names.means[interval]}</span>
                  {reasons.length > 0 && (
                    <span className={css.small}>
                      {t('intervals.why', {
                        reasons: reasons
                          .map(({ reason, n: said }) => `${names.missedReasons[reason]} ${said}`)
                          .join(' · '),
                      })}
                    </span>
                  )}
                </th>
                <td data-label={t('intervals.picture')}>
                  {target && p50 !== null && p90 !== null && (
                    <TargetLine p50={p50} p90={p90} target={target.seconds} isMissed={isMissed} />
                  )}
                  <span className={css.small}>
                    {target
                      ? t('intervals.target', { percent: target.percent, span: span(target.seconds) })
                      : t('intervals.noTarget')}
                  </span>
                </td>
                {p50 === null || p90 === null ? (
                  <td colSpan={3} className={css.small} data-label={t('intervals.p50')}>
                    {t('intervals.tooFew')}
                  </td>
                ) : (
                  <>
                    <td data-label={t('intervals.p50')}>{span(p50)}</td>
                    <td data-label={t('intervals.p90')}>{span(p90)}</td>
                    <td data-label={t('intervals.within')}>
                      {within !== null && `${within.toLocaleString(language)}%`}
                      {isMissed && (
                        <span className={css.missed}>
                          <IconAlertTriangle aria-hidden size={18} /> {t('intervals.missed')}
                        </span>
                      )}
                    </td>
                  </>
                )}
                <td data-label={t('intervals.n')}>{n.toLocaleString(language)}</td>
                <td data-label={t('intervals.notRecorded')}>{notRecorded.toLocaleString(language)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {intervals.some(({ target }) => target?.isVerified === false) && (
        <p className={css.small}>{t('intervals.unverified')}</p>
      )}
    </section>
  );
}
