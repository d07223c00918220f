import type { CaseRecord } from '#contract/case-api';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './cases.module.css';
import { useFormTexts } from './use-form-texts.ts';

/** What was written, by whom, and whether it is signed. */
export function CaseRecords({ records }: { records: readonly CaseRecord[] }) {
  const { t, language } = useText(CASES_TEXT);
  const { kinds } = useFormTexts();
  return (
    <section className={css.part} aria-labelledby="records">
      <h3 id="records" className={css.partTitle}>
        {t('records.title')}
      </h3>
      {records.length === 0 && <p className={css.small}>{t('records.none')}</p>}
      <ul className={css.lines}>
        {records.map(({ seriesId, kind, signedAt, signedBy, author, savedAt }) => (
          <li key={seriesId} className={css.line}>
            <div className={css.what}>
              <strong>{kinds[kind]}</strong>
              <p className={signedAt ? css.good : css.small}>
                {signedAt
                  ? t('records.signed', { who: signedBy?.name ?? author.name, day: formatDate(signedAt, language) })
                  : t('records.draft', { who: author.name, day: formatDate(savedAt, language) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
