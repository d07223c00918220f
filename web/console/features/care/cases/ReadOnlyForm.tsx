import { IconArrowLeft, IconHistory, IconLock } from '@tabler/icons-react';
import type { CaseDetail, CaseRecord } from '#contract/case-api';
import { summarizeForm } from '#contract/case-form-lines';
import type { DangerTool } from '#contract/case-risk';
import { linkTo } from '../../../router.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { versionsHash } from './case-route.ts';
import css from './cases.module.css';
import { FormSummary } from './FormSummary.tsx';
import forms from './forms.module.css';
import { useCaseTitle } from './use-case-title.ts';
import { readerOf, useFormTexts } from './use-form-texts.ts';

type Props = { detail: CaseDetail; record: CaseRecord; tools: readonly DangerTool[] };

/** A form of a case that has ended, or that somebody else works on: nothing on it looks as if it could be filled in. */
export function ReadOnlyForm({ detail, record, tools }: Props) {
  const { t, language } = useText(CASES_TEXT);
  const texts = useFormTexts();
  const titleOf = useCaseTitle();
  const { kind, body, tool, toolVersion, seriesId, basedOn, author, savedAt, signedAt, signedBy } = record;
  const questions = tools.find((one) => one.tool === tool && one.toolVersion === toolVersion)?.questions;
  const said = signedAt
    ? t('records.signed', { who: signedBy?.name ?? author.name, day: formatDate(signedAt, language) })
    : t('records.draft', { who: author.name, day: formatDate(savedAt, language) });
  return (
    <article className={css.page}>
      <a className={css.back} {...linkTo({ name: 'page', page: 'cases', id: detail.case.id })}>
        <IconArrowLeft aria-hidden size={22} /> {t('form.close')}
      </a>
      <h2 className={forms.formTitle}>{texts.kinds[kind]}</h2>
      <p className={css.small}>{titleOf(detail.case)}</p>
      <p className={css.locked}>
        <IconLock aria-hidden size={22} /> {t('step.read-only.title')} · {said}
      </p>
      <FormSummary lines={summarizeForm(texts, kind, body, readerOf(language), questions)} />
      {basedOn !== null && (
        <a className={css.back} href={versionsHash(seriesId)}>
          <IconHistory aria-hidden size={20} /> {t('versions.title')}
        </a>
      )}
    </article>
  );
}
