import { z } from 'zod';
import type { NeedOutcome } from './case-need.ts';
import type { Permission } from './permission.ts';

/** Every status of a referral: one person, one need, one service. Siblings are a bundle whose parts live on their own. */
export const REFERRAL_STATUSES = [
  'draft',
  'offered',
  /** A statutory receiver wants to decline: its supervisor decides. */
  'declined-proposed',
  'accepted',
  'in-progress',
  'on-hold',
  'completed',
  'not-completed',
  'declined',
  'expired',
  'withdrawn',
] as const;
export const referralStatusSchema = z.enum(REFERRAL_STATUSES);
export type ReferralStatus = z.infer<typeof referralStatusSchema>;

/** It waits for the receiver, or the receiver works on it. */
export const LIVE_REFERRAL_STATUSES = [
  'offered',
  'declined-proposed',
  'accepted',
  'in-progress',
  'on-hold',
] as const satisfies ReferralStatus[];
export const isLiveReferral = (status: ReferralStatus): boolean =>
  (LIVE_REFERRAL_STATUSES as readonly ReferralStatus[]).includes(status);

/** It ended without help: the need is on the sender's list again. */
export const FAILED_REFERRAL_STATUSES = [
  'not-completed',
  'declined',
  'expired',
  'withdrawn',
] as const satisfies ReferralStatus[];
export const isFailedReferral = (status: ReferralStatus): boolean =>
  (FAILED_REFERRAL_STATUSES as readonly ReferralStatus[]).includes(status);

/** How soon an answer is needed; the times are data (`database/reference-data/referral-rules.json`). */
export const REFERRAL_URGENCIES = ['emergency', 'urgent', 'normal'] as const;
export const referralUrgencySchema = z.enum(REFERRAL_URGENCIES);
export type ReferralUrgency = z.infer<typeof referralUrgencySchema>;

/** Whose action it is. Nobody but a person of the receiver accepts; nothing is ever accepted by a clock. */
export const REFERRAL_SIDES = ['sender', 'receiver', 'system'] as const;
export type ReferralSide = (typeof REFERRAL_SIDES)[number];

type Change = {
  from: readonly ReferralStatus[];
  to: ReferralStatus;
  side: ReferralSide;
  /** What a person of that side must be allowed to do; none for the system. */
  permission: Permission | null;
};

/** The whole state machine of a referral: the server's guard and the console's buttons both read this table. */
export const REFERRAL_ACTIONS = {
  offer: { from: ['draft'], to: 'offered', side: 'sender', permission: 'case:work' },
  withdraw: {
    from: ['draft', 'offered', 'declined-proposed', 'accepted', 'in-progress', 'on-hold'],
    to: 'withdrawn',
    side: 'sender',
    permission: 'case:work',
  },
  accept: { from: ['offered'], to: 'accepted', side: 'receiver', permission: 'referral:answer' },
  decline: { from: ['offered'], to: 'declined', side: 'receiver', permission: 'referral:answer' },
  /** What `decline` becomes where the receiver has a duty by law. */
  'propose-decline': { from: ['offered'], to: 'declined-proposed', side: 'receiver', permission: 'referral:answer' },
  'confirm-decline': {
    from: ['declined-proposed'],
    to: 'declined',
    side: 'receiver',
    permission: 'referral:confirm-decline',
  },
  /** The supervisor does not agree: it waits for an answer again, by the same clock. */
  'refuse-decline': {
    from: ['declined-proposed'],
    to: 'offered',
    side: 'receiver',
    permission: 'referral:confirm-decline',
  },
  expire: { from: ['offered', 'declined-proposed'], to: 'expired', side: 'system', permission: null },
  start: { from: ['accepted'], to: 'in-progress', side: 'receiver', permission: 'referral:answer' },
  hold: { from: ['in-progress'], to: 'on-hold', side: 'receiver', permission: 'referral:answer' },
  resume: { from: ['on-hold'], to: 'in-progress', side: 'receiver', permission: 'referral:answer' },
  complete: {
    from: ['accepted', 'in-progress', 'on-hold'],
    to: 'completed',
    side: 'receiver',
    permission: 'referral:answer',
  },
  'not-complete': {
    from: ['accepted', 'in-progress', 'on-hold'],
    to: 'not-completed',
    side: 'receiver',
    permission: 'referral:answer',
  },
} as const satisfies Record<string, Change>;
export type ReferralAction = keyof typeof REFERRAL_ACTIONS;
export const REFERRAL_ACTION_NAMES = Object.keys(REFERRAL_ACTIONS) as ReferralAction[];
export const referralActionSchema = z.enum(REFERRAL_ACTION_NAMES as [ReferralAction, ...ReferralAction[]]);

