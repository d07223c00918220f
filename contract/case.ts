import { z } from 'zod';
import type { Permission } from './permission.ts';

/** Every status of a case, in the order of the work. A case is the aftercare of one person, never an incident. */
export const CASE_STATUSES = [
  'registered',
  'assessing',
  'planning',
  'implementing',
  'following-up',
  'closed',
  'not-opened',
  'reopened',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];
export const caseStatusSchema = z.enum(CASE_STATUSES);

/** Where a case came from. */
export const CASE_SOURCES = ['incident', 'call-1300', 'walk-in', 'welfare-check', 'request', 'referral'] as const;
export const caseSourceSchema = z.enum(CASE_SOURCES);
export type CaseSource = z.infer<typeof caseSourceSchema>;

/** Whom it is about, as far as the police knew: nobody has a name yet when an incident is handed over. */
export const CASE_CONCERNS = ['victim', 'child', 'person'] as const;
export const caseConcernSchema = z.enum(CASE_CONCERNS);
export type CaseConcern = z.infer<typeof caseConcernSchema>;

/** Why a registered case is not opened. A second person must agree. */
export const NOT_OPENED_REASONS = [
  'declined',
  'in-care-already',
  'other-agency',
  'not-found',
  'duplicate',
  'no-need',
] as const;

export const CLOSURE_REASONS = [
  'goals-met',
  'partly',
  'transferred',
  'moved',
  'refused',
  'lost',
  'died',
  'not-eligible',
  'duplicate',
  'no-need',
] as const;
export const closureReasonSchema = z.enum(CLOSURE_REASONS);

export const REOPEN_REASONS = ['new-incident', 'person-asks', 'not-safe', 'need-open-again'] as const;
export const reopenReasonSchema = z.enum(REOPEN_REASONS);

/** Why a case in work goes back to its assessment. */
export const REASSESS_REASONS = ['new-incident', 'risk-up', 'situation-changed'] as const;
export const reassessReasonSchema = z.enum(REASSESS_REASONS);

export const HOLD_REASONS = ['in-hospital', 'in-custody', 'away', 'waiting-for-court', 'person-asked'] as const;
export const holdReasonSchema = z.enum(HOLD_REASONS);
export type HoldReason = z.infer<typeof holdReasonSchema>;
/** A case on hold is looked at again after this at the latest. */
export const HOLD_DAYS = 30;

export const TRANSFER_REASONS = [
  'moved',
  'worker-leaves',
  'workload',
  'other-competence',
  'conflict-of-interest',
  'nearer',
] as const;
export const transferReasonSchema = z.enum(TRANSFER_REASONS);
export type TransferReason = z.infer<typeof transferReasonSchema>;
export const DECLINE_REASONS = ['no-capacity', 'out-of-area', 'wrong-service', 'conflict-of-interest'] as const;
export const declineReasonSchema = z.enum(DECLINE_REASONS);
/** Days until an offered transfer must be answered. */
export const TRANSFER_DAYS = 3;

export const LINK_KINDS = ['sibling', 'same-incident', 'caregiver', 'same-household'] as const;
export const linkKindSchema = z.enum(LINK_KINDS);

/** What a second person decides on. */
export const APPROVAL_SUBJECTS = ['not-opened', 'high-risk-assessment', 'plan', 'closure'] as const;
export const approvalSubjectSchema = z.enum(APPROVAL_SUBJECTS);
export type ApprovalSubject = z.infer<typeof approvalSubjectSchema>;
export const approvalDecisionSchema = z.enum(['approved', 'sent-back', 'refused']);
export type ApprovalDecision = z.infer<typeof approvalDecisionSchema>;
/** Working days until an approval must be decided. */
export const APPROVAL_WORKDAYS = 3;

/** Why somebody must not learn of a case; they are not told that they are barred. */
export const EXCLUSION_REASONS = ['alleged-abuser', 'relative', 'named', 'other-conflict'] as const;
export const exclusionReasonSchema = z.enum(EXCLUSION_REASONS);
/** By what somebody is known: an account, a number, or as the one who reported the incident in LINE. */
export const EXCLUSION_KINDS = ['account', 'phone', 'id-number', 'reporter'] as const;
export const exclusionKindSchema = z.enum(EXCLUSION_KINDS);
export type ExclusionKind = z.infer<typeof exclusionKindSchema>;

/** Who can be invited to a case and comes to its conferences; there, also people of the place. */
export const TRAINED_PROFESSIONS = [
  'social-worker',
  'psychologist',
  'doctor',
  'nurse',
  'lawyer',
  'teacher',
  'police-liaison',
] as const;
export const PROFESSIONS = [...TRAINED_PROFESSIONS, 'other'] as const;
export const professionSchema = z.enum(PROFESSIONS);

/**
 * What must be true of a case before it may change; `server/capabilities/care/record/guards.ts` decides each, and the
 * answer names the first that is not (`case/…`, in `contract/problem.ts`).
 */
