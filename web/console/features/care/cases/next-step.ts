import type { ApprovalSubject, CaseAction, CaseGuard } from '#contract/case';
import type { CaseDetail, CaseRecord } from '#contract/case-api';
import type { RecordKind } from '#contract/case-forms';
import type { CaseNeed } from '#contract/case-need';

/** What the one filled button of a case does. */
export type Doing =
  | { kind: 'step'; step: CaseAction }
  | { kind: 'form'; form: RecordKind }
  | { kind: 'propose'; subject: ApprovalSubject }
  | { kind: 'needs' | 'transfer' | 'none' };

export type StepName =
  | ('accept' | 'answer' | 'danger' | 'register' | 'assess' | 'safety-plan' | 'propose-risk' | 'finish-assessment')
  | ('plan' | 'propose-plan' | 'start-plan' | 'visit' | 'end-services' | 'end-needs' | 'end-transfer' | 'closure')
  | ('propose-closure' | 'reopen' | 'read-only' | 'invited');
export type NextStep = { name: StepName; doing: Doing };

/** What to do about a guard that does not hold. */
const BY_GUARD: Partial<Record<CaseGuard, NextStep>> = {
  'assessment-signed': { name: 'assess', doing: { kind: 'form', form: 'assessment' } },
  'safety-action-if-high': { name: 'safety-plan', doing: { kind: 'form', form: 'safety-plan' } },
  'approved-if-high': { name: 'propose-risk', doing: { kind: 'propose', subject: 'high-risk-assessment' } },
  'plan-approved': { name: 'propose-plan', doing: { kind: 'propose', subject: 'plan' } },
  'person-asked': { name: 'plan', doing: { kind: 'form', form: 'plan' } },
  'services-ended': { name: 'visit', doing: { kind: 'form', form: 'follow-up' } },
  'no-open-need': { name: 'end-needs', doing: { kind: 'needs' } },
  'no-open-transfer': { name: 'end-transfer', doing: { kind: 'transfer' } },
  'safety-answered': { name: 'closure', doing: { kind: 'form', form: 'closure' } },
};

/** The action that leads on from each status. */
const ONWARD: Partial<Record<CaseDetail['case']['status'], CaseAction>> = {
  registered: 'accept',
  reopened: 'accept',
  assessing: 'finish-assessment',
  planning: 'start-plan',
  implementing: 'follow-up',
  'following-up': 'close',
};

/** What must be written before, in this order, whatever the guards say: danger first, then whom it is about. */
const FORMS_FIRST: Partial<Record<CaseAction, readonly NextStep[]>> = {
  'finish-assessment': [
    { name: 'danger', doing: { kind: 'form', form: 'danger' } },
    { name: 'register', doing: { kind: 'form', form: 'registration' } },
  ],
  'start-plan': [{ name: 'plan', doing: { kind: 'form', form: 'plan' } }],
};

const LEAD_ON: Partial<Record<CaseAction, NextStep>> = {
  accept: { name: 'accept', doing: { kind: 'step', step: 'accept' } },
  'finish-assessment': { name: 'finish-assessment', doing: { kind: 'step', step: 'finish-assessment' } },
  'start-plan': { name: 'start-plan', doing: { kind: 'step', step: 'start-plan' } },
  'follow-up': { name: 'end-services', doing: { kind: 'step', step: 'follow-up' } },
  close: { name: 'propose-closure', doing: { kind: 'propose', subject: 'closure' } },
};

type Known = {
  detail: Pick<CaseDetail, 'actions' | 'mayAct' | 'sections'> & {
    case: Pick<CaseDetail['case'], 'status' | 'isOffered'>;
  };
  records: readonly Pick<CaseRecord, 'kind' | 'signedAt'>[];
};

/** The one thing to do next: from the state table's possible actions, what is missing for them, and what is signed. */
export function decideNextStep({ detail, records }: Known): NextStep {
  const none = (name: StepName): NextStep => ({ name, doing: { kind: 'none' } });
  if (detail.sections !== null) return none('invited');
  const { status, isOffered } = detail.case;
  if (isOffered) return { name: 'answer', doing: { kind: 'transfer' } };
  const action = ONWARD[status];
  if (!action) {
    const mayReopen = detail.actions.some((one) => one.action === 'reopen');
    return mayReopen ? { name: 'reopen', doing: { kind: 'step', step: 'reopen' } } : none('read-only');
  }
  const possible = detail.actions.find((one) => one.action === action);
  if (!possible) return none('read-only');
  const isSigned = (form: RecordKind) => records.some(({ kind, signedAt }) => kind === form && signedAt !== null);
  const unwritten = FORMS_FIRST[action]?.find(({ doing }) => doing.kind === 'form' && !isSigned(doing.form));
  if (unwritten) return unwritten;
  const [missing] = possible.missing.flatMap((guard) => BY_GUARD[guard] ?? []);
  if (missing) return missing;
  if (action === 'close' && !isSigned('closure')) return { name: 'closure', doing: { kind: 'form', form: 'closure' } };
  return LEAD_ON[action] ?? none('read-only');
}

/** Open ones first, in the order in which they came up. */
export function orderNeeds(needs: readonly CaseNeed[]): CaseNeed[] {
  return needs.toSorted(
    (one, other) =>
      Number(one.outcome !== null) - Number(other.outcome !== null) || one.openedAt.localeCompare(other.openedAt),
  );
}