export function canChangeReferral(status: ReferralStatus, action: ReferralAction): boolean {
  return (REFERRAL_ACTIONS[action].from as readonly ReferralStatus[]).includes(status);
}

/** What follows for the sender: the first choice that is offered when the need is on their list again. */
export const REFERRAL_CONSEQUENCES = [
  /** The next provider of the same service is suggested. */
  'next-provider',
  /** The papers that are missing are asked for, then it is offered again. */
  'ask-papers',
  /** Another service is looked for. */
  'reassess',
  /** The person is asked what they want. */
  'talk-to-person',
  /** Whoever helps already is asked. */
  'ask-other-helper',
  /** The receiver says how the need ended: the sender makes sure and ends it. */
  'end-need',
] as const;
export const referralConsequenceSchema = z.enum(REFERRAL_CONSEQUENCES);
export type ReferralConsequence = z.infer<typeof referralConsequenceSchema>;

/** Why a receiver declines, each with its consequence. `duplicate`: somebody else gives this help already. */
export const REFERRAL_DECLINES = {
  'no-capacity': 'next-provider',
  'out-of-area': 'next-provider',
  'not-eligible': 'reassess',
  'missing-papers': 'ask-papers',
  duplicate: 'ask-other-helper',
  'person-refused': 'talk-to-person',
  'could-not-contact': 'talk-to-person',
  'wrong-service': 'reassess',
} as const satisfies Record<string, ReferralConsequence>;
export type ReferralDecline = keyof typeof REFERRAL_DECLINES;
export const referralDeclineSchema = z.enum(Object.keys(REFERRAL_DECLINES) as [ReferralDecline, ...ReferralDecline[]]);

/** Why accepted help did not come about. */
export const REFERRAL_FAILURES = {
  'no-capacity': 'next-provider',
  'provider-stopped': 'next-provider',
  'missing-papers': 'ask-papers',
  'not-eligible': 'reassess',
  'person-refused': 'talk-to-person',
  'could-not-contact': 'talk-to-person',
  'not-safe': 'reassess',
} as const satisfies Record<string, ReferralConsequence>;
export type ReferralFailure = keyof typeof REFERRAL_FAILURES;
export const referralFailureSchema = z.enum(Object.keys(REFERRAL_FAILURES) as [ReferralFailure, ...ReferralFailure[]]);

/** Why the sender takes it back. */
export const REFERRAL_WITHDRAWALS = {
  'consent-withdrawn': 'talk-to-person',
  'need-gone': 'talk-to-person',
  'better-service': 'next-provider',
  'no-progress': 'next-provider',
  'not-safe': 'reassess',
  'sent-by-mistake': 'next-provider',
} as const satisfies Record<string, ReferralConsequence>;
export type ReferralWithdrawal = keyof typeof REFERRAL_WITHDRAWALS;
export const referralWithdrawalSchema = z.enum(
  Object.keys(REFERRAL_WITHDRAWALS) as [ReferralWithdrawal, ...ReferralWithdrawal[]],
);

export const REFERRAL_HOLD_REASONS = [
  'waiting-for-papers',
  'waiting-list',
  'term-not-begun',
  'away',
  'in-hospital',
] as const;
export const referralHoldReasonSchema = z.enum(REFERRAL_HOLD_REASONS);
export type ReferralHoldReason = z.infer<typeof referralHoldReasonSchema>;
/** A hold ends by itself after this at the latest. */
export const REFERRAL_HOLD_DAYS = 30;

/**
 * What became of it for the person, in the receiver's words. `met`: the need ends with it once the person confirms;
 * `open`: the need is on the sender's list again; with the others too, until the sender ends it in this way.
 */
export const REFERRAL_OUTCOMES = {
  'received-help': 'met',
  partly: 'open',
  'not-received': 'open',
  'already-had': 'already-had',
  refused: 'refused',
  moved: 'moved',
  died: 'died',
  'not-found': 'not-found',
  // School and learning, per child (the Equitable Education Fund).
  'formal-returned': 'met',
  'non-formal': 'met',
  'mobile-or-learning-centre': 'met',
  vocational: 'met',
  'early-childhood': 'met',
  'grant-awarded': 'met',
  'waiting-term': 'open',
  'over-age': 'open',
} as const satisfies Record<string, 'met' | 'open' | NeedOutcome>;
export type ReferralOutcome = keyof typeof REFERRAL_OUTCOMES;
export const referralOutcomeSchema = z.enum(Object.keys(REFERRAL_OUTCOMES) as [ReferralOutcome, ...ReferralOutcome[]]);

