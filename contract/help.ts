import { z } from 'zod';
import type { Permission } from './permission.ts';

/**
 * A request for help that is not urgent (ขอความช่วยเหลือ ไม่ฉุกเฉิน): one person, one wish, from the first typed letter until
 * they say that they got it. Every status, in the order of the work; the second half are the ways off it.
 */
export const HELP_STATUSES = [
  'draft',
  'submitted',
  'checked',
  'received',
  'fact-finding',
  'proposed',
  'committee',
  'approved',
  'waiting-budget',
  'paying',
  'helped',
  'confirmed',
  'closed',
  'returned-for-correction',
  'not-eligible',
  'appeal',
  'upheld',
  'withdrawn',
  'merged',
  'became-case',
  'became-incident',
] as const;
export const helpStatusSchema = z.enum(HELP_STATUSES);
export type HelpStatus = z.infer<typeof helpStatusSchema>;

/** How it came in. Where it was not seen by staff, volunteers of the place check it. */
export const HELP_CHANNELS = ['line', 'volunteer', 'phone-1300', 'walk-in'] as const;
export const helpChannelSchema = z.enum(HELP_CHANNELS);
export type HelpChannel = z.infer<typeof helpChannelSchema>;

/** Who checks it before it is received, in this order. */
export const CHECK_LEVELS = ['tambon', 'amphoe'] as const;
export const checkLevelSchema = z.enum(CHECK_LEVELS);
export type CheckLevel = z.infer<typeof checkLevelSchema>;
/** Working days until a check is passed over, and that is said. */
export const CHECK_WORKDAYS = 2;
export const CHECK_RESULTS = ['confirmed', 'doubted', 'skipped'] as const;
export const checkResultSchema = z.enum(CHECK_RESULTS);
export type CheckResult = z.infer<typeof checkResultSchema>;
/** Why a check was passed over: no leader there, only relatives or the filer, or nobody answered in time. */
export const SKIP_REASONS = ['nobody-there', 'only-relatives', 'not-in-time', 'seen-by-staff'] as const;
export const skipReasonSchema = z.enum(SKIP_REASONS);
export type SkipReason = z.infer<typeof skipReasonSchema>;
/** Why a volunteer leader doubts it; the worker reads it and decides. */
export const DOUBT_REASONS = ['not-living-there', 'situation-differs', 'already-helped', 'unknown-person'] as const;
export const doubtReasonSchema = z.enum(DOUBT_REASONS);

export const WITHDRAW_REASONS = [
  'no-longer-needed',
  'got-help-elsewhere',
  'changed-mind',
  'filed-by-mistake',
  'died',
] as const;
export const withdrawReasonSchema = z.enum(WITHDRAW_REASONS);
export type WithdrawReason = z.infer<typeof withdrawReasonSchema>;

/** Why nothing is granted, where it is no rule of the benefit. */
export const REFUSAL_REASONS = [
  'not-eligible',
  'ceiling-reached',
  'facts-differ',
  'helped-otherwise',
  'could-not-contact',
  'no-budget-this-year',
] as const;
export const refusalReasonSchema = z.enum(REFUSAL_REASONS);
export type RefusalReason = z.infer<typeof refusalReasonSchema>;

export const PAYMENT_METHODS = ['cash', 'cheque', 'transfer', 'promptpay', 'corporate', 'goods', 'service'] as const;
export const paymentMethodSchema = z.enum(PAYMENT_METHODS);
export type PaymentMethod = z.infer<typeof paymentMethodSchema>;

/** How it was asked whether the help arrived. */
export const ASKED_BY = ['line', 'phone', 'visit', 'office'] as const;
export const askedBySchema = z.enum(ASKED_BY);
/** What the person says of it. */
export const RECEIPT_ANSWERS = ['received', 'not-received', 'partly'] as const;
export const receiptAnswerSchema = z.enum(RECEIPT_ANSWERS);
export type ReceiptAnswer = z.infer<typeof receiptAnswerSchema>;

/** The colours of the clock, as the ministry's own system shows them. */
export const CLOCK_COLOURS = ['green', 'yellow', 'orange', 'red'] as const;
export const clockColourSchema = z.enum(CLOCK_COLOURS);
export type ClockColour = z.infer<typeof clockColourSchema>;

type Change = {
  from: readonly HelpStatus[];
  /** Null: back to where it was before it was returned. */
  to: HelpStatus | null;
  permission: Permission;
};

/** Nobody has decided on it yet. */
const IN_WORK = ['received', 'fact-finding', 'proposed', 'committee'] as const satisfies readonly HelpStatus[];
const BEFORE_DECISION = ['submitted', 'checked', ...IN_WORK] as const satisfies readonly HelpStatus[];
const GRANTED = ['approved', 'waiting-budget', 'paying'] as const satisfies readonly HelpStatus[];

/**
 * The whole state machine of a request. The server's guard and the buttons both read this table; who may not decide what
 * they proposed, checked or filed is decided besides.
 */