export const CASE_GUARDS = [
  'reason-given',
  'second-person-agreed',
  'assessment-signed',
  'safety-action-if-high',
  'approved-if-high',
  'no-need-found',
  'plan-approved',
  'person-asked',
  'services-ended',
  'plan-revised',
  'no-open-need',
  'no-open-transfer',
  'safety-answered',
  'closure-approved',
] as const;
export type CaseGuard = (typeof CASE_GUARDS)[number];

type Change = {
  from: readonly CaseStatus[];
  to: CaseStatus;
  permission: Permission;
  guards: readonly CaseGuard[];
  /** It happens with the decision of an approval, never by itself. */
  byApproval?: ApprovalSubject;
};

/**
 * The whole state machine of a case (reference: Inter-Agency case management steps). The server's guard and the console's
 * buttons both read this table. `on-hold` is a mark, not a status, and ownership moves by transfers alone.
 */
export const CASE_ACTIONS = {
  /** A worker takes it on. */
  accept: { from: ['registered', 'reopened'], to: 'assessing', permission: 'case:work', guards: [] },
  'not-open': {
    from: ['registered'],
    to: 'not-opened',
    permission: 'case:approve',
    guards: ['reason-given', 'no-open-transfer', 'second-person-agreed'],
    byApproval: 'not-opened',
  },
  'finish-assessment': {
    from: ['assessing'],
    to: 'planning',
    permission: 'case:work',
    guards: ['assessment-signed', 'safety-action-if-high', 'approved-if-high'],
  },
  'close-without-need': {
    from: ['assessing'],
    to: 'closed',
    permission: 'case:approve',
    guards: ['assessment-signed', 'no-need-found', 'no-open-transfer', 'safety-answered', 'closure-approved'],
    byApproval: 'closure',
  },
  'start-plan': {
    from: ['planning'],
    to: 'implementing',
    permission: 'case:work',
    guards: ['plan-approved', 'person-asked'],
  },
  'follow-up': { from: ['implementing'], to: 'following-up', permission: 'case:work', guards: ['services-ended'] },
  reassess: {
    from: ['implementing', 'following-up'],
    to: 'assessing',
    permission: 'case:work',
    guards: ['reason-given'],
  },
  replan: {
    from: ['implementing', 'following-up'],
    to: 'planning',
    permission: 'case:work',
    guards: ['plan-revised'],
  },
  close: {
    from: ['following-up'],
    to: 'closed',
    permission: 'case:approve',
    guards: ['no-open-need', 'no-open-transfer', 'safety-answered', 'closure-approved'],
    byApproval: 'closure',
  },
  /** A new incident, the person asks, or the check after closure is bad. A worker accepts it again. */
  reopen: { from: ['closed'], to: 'reopened', permission: 'case:work', guards: ['reason-given'] },
} as const satisfies Record<string, Change>;

export type CaseAction = keyof typeof CASE_ACTIONS;
export const CASE_ACTION_NAMES = Object.keys(CASE_ACTIONS) as CaseAction[];

/** The approval with whose decision the action happens; null: it happens by itself. */
export function approvalOf(action: CaseAction): ApprovalSubject | null {
  const change: Change = CASE_ACTIONS[action];
  return change.byApproval ?? null;
}

/** Actions the status allows; guards and permissions are checked in addition. */
export function allowedCaseActions(status: CaseStatus): CaseAction[] {
  return CASE_ACTION_NAMES.filter((action) => canChangeCase(status, action));
}

export function canChangeCase(status: CaseStatus, action: CaseAction): boolean {
  return (CASE_ACTIONS[action].from as readonly CaseStatus[]).includes(status);
}

/** Somebody must still act: it belongs in a list. */
export function isOpenCase(status: CaseStatus): boolean {
  return status !== 'closed' && status !== 'not-opened';
}

/** Nobody has accepted it: it stands red on top of every list. */
export function isWaitingForWorker(status: CaseStatus): boolean {
  return status === 'registered' || status === 'reopened';
}

/** What stands in a case's timeline. */
export const CASE_TIMELINE_KINDS = [
  'registered',
  'joined',
  'no-worker',
  'passed-to-province',
  'suggested',
  'all-full',
  'accepted',
  'not-opened',
  'assessment-finished',
  'plan-started',
  'services-ended',
  'reassessed',
  'replanned',
  'closed',
  'reopened',
  'risk-changed',
  'record-saved',
  'record-signed',
  'picture-added',
  'days-passed',
  'need-opened',
  'need-ended',
  'approval-requested',
  'approved',
  'sent-back',
  'refused',
  'approval-withdrawn',
  'transfer-offered',
  'transfer-accepted',
  'transfer-declined',
  'transfer-withdrawn',
  'transfer-forced',
  'held',
  'resumed',
  'linked',
  'unlinked',
  'member-invited',
  'member-ended',
  'household-changed',
  'reporter-told',
  'reporter-not-told',
  'new-incident',
  'asked-how-it-goes',
  'not-asked',
  'said-how-it-goes',
  'asked-for-help',
  'clock-passed',
  'legal-fact',
  'data-copy-given',
  'decision-done',
  'nudged',
] as const;
export const caseTimelineKindSchema = z.enum(CASE_TIMELINE_KINDS);
export type CaseTimelineKind = z.infer<typeof caseTimelineKindSchema>;