/** Outcomes of a child's way back to learning; the others are for every service (`outcomesOf` in referral-rules.ts). */
export const EDUCATION_OUTCOMES = [
  'formal-returned',
  'non-formal',
  'mobile-or-learning-centre',
  'vocational',
  'early-childhood',
  'grant-awarded',
  'waiting-term',
  'over-age',
] as const satisfies ReferralOutcome[];
/** A child is back in learning: the headline number. */
export const BACK_IN_SCHOOL_OUTCOMES = [
  'formal-returned',
  'non-formal',
  'mobile-or-learning-centre',
  'vocational',
  'early-childhood',
] as const satisfies ReferralOutcome[];

/** What the person says afterwards: only this closes the need. */
export const CONFIRMATION_ANSWERS = ['received', 'partly', 'not-received'] as const;
export const confirmationAnswerSchema = z.enum(CONFIRMATION_ANSWERS);
export type ConfirmationAnswer = z.infer<typeof confirmationAnswerSchema>;
export const CONFIRMATION_WAYS = ['line', 'call', 'visit'] as const;
export const confirmationWaySchema = z.enum(CONFIRMATION_WAYS);
export type ConfirmationWay = z.infer<typeof confirmationWaySchema>;
/**
 * `waiting`: the person was asked, or will be at a safe hour; `to-ask`: a worker must ask, because LINE is not safe or was
 * not answered; `none`: nothing to confirm.
 */
export const CONFIRMATION_STATES = ['none', 'waiting', 'to-ask', ...CONFIRMATION_ANSWERS] as const;
export const confirmationStateSchema = z.enum(CONFIRMATION_STATES);
export type ConfirmationState = z.infer<typeof confirmationStateSchema>;

/** The person has not said yet whether they got it. */
export const isUnconfirmed = (confirmation: ConfirmationState): boolean =>
  confirmation === 'waiting' || confirmation === 'to-ask';

/** What the person can say now; "received" may be taken back later, however it was said. */
export function confirmationAnswersOf(confirmation: ConfirmationState): readonly ConfirmationAnswer[] {
  if (isUnconfirmed(confirmation)) return CONFIRMATION_ANSWERS;
  return confirmation === 'received' ? ['partly', 'not-received'] : [];
}

/** Why the receiver may know (PDPA s.24, s.26); asked of the person where it is consent. */
export const REFERRAL_BASES = ['consent', 'danger-to-life', 'public-task', 'legal-duty'] as const;
export const referralBasisSchema = z.enum(REFERRAL_BASES);
export type ReferralBasis = z.infer<typeof referralBasisSchema>;

/** How old somebody is, as far as a receiver may know before accepting. */
export const AGE_BANDS = [
  '0-2',
  '3-5',
  '6-11',
  '12-14',
  '15-17',
  '18-24',
  '25-59',
  '60+',
  'minor',
  'adult',
  'unknown',
] as const;
export const ageBandSchema = z.enum(AGE_BANDS);
export type AgeBand = z.infer<typeof ageBandSchema>;

/** Papers that there are or that a service asks for. */
export const REFERRAL_PAPERS = [
  'id-card',
  'home-registration',
  'birth-certificate',
  'guardian-id',
  'disability-card',
  'medical-certificate',
  'police-report',
  'court-order',
  'school-record',
  'income-certificate',
  'bank-book',
  'photo',
  'consent-form',
] as const;
export const referralPaperSchema = z.enum(REFERRAL_PAPERS);
export type ReferralPaper = z.infer<typeof referralPaperSchema>;

/** Who holds a need while somebody works on it; otherwise it is on the list of whoever owns the case. */
export const NEED_HOLDERS = ['referral', 'own-service'] as const;
export const needHolderSchema = z.enum(NEED_HOLDERS);
export type NeedHolder = z.infer<typeof needHolderSchema>;

/** What the sender can do with a need that is on their list. */
export const NEED_CHOICES = ['next-provider', 'own-service', 'need-gone', 'accept-loss'] as const;
export const needChoiceSchema = z.enum(NEED_CHOICES);

/** What stands in a referral's timeline. */
export const REFERRAL_TIMELINE_KINDS = [
  'drafted',
  'offered',
  'reminded',
  'province-told',
  'accepted',
  'declined',
  'decline-proposed',
  'decline-confirmed',
  'decline-refused',
  'expired',
  'withdrawn',
  'started',
  'held',
  'resumed',
  'updated',
  'update-due',
  'outcome-due',
  'completed',
  'not-completed',
  'asked-person',
  'not-asked',
  'confirmed',
  /** Whether a child is still learning. */
  'school-checked',
  /** Nobody has said it in time. */
  'school-check-late',
  /** Help did not last. */
  'need-reopened',
] as const;
export const referralTimelineKindSchema = z.enum(REFERRAL_TIMELINE_KINDS);
export type ReferralTimelineKind = z.infer<typeof referralTimelineKindSchema>;
