import type { ApprovalSubject, CaseAction, CaseGuard } from '#contract/case';
import type { CaseApproval, CaseClock, CaseDetail, CaseRecord } from '#contract/case-api';
import type { RecordKind } from '#contract/case-forms';
import type { CaseNeed } from '#contract/case-need';

/** What the one filled button of a case does. */
export type Doing =
  | { kind: 'step'; step: CaseAction }
  | { kind: 'form'; form: RecordKind; seriesId?: string }
  | { kind: 'propose'; subject: ApprovalSubject }
  | { kind: 'wait' | 'decide'; approval: CaseApproval }
  | { kind: 'needs' | 'transfer' | 'reopen' | 'none' };

export type StepName =
  | ('accept' | 'answer' | 'danger' | 'register' | 'assess' | 'safety-plan' | 'propose-risk' | 'finish-assessment')
  | ('plan' | 'propose-plan' | 'start-plan' | 'visit' | 'end-services' | 'end-needs' | 'end-transfer' | 'closure')
  | ('propose-closure' | 'reopen' | 'read-only' | 'invited' | 'wait' | 'decide' | 'amend');
export type NextStep = {
  name: StepName;
  doing: Doing;
  /** What else the state table misses, in its order. */
  missing: readonly CaseGuard[];
  /** What a second person sent back, until it is changed. */
  sentBack: CaseApproval['fields'];
};
type Step = Pick<NextStep, 'name' | 'doing'>;

/** What to do about a guard that does not hold. */
const BY_GUARD: Partial<Record<CaseGuard, Step>> = {
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
const FORMS_FIRST: Partial<Record<CaseAction, readonly Step[]>> = {
  'finish-assessment': [
    { name: 'danger', doing: { kind: 'form', form: 'danger' } },
    { name: 'register', doing: { kind: 'form', form: 'registration' } },
  ],
  'start-plan': [{ name: 'plan', doing: { kind: 'form', form: 'plan' } }],
};

const LEAD_ON: Partial<Record<CaseAction, Step>> = {
  accept: { name: 'accept', doing: { kind: 'step', step: 'accept' } },
  'finish-assessment': { name: 'finish-assessment', doing: { kind: 'step', step: 'finish-assessment' } },
  'start-plan': { name: 'start-plan', doing: { kind: 'step', step: 'start-plan' } },
  'follow-up': { name: 'end-services', doing: { kind: 'step', step: 'follow-up' } },
  close: { name: 'propose-closure', doing: { kind: 'propose', subject: 'closure' } },
};

type Known = {
  detail: Pick<CaseDetail, 'actions' | 'sections' | 'approvals'> & {
    case: Pick<CaseDetail['case'], 'status' | 'isOffered'>;
  };
  records: readonly Pick<CaseRecord, 'id' | 'seriesId' | 'kind' | 'signedAt' | 'basedOn'>[];
  mayDecide: boolean;
};

/** The one thing to do next: from the state table's possible actions, what is missing for them, and what is signed. */
export function decideNextStep(known: Known): NextStep {
  const { detail, records, mayDecide } = known;
  const only = (step: Step): NextStep => ({ ...step, missing: [], sentBack: [] });
  const none = (name: StepName) => only({ name, doing: { kind: 'none' } });
  if (detail.sections !== null) return none('invited');
  const { status, isOffered } = detail.case;
  if (isOffered) return none('answer');
  const open = detail.approvals.filter(({ decision }) => decision === null);
  const toDecide = mayDecide ? open.find(({ isMine }) => !isMine) : undefined;
  if (toDecide) return only({ name: 'decide', doing: { kind: 'decide', approval: toDecide } });
  if (open[0]) return only({ name: 'wait', doing: { kind: 'wait', approval: open[0] } });
  const action = ONWARD[status];
  if (!action) {
    const mayReopen = detail.actions.some((one) => one.action === 'reopen');
    return mayReopen ? only({ name: 'reopen', doing: { kind: 'reopen' } }) : none('read-only');
  }
  const possible = detail.actions.find((one) => one.action === action);
  if (!possible) return none('read-only');
  const back = findSentBack(detail.approvals, records);
  if (back) {
    const doing = { kind: 'form', form: back.record.kind, seriesId: back.record.seriesId } as const;
    return { name: 'amend', doing, missing: [], sentBack: back.approval.fields };
  }
  const isSigned = (form: RecordKind) => records.some(({ kind, signedAt }) => kind === form && signedAt !== null);
  const unwritten = FORMS_FIRST[action]?.find(({ doing }) => doing.kind === 'form' && !isSigned(doing.form));
  const first = possible.missing.find((guard) => BY_GUARD[guard]);
  const later = possible.missing.filter((guard) => unwritten !== undefined || guard !== first);
  const step = unwritten ?? (first && BY_GUARD[first]);
  if (step) return { ...step, missing: later, sentBack: [] };
  if (action === 'close' && !isSigned('closure'))
    return only({ name: 'closure', doing: { kind: 'form', form: 'closure' } });
  const onward = LEAD_ON[action];
  return onward ? { ...onward, missing: later, sentBack: [] } : none('read-only');
}

/** The clock of the work that runs for the step of each status. */
const CLOCK_RULES: Partial<Record<CaseDetail['case']['status'], string>> = {
  registered: 'acceptance',
  reopened: 'acceptance',
  assessing: 'assessment',
  planning: 'plan',
  implementing: 'follow-up',
  'following-up': 'follow-up',
};

/** Other clocks of the work stay out of the way until they are near. */
const NEAR_MS = 7 * 24 * 60 * 60_000;

/** The clock of the next step, and those that stand as quiet lines below: the law's, and what is near or late. */
export function chooseClocks(
  one: Pick<CaseDetail['case'], 'status' | 'isOffered'> | undefined,
  clocks: readonly CaseClock[],
  now: number,
): { ofStep: CaseClock | undefined; others: CaseClock[] } {
  const asked = one?.isOffered ? 'transfer' : CLOCK_RULES[one?.status ?? 'closed'];
  const ofStep = clocks.find(({ rule }) => rule === asked);
  const others = clocks.filter(
    (clock) => clock !== ofStep && (clock.kind === 'law' || Date.parse(clock.dueAt) < now + NEAR_MS),
  );
  return { ofStep, others };
}

/** The last decision sent fields back, and nobody has signed that form anew since. */
export function findSentBack<One extends Pick<CaseRecord, 'id' | 'basedOn' | 'signedAt'>>(
  approvals: readonly CaseApproval[],
  records: readonly One[],
): { approval: CaseApproval; record: One } | undefined {
  const last = approvals
    .filter(({ decision }) => decision !== 'withdrawn')
    .toSorted((one, other) => other.requestedAt.localeCompare(one.requestedAt))[0];
  if (last?.decision !== 'sent-back' || last.recordId === null) return undefined;
  const { recordId } = last;
  const record = records.find(
    ({ id, basedOn, signedAt }) => id === recordId || (basedOn === recordId && signedAt === null),
  );
  return record && { approval: last, record };
}

/** Open ones first, in the order in which they came up. */
export function orderNeeds(needs: readonly CaseNeed[]): CaseNeed[] {
  return needs.toSorted(
    (one, other) =>
      Number(one.outcome !== null) - Number(other.outcome !== null) || one.openedAt.localeCompare(other.openedAt),
  );
}
