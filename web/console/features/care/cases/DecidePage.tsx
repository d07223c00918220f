import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseApproval, CaseDetail, CaseRecord, DecideApproval } from '#contract/case-api';
import { summarizeForm } from '#contract/case-form-lines';
import { isWritten } from '#contract/text';
import { describeProblem } from '../../../api/describe-problem.ts';
import { goTo } from '../../../router.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { useKeys } from '../../../ui/use-keys.ts';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { CASES_KEY } from '../cases-key.ts';
import { takeStep, useDangerTools } from './case-data.ts';
import css from './cases.module.css';
import { FormHead } from './FormHead.tsx';
import { FormSummary } from './FormSummary.tsx';
import forms from './forms.module.css';
import { RiskChip } from './RiskChip.tsx';
import { useCaseTitle } from './use-case-title.ts';
import { readerOf, useFormTexts } from './use-form-texts.ts';

type Props = { approval: CaseApproval; detail: CaseDetail; records: readonly CaseRecord[] };

/** Read, then decide: the buttons come after the form. What goes back are fields, each with a reason. */
export function DecidePage({ approval, detail, records }: Props) {
  const { t, language } = useText(CASES_TEXT);
  const texts = useFormTexts();
  const titleOf = useCaseTitle();
  const client = useQueryClient();
  const tools = useDangerTools();
  const caseId = detail.case.id;
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const record = recordOf(approval, records);
  const danger = records.find(({ kind, signedAt }) => kind === 'danger' && signedAt !== null);
  const tool = tools.data?.find(
    ({ tool: name, toolVersion }) => name === danger?.tool && toolVersion === danger.toolVersion,
  );
  const lines = record ? summarizeForm(texts, record.kind, record.body, readerOf(language)) : [];
  const view = { name: 'page', page: 'cases', id: caseId } as const;
  const decide = useMutation({
    mutationFn: (decision: DecideApproval) => takeStep(caseId, `approvals/${approval.id}/decide`, decision),
    onSuccess: async () => {
      goTo(view);
      await client.invalidateQueries({ queryKey: CASES_KEY });
    },
  });
  useKeys({ escape: () => goTo(view) });
  const back = Object.entries(reasons).filter(([, reason]) => isWritten(reason));
  const endReason =
    approval.reason &&
    ((texts.codes.closureReason as Record<string, string>)[approval.reason] ??
      t(`reason.notOpened.${approval.reason as 'declined'}`));
  return (
    <article className={css.page}>
      <FormHead
        caseId={caseId}
        title={t(`approval.decide.${approval.subject}`)}
        about={`${titleOf(detail.case)} · ${t('approval.by', { name: approval.requestedBy.name, day: formatDate(approval.requestedAt, language) })}`}
      />
      <p className={work.chips}>
        <RiskChip risk={detail.case.risk} />
      </p>
      {endReason && (
        <p>
          {t('reason.title')}: <strong>{endReason}</strong>
        </p>
      )}
      {approval.recordId !== null && !record && <p role="alert">{t('approval.changed')}</p>}
      {danger && approval.subject === 'high-risk-assessment' && tool && (
        <details className={css.more}>
          <summary>{texts.kinds.danger}</summary>
          <FormSummary lines={summarizeForm(texts, 'danger', danger.body, readerOf(language), tool.questions)} />
        </details>
      )}
      <ul className={forms.reading}>
        {lines.map(({ path, label, text }) => {
          const isBack = reasons[path] !== undefined;
          return (
            <li key={path}>
              <p className={css.small}>{label}</p>
              <p>{text}</p>
              {approval.recordId !== null && (
                <label className={forms.tick}>
                  <input
                    type="checkbox"
                    checked={isBack}
                    onChange={() => {
                      const { [path]: _, ...others } = reasons;
                      setReasons(isBack ? others : { ...reasons, [path]: '' });
                    }}
                  />
                  {t('approval.sendThisBack')}
                </label>
              )}
              {isBack && (
                <TextInput
                  size="lg"
                  maxLength={300}
                  autoFocus
                  label={t('approval.why')}
                  value={reasons[path] ?? ''}
                  onChange={(event) => setReasons({ ...reasons, [path]: event.currentTarget.value })}
                />
              )}
            </li>
          );
        })}
      </ul>
      <footer className={forms.sign}>
        {decide.isError && (
          <p role="alert" className={css.problem}>
            {describeProblem(decide.error, language)}
          </p>
        )}
        {Object.keys(reasons).length === 0 ? (
          <Button
            size="lg"
            fullWidth
            loading={decide.isPending}
            onClick={() => decide.mutate({ decision: 'approved' })}
          >
            {t('approval.approve')}
          </Button>
        ) : (
          <Button
            size="lg"
            fullWidth
            disabled={back.length !== Object.keys(reasons).length}
            loading={decide.isPending}
            onClick={() =>
              decide.mutate({
                decision: 'sent-back',
                fields: back.map(([field, reason]) => ({ field, reason: reason.trim() })),
              })
            }
          >
            {t('approval.sendBack', { n: Object.keys(reasons).length })}
          </Button>
        )}
        <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate({ decision: 'refused' })}>
          {t('approval.refuse')}
        </Button>
      </footer>
    </article>
  );
}

/** The version that was proposed; a closure is read with its form. */
function recordOf({ recordId, subject }: CaseApproval, records: readonly CaseRecord[]): CaseRecord | undefined {
  if (recordId !== null) return records.find(({ id }) => id === recordId);
  return subject === 'closure' ? records.find(({ kind }) => kind === 'closure') : undefined;
}
