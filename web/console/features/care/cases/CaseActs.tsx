import { Button, TextInput } from '@mantine/core';
import { IconDots, IconPlayerPause } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import {
  CASE_ACTIONS,
  type CaseAction,
  type CaseGuard,
  HOLD_DAYS,
  HOLD_REASONS,
  isOpenCase,
  LINK_KINDS,
} from '#contract/case';
import type { CaseDetail } from '#contract/case-api';
import { LEGAL_FACTS } from '#contract/case-clock';
import { CASE_RISKS, DOMAINS } from '#contract/case-forms';
import { isWritten } from '#contract/text';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { ProblemError } from '../../../api/request.ts';
import { serverNow } from '../../../live/clock.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { formatDay } from '../../../ui/thai-day.ts';
import { useText } from '../../../ui/use-text.ts';
import { CASES_KEY } from '../cases-key.ts';
import { AssignForm } from './AssignForm.tsx';
import css from './acts.module.css';
import { Choices } from './Choices.tsx';
import { takeStep, useCasesOf } from './case-data.ts';
import cases from './cases.module.css';
import { MomentField } from './FormFields.tsx';
import type { Doing } from './next-step.ts';
import { optionsOf } from './options.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { useCaseTitle } from './use-case-title.ts';
import { useFormTexts } from './use-form-texts.ts';

type Props = { detail: CaseDetail; doing: Doing; mayWork: boolean; mayApprove: boolean };
type Own = 'hold' | 'resume' | 'risk' | 'need' | 'legal' | 'link' | 'force';
type Act = CaseAction | Own;
type Send = { step: string; body?: object };

/** Guards that a reason or the second person of the proposal itself fulfils: they are not asked for before. */
const FULFILLED_BY_ASKING: readonly CaseGuard[] = ['reason-given', 'second-person-agreed', 'closure-approved'];

/** Everything that the state table and the marks allow beside the next step, in a quiet menu. */
export function CaseActs({ detail, doing, mayWork, mayApprove }: Props) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const client = useQueryClient();
  const { case: one, actions, approvals } = detail;
  const [opened, setOpened] = useState<Act | null>(null);
  const send = useMutation({
    mutationFn: ({ step, body = {} }: Send) => takeStep(one.id, step, body),
    onSuccess: () => setOpened(null),
    onSettled: () => client.invalidateQueries({ queryKey: CASES_KEY }),
  });
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
  onSend: (input: Send) => void;
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

type FormProps<Body> = { isSending: boolean; error: unknown; onSubmit: (body: Body) => void; onCancel: () => void };

const HOLD_CHOICES = [7, 14, HOLD_DAYS] as const;

function HoldForm({ onSubmit, ...form }: FormProps<{ reason: string; until: string }>) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const [reason, setReason] = useState<string[]>([]);
  const [until, setUntil] = useState<string[]>([]);
  const today = thaiDayOf(new Date(serverNow()));
  const days = HOLD_CHOICES.map((n) => ({ n, value: addDays(today, n) }));
  return (
    <InlineForm
      {...form}
      submitLabel={t('acts.hold')}
      isReady={reason.length > 0 && until.length > 0}
      onSubmit={() => reason[0] && until[0] && onSubmit({ reason: reason[0], until: until[0] })}
    >
      <Choices
        label={casesText('reason.title')}
        options={HOLD_REASONS.map((value) => ({ value, label: t(`hold.reason.${value}`) }))}
        chosen={reason}
        onChange={setReason}
      />
      <Choices
        label={t('hold.until')}
        options={days.map(({ n, value }) => ({ value, label: t('hold.days', { n, day: formatDay(value, language) }) }))}
        chosen={until}
        onChange={setUntil}
      />
    </InlineForm>
  );
}

