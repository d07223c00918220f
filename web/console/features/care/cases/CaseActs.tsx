import { Button } from '@mantine/core';
import { IconDots, IconPlayerPause } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { CASE_ACTIONS, type CaseAction, type CaseGuard, isOpenCase } from '#contract/case';
import type { CaseDetail } from '#contract/case-api';
import { ProblemError } from '../../../api/request.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { HoldForm, LegalFactForm, LinkForm, NeedForm, RiskForm } from './ActForms.tsx';
import { AssignForm } from './AssignForm.tsx';
import css from './acts.module.css';
import cases from './cases.module.css';
import type { Doing } from './next-step.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { type CaseStep, useCaseStep } from './use-case-step.ts';

type Props = { detail: CaseDetail; doing: Doing; mayWork: boolean; mayApprove: boolean };
type Own = 'hold' | 'resume' | 'risk' | 'need' | 'legal' | 'link' | 'force';
type Act = CaseAction | Own;

/** Guards that a reason or the second person of the proposal itself fulfils: they are not asked for before. */
const FULFILLED_BY_ASKING: readonly CaseGuard[] = ['reason-given', 'second-person-agreed', 'closure-approved'];

/** Everything that the state table and the marks allow beside the next step, in a quiet menu. */
export function CaseActs({ detail, doing, mayWork, mayApprove }: Props) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const { case: one, actions, approvals } = detail;
  const [opened, setOpened] = useState<Act | null>(null);
  const send = useCaseStep(one.id, () => setOpened(null));
  const open = (act: Act): void => {
    send.reset();
    setOpened(act === opened ? null : act);
  };
  const isOpen = isOpenCase(one.status);
  const waits = approvals.some(({ decision }) => decision === null);
  const isNext = (action: CaseAction): boolean =>
    (doing.kind === 'step' && doing.step === action) || (doing.kind === 'reopen' && action === 'reopen');
  const steps = actions
    .map(({ action, ...rest }) => ({ ...rest, action: action as CaseAction }))
    .filter(
      ({ action, byApproval }) => !isNext(action) && !(byApproval !== null && waits) && isWorkers(action, mayWork),
    );
  const own: Own[] = [
    ...(isOpen && mayWork ? ([one.hold ? 'resume' : 'hold', 'risk', 'need', 'legal', 'link'] as const) : []),
    ...(isOpen && mayApprove ? (['force'] as const) : []),
  ];
  if (steps.length === 0 && own.length === 0) return null;
  const form = { isSending: send.isPending, error: send.error, onCancel: () => setOpened(null) };
  return (
    <>
      {one.hold && (
        <p className={css.held}>
          <IconPlayerPause aria-hidden size={22} />
          <span>
            {t('hold.now', { day: formatDate(one.hold.until, language) })} · {t(`hold.reason.${one.hold.reason}`)}
          </span>
        </p>
      )}
      <details className={css.acts}>
        <summary>
          <IconDots aria-hidden size={22} /> {t('acts.title')}
        </summary>
        <ul>
          {steps.map(({ action, missing, byApproval }) => (
            <li key={action}>
              <StepAct
                action={action}
                missing={missing.filter((guard) => !FULFILLED_BY_ASKING.includes(guard))}
                byApproval={byApproval}
                isOpened={opened === action}
                onOpen={() => open(action)}
                onSend={(input) => send.mutate(input)}
                {...form}
              />
            </li>
          ))}
          {own.map((act) => (
            <li key={act}>
              <Button variant="default" aria-expanded={opened === act} onClick={() => open(act)}>
                {t(`acts.${act}`)}
              </Button>
              {opened === act && act === 'hold' && (
                <HoldForm {...form} onSubmit={(body) => send.mutate({ step: 'hold', body })} />
              )}
              {opened === act && act === 'resume' && (
                <InlineForm {...form} submitLabel={t('acts.resume')} onSubmit={() => send.mutate({ step: 'resume' })} />
              )}
              {opened === act && act === 'risk' && (
                <RiskForm
                  {...form}
                  now={one.risk}
                  maySecond={mayApprove}
                  onSubmit={(body) => send.mutate({ step: 'risk', body })}
                />
              )}
              {opened === act && act === 'need' && (
                <NeedForm {...form} onSubmit={(body) => send.mutate({ step: 'needs', body })} />
              )}
              {opened === act && act === 'legal' && (
                <LegalFactForm {...form} onSubmit={(body) => send.mutate({ step: 'legal-facts', body })} />
              )}
              {opened === act && act === 'link' && (
                <LinkForm {...form} detail={detail} onSubmit={(body) => send.mutate({ step: 'links', body })} />
              )}
              {opened === act && act === 'force' && (
                <AssignForm {...form} one={one} onSubmit={(body) => send.mutate({ step: 'transfer/force', body })} />
              )}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** What a second person decides is proposed by a worker, so a worker's permission is enough here. */
function isWorkers(action: CaseAction, mayWork: boolean): boolean {
  const { permission } = CASE_ACTIONS[action];
  return mayWork && (permission === 'case:work' || permission === 'case:approve');
}

type StepProps = {
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
function StepAct({
  action,
  missing,
  byApproval,
  isOpened,
  isSending,
  error,
  onOpen,
  onCancel,
  onSend,
}: StepProps): ReactNode {
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
