import { IconArrowLeft } from '@tabler/icons-react';
import type { CaseDetail, CaseRecord } from '#contract/case-api';
import { summarizeForm } from '#contract/case-form-lines';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDateAndTime } from '../../../ui/format-time.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import { useDangerTools, useVersions } from './case-data.ts';
import { formHash } from './case-route.ts';
import css from './cases.module.css';
import { FormSummary } from './FormSummary.tsx';
import forms from './forms.module.css';
import { useCaseTitle } from './use-case-title.ts';
import { readerOf, useFormTexts } from './use-form-texts.ts';

/** What a form said before it was changed: nothing signed is ever lost. Reading it is recorded. */
export function VersionsPage({ detail, seriesId }: { detail: CaseDetail; seriesId: string }) {
  const { t } = useText(CASES_TEXT);
  const texts = useFormTexts();
  const titleOf = useCaseTitle();
  const versions = useVersions(detail.case.id, seriesId);
  const newest = versions.data?.[0];
  const earlier = versions.data?.slice(1) ?? [];
  return (
    <article className={css.page}>
      <PageList list={versions} isEmpty={false} empty="">
        {newest && (
          <>
            <a className={css.back} href={formHash(newest.kind, seriesId)}>
              <IconArrowLeft aria-hidden size={22} /> {t('versions.back')}
            </a>
            <h2 className={forms.formTitle}>
              {texts.kinds[newest.kind]}: {t('versions.title')}
            </h2>
            <p className={css.small}>{titleOf(detail.case)}</p>
            {earlier.length === 0 && <p>{t('versions.none')}</p>}
            {earlier.map((record, index) => (
              <Version key={record.id} record={record} later={versions.data?.[index]} number={earlier.length - index} />
            ))}
          </>
        )}
      </PageList>
    </article>
  );
}

type VersionProps = { record: CaseRecord; later: CaseRecord | undefined; number: number };

function Version({ record, later, number }: VersionProps) {
  const { t, language } = useText(CASES_TEXT);
  const texts = useFormTexts();
  const tools = useDangerTools();
  const { signedAt, signedBy, savedAt, author } = record;
  const linesOf = ({ kind, body, tool, toolVersion }: CaseRecord) => {
    const questions = tools.data?.find((one) => one.tool === tool && one.toolVersion === toolVersion)?.questions;
    return summarizeForm(texts, kind, body, readerOf(language), questions);
  };
  const [who, at] = signedAt ? [signedBy?.name ?? author.name, signedAt] : [author.name, savedAt];
  return (
    <details className={css.more} open={number === 1}>
      <summary>
        {t('versions.one', { n: number })} ·{' '}
        {t(signedAt ? 'records.signed' : 'records.draft', { who, day: formatDateAndTime(at, language) })}
      </summary>
      <FormSummary lines={linesOf(record)} {...(later && { later: linesOf(later) })} />
    </details>
  );
}
