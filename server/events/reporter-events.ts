import type { PositionError } from '#contract/citizen-report';
import type { ReceiptAnswer } from '#contract/help';
import type { CancelReason, ChatMessage, ReportChannel } from '#contract/incident';
import type { IncidentType } from '#contract/incident-type';
import type { PublicLanguage } from '#contract/languages';
import type { ReportedPosition } from '#contract/position';

/** `nothing`: the reason to call is gone, because they have seen it or it has ended. */
export type CallBackReason = 'status' | 'message' | 'nothing';
/** The answer to the question how somebody is after an incident or a case; `later` only after a case. */
export const WELFARE_ANSWERS = ['fine', 'need-help', 'later', 'stop'] as const;
export type WelfareAnswer = (typeof WELFARE_ANSWERS)[number];

/** The answer to the question whether help that was spoken of was received. */
export const REFERRED_HELP_ANSWERS = ['received', 'partly', 'not-received', 'stop'] as const;
export type ReferredHelpAnswer = (typeof REFERRED_HELP_ANSWERS)[number];

/** Events about reports and reporters, published by intake. */
export type ReporterEvents = {
  /** The place is known: alert now, enrich later. A type is always given, at least `unknown`. */
  'report-submitted': {
    reportId: string;
    reporterId: string;
    channel: ReportChannel;
    type: IncidentType;
    silent: boolean;
    language: PublicLanguage;
    position: ReportedPosition;
    /** House number, lane or landmark, as known by now. */
    placeDetail: string | null;
    phone: string | null;
    startedAt: Date;
    /** When they wrote it, by the clock of their device, if that may be long before it came. */
    writtenAt: Date | null;
    /** Why their device gave no position of its own, as far as it said so. */
    positionError: PositionError | null;
    /** So many reports without a name or a number came from one network within ten minutes; null unless that is remarkable. */
    gathered: number | null;
    /** LINE has vouched for their account already, before the place was known. */
    lineVerified?: true;
  };
  /** On the citizen page inside LINE: LINE itself names their account. */
  'report-line-id-verified': { reportId: string };
  /** Their device could not say where it is. */
  'report-position-failed': { reportId: string; reason: PositionError };
  /** They came by the QR code of a placement; `isHere`: they said that they are there. */
  'report-by-placement': { reportId: string; code: string; isHere: boolean; at: Date };
  /** `isOlder`: sent before the current position, but delivered after it. */
  'report-position-added': { reportId: string; position: ReportedPosition; isOlder: boolean };
  /** The place details changed: `was` is the earlier text of this reporter or clerk. */
  'report-place-detailed': { reportId: string; was: string | null; detail: string | null };
  'report-type-changed': { reportId: string; type: IncidentType };
  /** From now on: no calls, no sirens, no sound on the reporter's phone. */
  'report-silenced': { reportId: string };
  /** The number was wrong: nobody may call it any more. */
  'report-phone-removed': { reportId: string };
  'report-phone-added': { reportId: string; phone: string | null; canTakeCalls: boolean };
  'report-message-received': {
    reportId: string;
    messageId: string;
    kind: ChatMessage['kind'];
    text: string | null;
    /** Where the channel stores the original until it has been fetched, for example LINE's message id. */
    externalId: string;
    at: Date;
  };
  /** Messages that came faster than anybody can read, oldest first: each is stored, shown as one. */
  'report-flooded': {
    reportId: string;
    parts: { messageId: string; kind: ChatMessage['kind']; text: string | null; externalId: string; at: Date }[];
  };
  'report-message-unsent': { externalId: string };
  'report-media-stored': { externalId: string; attachmentId: string };
  'report-cancel-requested': { reportId: string; reason: CancelReason };
  /** "No, keep helping." */
  'report-cancel-withdrawn': { reportId: string };
  /** Duress: "all fine" in the way that means "I am made to say this". Their screen shows a cancelled report. */
  'report-duress': { reportId: string };
  /** Somebody in LINE is known by this number from now on. */
  'reporter-number-known': { reporterId: string; phone: string };
  /** A ready question was answered; `label` is the text that was tapped or typed. */
  'reporter-answered': { reporterId: string; askedId: string; answer: string; label: string; at: Date };
  /** "Nobody came." */
  'report-nobody-came': { reportId: string };
  /** Whether they got the help that was spoken of; `askedId` is what was asked about. */
  'receipt-answered': { reporterId: string; askedId: string; answer: ReferredHelpAnswer; at: Date };
  'welfare-answered': { reporterId: string; checkId: string; answer: WelfareAnswer; at: Date };
  /** Asked how they are, they want help: their incident is reopened. */
  'welfare-help-wanted': { reporterId: string; reportId: string };
  /** Nobody is in danger: they want to begin a request for help that is not urgent, or go on with it. */
  'help-form-wanted': { reporterId: string; at: Date };
  /** They asked how things stand, and no incident of theirs is open. */
  'help-status-wanted': { reporterId: string };
  /** They want to answer what was sent back of their request. */
  'help-correction-wanted': { reporterId: string; requestId: string };
  /** What they wrote for a field that was sent back. */
  'help-field-answered': { reporterId: string; requestId: string; field: string; text: string; at: Date };
  /** Whether the help arrived. */
  'help-receipt-answered': { reporterId: string; requestId: string; answer: ReceiptAnswer; at: Date };
  /** They do not accept what was found about them; `findingId` null: the newest. */
  'finding-appeal-wanted': { reporterId: string; findingId: string | null };
  'report-rated': { reportId: string; stars: number };
  /** Type or place is still missing after asking again: consoles show it as unfinished. */
  'report-unfinished': { reportId: string };
  /** A reporter wrote more about one that consoles already show. */
  'unfinished-report-changed': { reportId: string };
  /** It is complete now, or was dropped: consoles no longer show it. */
  'report-finished': { reportId: string };
  /** Something that the citizen page shows of a report has changed. */
  'web-report-changed': { reportId: string };
  /** A phone report: the line broke, or the caller must not be called any more. */
  'report-cut-off': { reportId: string };
  /** A call was not safe: from now on nobody may call. */
  'report-calls-forbidden': { reportId: string };
  /** There is news for a reporter without a chat, who can only be notified by a call. */
  'report-call-back-needed': { reportId: string; news: CallBackReason };
  'reporter-reachability-changed': { reporterId: string; reportIds: string[]; reachable: boolean };
};
