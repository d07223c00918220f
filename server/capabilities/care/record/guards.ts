import { type ApprovalSubject, CASE_ACTIONS, type CaseAction, type CaseGuard } from '#contract/case';
import type { CaseRisk } from '#contract/case-forms';

/** What is known of a case beside its own row, as far as the guards of its state table need it. */
export type CaseFacts = {
  /** The newest version of the assessment, whether it was signed in this step, and whether it says high or lowers it. */
  assessment: { recordId: string; isSigned: boolean; isHigh: boolean } | null;
  plan: { recordId: string; isSigned: boolean; isAgreedOrExplained: boolean; serviceIds: string[] } | null;
  /** Services of the plan that the person received or refused, by the follow-ups. */
  endedServiceIds: string[];
  hasSafetyPlan: boolean;
  openNeeds: number;
  hasOpenTransfer: boolean;
  /** Whether the person is safe, in the closure or in the newest follow-up. */
  isSafetyAnswered: boolean;
  /** What was approved last, by subject, and which version of which form. */
  approved: Partial<Record<ApprovalSubject, string | null>>;
};

type Asked = {
  risk: CaseRisk | null;
  facts: CaseFacts;
  /** A coded reason that came with the action. */
  reason: string | null;
  /** What a second person decides right now: it counts as approved. */
  deciding: ApprovalSubject | null;
};

/** Before anybody has asked, the risk counts as high. */
const isHigh = ({ risk, facts }: Asked): boolean =>
  risk === null || risk === 'high' || facts.assessment?.isHigh === true;

const GUARDS: Record<CaseGuard, (asked: Asked) => boolean> = {
  'reason-given': ({ reason }) => reason !== null,
  'second-person-agreed': ({ deciding }) => deciding === 'not-opened',
  'assessment-signed': ({ facts }) => facts.assessment?.isSigned === true,
  'safety-action-if-high': (asked) => !isHigh(asked) || asked.facts.hasSafetyPlan,
  'approved-if-high': (asked) =>
    !isHigh(asked) || isApproved(asked.facts, 'high-risk-assessment', asked.facts.assessment?.recordId),
  'no-need-found': ({ facts }) => facts.openNeeds === 0,
  'plan-approved': ({ facts }) => isApproved(facts, 'plan', facts.plan?.recordId),
  'person-asked': ({ facts }) => facts.plan?.isAgreedOrExplained === true,
  'services-ended': ({ facts }) => facts.plan?.serviceIds.every((id) => facts.endedServiceIds.includes(id)) === true,
  'plan-revised': ({ facts }) => facts.plan !== null && !isApproved(facts, 'plan', facts.plan.recordId),
  'no-open-need': ({ facts }) => facts.openNeeds === 0,
  'no-open-transfer': ({ facts }) => !facts.hasOpenTransfer,
  'safety-answered': ({ facts }) => facts.isSafetyAnswered,
  'closure-approved': ({ deciding }) => deciding === 'closure',
};

/** Only the version that the second person read counts: a form that was changed since is not approved. */
function isApproved({ approved }: CaseFacts, subject: ApprovalSubject, recordId: string | undefined): boolean {
  return recordId !== undefined && approved[subject] === recordId;
}

/** The guards of an action that do not hold, in the order in which they are asked. */
export function findMissing(action: CaseAction, asked: Asked): CaseGuard[] {
  const guards: readonly CaseGuard[] = CASE_ACTIONS[action].guards;
  return guards.filter((guard) => !GUARDS[guard](asked));
}
