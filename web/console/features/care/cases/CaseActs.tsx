import { Button } from '@mantine/core';
import { IconDots, IconPlayerPause } from '@tabler/icons-react';
import { useState } from 'react';
import { CASE_ACTIONS, type CaseAction, type CaseGuard, isOpenCase } from '#contract/case';
import type { CaseDetail } from '#contract/case-api';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { HoldForm, LegalFactForm, LinkForm, NeedForm, RiskForm } from './ActForms.tsx';
import { AssignForm } from './AssignForm.tsx';
import css from './acts.module.css';
import type { Doing } from './next-step.ts';
import { StepAct } from './StepAct.tsx';
import { useCaseStep } from './use-case-step.ts';

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
