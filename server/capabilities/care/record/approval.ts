import { APPROVAL_WORKDAYS, type ApprovalDecision, type ApprovalSubject, type CaseAction } from '#contract/case';
import { addWorkdays } from '#contract/thai-workday';
import { AppError } from '#platform/app-error';
import { type Case, changeNotAllowed, guardMissing } from './case.ts';
import { type CaseFacts, findMissing } from './guards.ts';
import { HOLIDAYS } from './working-days.ts';

/** What a worker proposes and a second person decides. */
export type Approval = {
  id: string;
  caseId: string;
  subject: ApprovalSubject;
  recordId: string | null;
  reason: string | null;
  requestedByPersonId: string;
  requestedAt: Date;
  dueAt: Date;
  decision: ApprovalDecision | 'withdrawn' | null;
  fields: { field: string; reason: string }[];
  decidedByPersonId: string | null;
  decidedAt: Date | null;
};

/** The end of the third working day after it was asked for. */
export function approvalDueAt(now: Date): Date {
  return addWorkdays(now, APPROVAL_WORKDAYS, HOLIDAYS);
}

/** What the case does when this is approved; undefined: nothing by itself, the worker goes on. */
export function actionOf(subject: ApprovalSubject, { status }: Pick<Case, 'status'>): CaseAction | undefined {
  if (subject === 'not-opened') return 'not-open';
  if (subject !== 'closure') return undefined;
  return status === 'assessing' ? 'close-without-need' : 'close';
}

/**
 * The form that a second person is to read, if it is about one. Only what is ready can be proposed.
 * @throws AppError `case/change-not-allowed`, `case/guard-missing`
 */
export function propose(one: Case, subject: ApprovalSubject, facts: CaseFacts, reason: string | null): string | null {
  const fits = { 'not-opened': 'registered', 'high-risk-assessment': 'assessing', plan: 'planning', closure: null };
  const status = fits[subject];
  if (status ? one.status !== status : one.status !== 'assessing' && one.status !== 'following-up')
    throw changeNotAllowed(one, subject);
  if (subject === 'high-risk-assessment') {
    const asked = { risk: one.risk, facts, reason, deciding: null };
    const missing = findMissing('finish-assessment', asked).find((guard) => guard !== 'approved-if-high');
    if (missing) throw guardMissing(one, missing, subject);
    return facts.assessment?.recordId ?? null;
  }
  if (subject === 'plan') {
    const missing = !facts.plan?.isSigned ? 'plan-signed' : !facts.plan.isAgreedOrExplained ? 'person-asked' : null;
    if (missing) throw guardMissing(one, missing, subject);
    return facts.plan?.recordId ?? null;
  }
  // The coded reason is asked of whoever proposes it.
  if (reason === null) throw guardMissing(one, 'reason-given', subject);
  const action = actionOf(subject, one);
  const [missing] = action ? findMissing(action, { risk: one.risk, facts, reason, deciding: subject }) : [];
  if (missing) throw guardMissing(one, missing, subject);
  return null;
}

/**
 * The decision of a second person. Neither who proposed it, nor who wrote the form, nor the worker of the case decides.
 * @throws AppError `case/approval-decided`, `case/self-approval`, `case/fields-needed`
 */
export function decide(
  approval: Approval,
  { decision, fields = [] }: { decision: ApprovalDecision; fields?: Approval['fields'] | undefined },
  by: { personId: string; authorIds: readonly (string | null)[] },
  now: Date,
): Approval {
  if (approval.decision) throw approvalDecided(approval);
  if ([approval.requestedByPersonId, ...by.authorIds].includes(by.personId)) throw new AppError('case/self-approval');
  if (decision === 'sent-back' && fields.length === 0) throw new AppError('case/fields-needed');
  const sent = decision === 'approved' ? [] : fields;
  return { ...approval, decision, fields: sent, decidedByPersonId: by.personId, decidedAt: now };
}

export function approvalDecided({ caseId }: Pick<Approval, 'caseId'>): AppError {
  const actions = ['case/approved', 'case/sent-back', 'case/refused', 'case/approval-withdrawn'];
  return new AppError('case/approval-decided', {
    lostTo: { subjects: [caseId], actions: [...actions, 'case/closed', 'case/not-opened', 'case/accepted'] },
  });
}
