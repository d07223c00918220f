import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CaseAction, CaseGuard } from '#contract/case';
import { ProblemError } from '../../../api/request.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './acts.module.css';
import cases from './cases.module.css';
import { ReasonForm } from './ReasonForm.tsx';
import type { CaseStep } from './use-case-step.ts';

type Props = {
  action: CaseAction;
  missing: readonly string[];
  byApproval: string | null;
  isOpened: boolean;
  isSending: boolean;
  error: unknown;
  onOpen: () => void;
  onCancel: () => void;
  onSend: (input: CaseStep) => void;
};

/** One action of the state table: what is missing for it, or its coded reason, or the step itself. */
export function StepAct({
  action,
  missing,
  byApproval,
  isOpened,
  isSending,
  error,
  onOpen,
  onCancel,
  onSend,
}: Props): ReactNode {
  const { t } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const label = t(`acts.${action}`);
  const propose = (reason?: string) =>
    onSend({ step: 'approvals', body: { subject: byApproval, ...(reason && { reason }) } });
  const form = { submitLabel: label, isSending, error: inWords(error, casesText, t), onCancel };
  const reasons =
    action === 'not-open'
      ? 'notOpened'
      : action === 'close' || action === 'close-without-need'
        ? 'closure'
        : action === 'reassess' || action === 'reopen'
          ? action
          : null;
  return (
    <>
      <Button variant="default" aria-expanded={isOpened} onClick={onOpen}>
        {label}
      </Button>
      {isOpened && missing.length > 0 && (
        <div className={css.missing}>
          <p>{t('acts.still')}</p>
          <ul>
            {missing.map((guard) => (
              <li key={guard}>{casesText(`guard.${guard as CaseGuard}`)}</li>
            ))}
          </ul>
        </div>
      )}
      {isOpened && missing.length === 0 && byApproval !== null && <p className={cases.small}>{t('acts.second')}</p>}
      {isOpened && missing.length === 0 && reasons && (
        <ReasonForm
          {...form}
          reasons={reasons}
          onSubmit={(reason) => (byApproval === null ? onSend({ step: action, body: { reason } }) : propose(reason))}
        />
      )}
      {isOpened && missing.length === 0 && !reasons && (
        <InlineForm {...form} onSubmit={() => (byApproval === null ? onSend({ step: action }) : propose())} />
      )}
    </>
  );
}

/** A guard that failed meanwhile is named in words, not by its code. */
function inWords(
  error: unknown,
  casesText: (key: `guard.${CaseGuard}`) => string,
  t: (key: 'acts.guard', to: { guard: string }) => string,
) {
  const guard =
    error instanceof ProblemError && error.problem.code === 'case/guard-missing' && error.problem.params?.guard;
  if (!(error instanceof ProblemError) || !guard) return error;
  const title = t('acts.guard', { guard: casesText(`guard.${guard as CaseGuard}`) });
  return new ProblemError({ ...error.problem, code: 'server/unknown' as never, title });
}
