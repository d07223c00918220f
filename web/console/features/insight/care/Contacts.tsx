import { IconAlertTriangle } from '@tabler/icons-react';
import { TargetLine } from '#charts/target-line';
import { FORM_TEXTS } from '#contract/case-form-texts';
import type { InsightCare } from '#contract/insight-care';
import { INSIGHT_TEXT } from '../../../text/insight.ts';
import { INSIGHT_CARE_TEXT } from '../../../text/insight-care.ts';
import { useText } from '../../../ui/use-text.ts';
import { DefinitionLink } from '../DefinitionLink.tsx';
import css from '../insight.module.css';
import { useSpan } from '../use-span.ts';

/** Days to the first contact, by risk: who was met in time, and who still waits. */
export function Contacts({ contact }: { contact: InsightCare['contact'] }) {
  const { t, language } = useText(INSIGHT_CARE_TEXT);
  const { t: insight } = useText(INSIGHT_TEXT);
  const span = useSpan();
  const columns = ['picture', 'p50', 'p90', 'within', 'n'] as const;
  const rows = [
    ...contact.byRisk.map((row) => ({
      ...row,
      key: row.risk,
      label: row.risk === 'unknown' ? t('contact.unknown') : FORM_TEXTS[language].risks[row.risk],
    })),
    { ...contact, key: 'all', label: t('contact.all'), limitSeconds: null },
  ];
  return (
    <section className={css.part}>
      <h3>
        {t('contact.title')} <DefinitionLink figure="first-contact" />
      </h3>
      <p className={css.small}>{t('contact.note')}</p>
      <table className={css.intervals}>
        <thead>
          <tr>
            <th scope="col">{t('contact.risk')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {insight(`intervals.${column}`)}
              </th>
            ))}
            <th scope="col">{t('contact.waiting')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, limitSeconds, n, p50, p90, within, waiting, late }) => {
            const isMissed = limitSeconds !== null && p90 !== null && p90 > limitSeconds;
            return (
              <tr key={key}>
                <th scope="row">{label}</th>
                <td data-label={insight('intervals.picture')}>
                  {limitSeconds !== null && (
                    <>
                      {p50 !== null && p90 !== null && (
                        <TargetLine p50={p50} p90={p90} target={limitSeconds} isMissed={isMissed} />
                      )}
                      <span className={css.small}>{t('contact.limit', { span: span(limitSeconds) })}</span>
                    </>
                  )}
                </td>
                {p50 === null || p90 === null ? (
                  <td colSpan={3} className={css.small} data-label={insight('intervals.p50')}>
                    {t('tooFew')}
                  </td>
                ) : (
                  <>
                    <td data-label={insight('intervals.p50')}>{span(p50)}</td>
                    <td data-label={insight('intervals.p90')}>{span(p90)}</td>
                    <td data-label={insight('intervals.within')}>
                      {within !== null && `${within.toLocaleString(language)}%`}
                    </td>
                  </>
                )}
                <td data-label={insight('intervals.n')}>{n.toLocaleString(language)}</td>
                <td data-label={t('contact.waiting')}>
                  {waiting.toLocaleString(language)}
                  {late > 0 && (
                    <span className={css.missed}>
                      <IconAlertTriangle aria-hidden size={18} /> {t('contact.late')} {late.toLocaleString(language)}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={css.small}>
        {insight('intervals.notRecorded')}: {contact.notRecorded.toLocaleString(language)}
        {!contact.isVerified && ` · ${t('contact.unverified')}`}
      </p>
    </section>
  );
}
