/**
 * A finding says that one account reported falsely, knowing better. A mistake in good faith is `unfounded` and never a
 * finding.
 */
export const FINDING_STATUSES = [
  'proposed',
  'confirmed',
  'dropped',
  'withdrawn',
  'appealed',
  'upheld',
  'overturned',
] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];

/** The whole state machine: the server's guard and the console's buttons read it. `withdraw` is also what reopening does. */
export const FINDING_ACTIONS = {
  withdraw: { from: ['proposed'], to: 'withdrawn' },
  confirm: { from: ['proposed'], to: 'confirmed' },
  drop: { from: ['proposed'], to: 'dropped' },
  'give-notice': { from: ['confirmed', 'appealed', 'upheld'], to: null },
  appeal: { from: ['confirmed'], to: 'appealed' },
  uphold: { from: ['appealed'], to: 'upheld' },
  overturn: { from: ['appealed'], to: 'overturned' },
  reopen: { from: ['proposed', 'confirmed', 'appealed', 'upheld'], to: 'withdrawn' },
  'end-inquiry': { from: ['confirmed', 'appealed', 'upheld'], to: null },
} as const satisfies Record<string, { from: readonly FindingStatus[]; to: FindingStatus | null }>;
export type FindingAction = keyof typeof FINDING_ACTIONS;

export function canChangeFinding(status: FindingStatus, action: FindingAction): boolean {
  return (FINDING_ACTIONS[action].from as readonly FindingStatus[]).includes(status);
}

/** What shows that somebody knew better. At least one is needed. */
export const FINDING_EVIDENCE = [
  'reporter-admits',
  'record-contradicts',
  'place-cannot-exist',
  'witness',
  'same-story-elsewhere',
  'threat-to-disturb',
] as const;
export type FindingEvidence = (typeof FINDING_EVIDENCE)[number];

/** What shows nothing of the kind. The form says so, and the interface takes none of them. */
export const NO_EVIDENCE = [
  'nothing-found',
  'victim-withdrew',
  'no-answer',
  'earlier-reports',
  'cancelled-report',
] as const;

/** Why it is not a false report. */
export const DROP_REASONS = [
  'good-faith',
  'not-proved',
  'reporter-explained',
  'danger-was-real',
  'another-person',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** What may follow. None of them keeps a report from ringing. */
export const MEASURES = ['warning', 'call-back-first', 'inquiry'] as const;
export type MeasureKind = (typeof MEASURES)[number];

/** How a notice that could not be sent was given. */
export const NOTICE_WAYS = ['in-person', 'by-telephone', 'by-letter'] as const;
export type NoticeWay = (typeof NOTICE_WAYS)[number];

/** A reason that somebody can answer needs a few words more than "false". */
export const REASON_SHORTEST = 40;
/** The longest that an officer is told to call back first. */
export const CALL_BACK_DAYS = 90;
/** A flood or a series of pranks is one finding of so many incidents at most. */
export const FINDING_INCIDENTS = 20;
