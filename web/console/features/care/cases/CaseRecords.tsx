import { IconChevronRight, IconCircleCheck, IconCircleDashed, IconPlus } from '@tabler/icons-react';
import type { CaseRecord } from '#contract/case-api';
import { type CaseSection, RECORD_KINDS, RECORD_SECTIONS } from '#contract/case-forms';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { formHash } from './case-route.ts';
import css from './cases.module.css';
import { SEVERAL } from './find-record.ts';
import { useFormTexts } from './use-form-texts.ts';

type Props = {
  records: readonly CaseRecord[];
  /** Null: all of them. Invited people write in theirs. */
  sections: readonly CaseSection[] | null;
  mayWrite: boolean;
};

/** Every form: what was written, by whom, whether it is signed, and what nobody has begun. */
export function CaseRecords({ records, sections, mayWrite }: Props) {
  const { t } = useText(CASES_TEXT);
  const { kinds } = useFormTexts();
  return (
    <section className={css.part} aria-labelledby="records">
      <h3 id="records" className={css.partTitle}>
        {t('records.title')}
      </h3>
      <ul className={css.lines}>
        {RECORD_KINDS.map((kind) => {
          const written = records.filter((one) => one.kind === kind);
          // Whoever was invited for the follow-up does not end the case.
          const isMine = kind === 'note' || (kind !== 'closure' && sections?.includes(RECORD_SECTIONS[kind]) === true);
          const mayAdd = (sections === null ? mayWrite : isMine) && (written.length === 0 || SEVERAL.includes(kind));
          if (written.length === 0 && !mayAdd) return null;
          return (
            <li key={kind}>
              {written.map((record) => (
                <Written key={record.seriesId} record={record} />
              ))}
              {mayAdd && (
                <a className={css.line} href={formHash(kind, 'new')}>
                  {written.length === 0 ? (
                    <IconCircleDashed aria-hidden size={26} />
                  ) : (
                    <IconPlus aria-hidden size={26} />
                  )}
                  <span className={work.what}>
                    <strong>{kinds[kind]}</strong>
                    <span className={css.small}>{t(written.length === 0 ? 'records.none' : 'records.more')}</span>
                  </span>
                  <IconChevronRight aria-hidden size={22} />
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Written({ record }: { record: CaseRecord }) {
  const { t, language } = useText(CASES_TEXT);
  const { kinds, sections } = useFormTexts();
  const { seriesId, kind, section, signedAt, signedBy, author, savedAt } = record;
  return (
    <a className={css.line} href={formHash(kind, seriesId)}>
      {signedAt ? (
        <IconCircleCheck aria-hidden size={26} className={css.good} />
      ) : (
        <IconCircleDashed aria-hidden size={26} />
      )}
      <span className={work.what}>
        <strong>
          {kinds[kind]}
          {kind === 'note' && section && ` · ${sections[section]}`}
        </strong>
        <span className={signedAt ? css.good : css.small}>
          {signedAt
            ? t('records.signed', { who: signedBy?.name ?? author.name, day: formatDate(signedAt, language) })
            : t('records.draft', { who: author.name, day: formatDate(savedAt, language) })}
        </span>
      </span>
      <IconChevronRight aria-hidden size={22} />
    </a>
  );
}