export const HELP_ACTIONS = {
  submit: { from: ['draft'], to: 'submitted', permission: 'help:file' },
  /** The last check is done or passed over. */
  'finish-checks': { from: ['submitted'], to: 'checked', permission: 'help:check-tambon' },
  receive: { from: ['checked'], to: 'received', permission: 'help:work' },
  'find-facts': { from: ['received', 'fact-finding'], to: 'fact-finding', permission: 'help:work' },
  /** To grant it or to refuse it; another person decides. */
  propose: { from: ['received', 'fact-finding'], to: 'proposed', permission: 'help:work' },
  /** Above the limit a committee is asked first. */
  'ask-committee': { from: ['proposed'], to: 'committee', permission: 'help:work' },
  'send-back': { from: ['proposed', 'committee'], to: 'fact-finding', permission: 'help:approve' },
  approve: { from: ['proposed', 'committee'], to: 'approved', permission: 'help:approve' },
  refuse: { from: ['proposed', 'committee'], to: 'not-eligible', permission: 'help:approve' },
  'wait-for-budget': { from: ['approved'], to: 'waiting-budget', permission: 'help:work' },
  'begin-payment': { from: ['approved', 'waiting-budget'], to: 'paying', permission: 'help:work' },
  /** It was paid or handed over elsewhere; nothing is paid by this system. */
  'record-payment': { from: ['paying'], to: 'helped', permission: 'help:work' },
  confirm: { from: ['helped'], to: 'confirmed', permission: 'help:work' },
  /** "I did not get it": back to whoever pays, and counted. */
  'not-received': { from: ['helped', 'confirmed', 'closed'], to: 'paying', permission: 'help:work' },
  close: { from: ['confirmed'], to: 'closed', permission: 'help:work' },
  return: {
    from: ['submitted', 'checked', 'received', 'fact-finding'],
    to: 'returned-for-correction',
    permission: 'help:work',
  },
  correct: { from: ['returned-for-correction'], to: null, permission: 'help:file' },
  appeal: { from: ['not-eligible'], to: 'appeal', permission: 'help:file' },
  'grant-appeal': { from: ['appeal'], to: 'received', permission: 'help:approve' },
  uphold: { from: ['appeal'], to: 'upheld', permission: 'help:approve' },
  withdraw: {
    from: ['draft', ...BEFORE_DECISION, ...GRANTED, 'returned-for-correction', 'appeal'],
    to: 'withdrawn',
    permission: 'help:file',
  },
  merge: { from: [...BEFORE_DECISION, 'returned-for-correction'], to: 'merged', permission: 'help:work' },
  'open-case': {
    from: [...BEFORE_DECISION, ...GRANTED, 'returned-for-correction', 'not-eligible', 'helped'],
    to: 'became-case',
    permission: 'help:work',
  },
  /** Nothing but the danger was asked for, and the police have it. */
  'leave-to-incident': {
    from: ['draft', ...BEFORE_DECISION, 'returned-for-correction'],
    to: 'became-incident',
    permission: 'help:work',
  },
} as const satisfies Record<string, Change>;
export type HelpAction = keyof typeof HELP_ACTIONS;
export const HELP_ACTION_NAMES = Object.keys(HELP_ACTIONS) as HelpAction[];

export function canChangeHelp(status: HelpStatus, action: HelpAction): boolean {
  return (HELP_ACTIONS[action].from as readonly HelpStatus[]).includes(status);
}

/** Actions that the status allows; permissions and who acted before are checked in addition. */
export function allowedHelpActions(status: HelpStatus): HelpAction[] {
  return HELP_ACTION_NAMES.filter((action) => canChangeHelp(status, action));
}

const ENDED: readonly HelpStatus[] = [
  'closed',
  'not-eligible',
  'upheld',
  'withdrawn',
  'merged',
  'became-case',
  'became-incident',
];
/** Somebody must still act, or the person still waits. */
export const isOpenHelp = (status: HelpStatus): boolean => !ENDED.includes(status);

/** The ten or fifteen days run: received, and nobody has helped yet. */
const RUNNING: readonly HelpStatus[] = [...IN_WORK, ...GRANTED, 'appeal'];
export const isHelpClockRunning = (status: HelpStatus): boolean => RUNNING.includes(status);

/** What the person themselves is shown: fewer words, the same truth. */
export const PUBLIC_STATUSES = [
  'writing',
  'being-checked',
  'received',
  'being-decided',
  'granted',
  'helped',
  'done',
  'please-correct',
  'refused',
  'appeal',
  'ended',
] as const;
export const publicStatusSchema = z.enum(PUBLIC_STATUSES);
export type PublicStatus = z.infer<typeof publicStatusSchema>;
export const PUBLIC_STATUS: Record<HelpStatus, PublicStatus> = {
  draft: 'writing',
  submitted: 'being-checked',
  checked: 'being-checked',
  received: 'received',
  'fact-finding': 'received',
  proposed: 'being-decided',
  committee: 'being-decided',
  approved: 'granted',
  'waiting-budget': 'granted',
  paying: 'granted',
  helped: 'helped',
  confirmed: 'done',
  closed: 'done',
  'returned-for-correction': 'please-correct',
  'not-eligible': 'refused',
  appeal: 'appeal',
  upheld: 'refused',
  withdrawn: 'ended',
  merged: 'ended',
  'became-case': 'received',
  'became-incident': 'ended',
};

/** What stands in a request's timeline. */
export const HELP_TIMELINE_KINDS = [
  'begun',
  'danger-reported',
  'submitted',
  'check-asked',
  'check-confirmed',
  'check-doubted',
  'check-skipped',
  'checked',
  'received',
  'visited',
  'proposed',
  'proposed-refusal',
  'committee-asked',
  'sent-back',
  'approved',
  'refused',
  'waiting-for-budget',
  'payment-begun',
  'payment-recorded',
  'asked-if-received',
  'confirmed',
  'not-received',
  'closed',
  'returned',
  'corrected',
  'appealed',
  'appeal-granted',
  'appeal-upheld',
  'withdrawn',
  'merged',
  'merged-into-this',
  'case-opened',
  'left-to-incident',
  'clock-passed',
  'picture-added',
  'note',
] as const;
export const helpTimelineKindSchema = z.enum(HELP_TIMELINE_KINDS);
export type HelpTimelineKind = z.infer<typeof helpTimelineKindSchema>;