function RiskForm({
  now,
  maySecond,
  onSubmit,
  ...form
}: FormProps<{ risk: string; reason: string }> & { now: CaseDetail['case']['risk']; maySecond: boolean }) {
  const { t } = useText(CASE_ACTS_TEXT);
  const { risks } = useFormTexts();
  const [risk, setRisk] = useState<string[]>([]);
  const [why, setWhy] = useState('');
  // Before anybody has asked, the risk counts as high.
  const isLower = CASE_RISKS.findIndex((one) => risk.includes(one)) > CASE_RISKS.indexOf(now ?? 'high');
  return (
    <InlineForm
      {...form}
      submitLabel={t('acts.save')}
      isReady={risk.length > 0 && risk[0] !== now && isWritten(why)}
      onSubmit={() => risk[0] && onSubmit({ risk: risk[0], reason: why.trim() })}
    >
      <Choices
        label={t('risk.level')}
        options={CASE_RISKS.map((value) => ({ value, label: risks[value] }))}
        chosen={risk}
        onChange={setRisk}
      />
      {isLower && !maySecond && <p>{t('risk.lower')}</p>}
      <TextInput
        size="lg"
        maxLength={500}
        label={t('risk.why')}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </InlineForm>
  );
}

function NeedForm({ onSubmit, ...form }: FormProps<{ code: string }>) {
  const { t } = useText(CASE_ACTS_TEXT);
  const { domains } = useFormTexts();
  const [code, setCode] = useState<string[]>([]);
  return (
    <InlineForm
      {...form}
      submitLabel={t('acts.need')}
      isReady={code.length > 0}
      onSubmit={() => code[0] && onSubmit({ code: code[0] })}
    >
      <Choices label={t('need.which')} options={optionsOf(DOMAINS, domains)} chosen={code} onChange={setCode} />
    </InlineForm>
  );
}

/** What the law counts from, at the hour when it happened. */
function LegalFactForm({ onSubmit, ...form }: FormProps<{ fact: string; happenedAt: string }>) {
  const { t } = useText(CASE_ACTS_TEXT);
  const [fact, setFact] = useState<string[]>([]);
  const [at, setAt] = useState('');
  return (
    <InlineForm
      {...form}
      why={t('legal.hint')}
      submitLabel={t('acts.save')}
      isReady={fact.length > 0 && at !== ''}
      onSubmit={() => fact[0] && onSubmit({ fact: fact[0], happenedAt: at })}
    >
      <Choices
        label={t('legal.what')}
        options={LEGAL_FACTS.map((value) => ({ value, label: t(`legal.fact.${value}`) }))}
        chosen={fact}
        onChange={setFact}
      />
      <MomentField
        label={t('legal.when')}
        value={at}
        onChange={(value) => setAt(typeof value === 'string' ? value : '')}
      />
    </InlineForm>
  );
}

const MOST_FOUND = 6;

function LinkForm({ detail, onSubmit, ...form }: FormProps<{ caseId: string; kind: string }> & { detail: CaseDetail }) {
  const { t } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const titleOf = useCaseTitle();
  const list = useCasesOf('open');
  const [text, setText] = useState('');
  const [caseId, setCaseId] = useState<string | null>(null);
  const [kind, setKind] = useState<string[]>([]);
  const known = [detail.case.id, ...detail.links.map(({ case: linked }) => linked.id)];
  const asked = text.trim().toLowerCase();
  const found = (list.data?.cases ?? [])
    .filter(({ id }) => !known.includes(id))
    .filter((one) => asked.length > 1 && `${one.code} ${titleOf(one)}`.toLowerCase().includes(asked))
    .slice(0, MOST_FOUND);
  return (
    <InlineForm
      {...form}
      submitLabel={t('acts.link')}
      isReady={caseId !== null && kind.length > 0}
      onSubmit={() => caseId && kind[0] && onSubmit({ caseId, kind: kind[0] })}
    >
      <TextInput
        size="lg"
        label={t('link.which')}
        placeholder={t('link.hint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {asked.length > 1 && list.data && found.length === 0 && <p>{t('link.none')}</p>}
      <fieldset className={cases.agencies}>
        <legend className="visually-hidden">{t('link.which')}</legend>
        {found.map((one) => (
          <label key={one.id} className={cases.tick}>
            <input type="radio" name="linked" checked={one.id === caseId} onChange={() => setCaseId(one.id)} />
            {titleOf(one)} · {one.code} · {casesText(`status.${one.status}`)}
          </label>
        ))}
      </fieldset>
      <Choices
        label={t('link.how')}
        options={LINK_KINDS.map((value) => ({ value, label: casesText(`link.${value}`) }))}
        chosen={kind}
        onChange={setKind}
      />
    </InlineForm>
  );
}
