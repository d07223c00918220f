import type { CancelReason, ChatMessage, ReportChannel } from '#contract/incident';
import type { IncidentType } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';

/** `nothing`: what there was to tell has become pointless, because they see it or it has ended. */
export type CallBackReason = 'status' | 'message' | 'nothing';
/** What somebody answers when asked how it goes after an incident. */
export type WelfareAnswer = 'fine' | 'need-help' | 'stop';

/** Facts that intake learned from a reporter. */
export type ReporterEvents = {
  /** The place is known: alert now, enrich later; a type too, if only `unknown`. */
  'report-submitted': {
    reportId: string;
    reporterId: string;
    channel: ReportChannel;
    type: IncidentType;
    silent: boolean;
    language: 'th' | 'en';
    position: ReportedPosition;
    /** House number, lane, landmark as said by now. */
    placeDetail: string | null;
    phone: string | null;
    startedAt: Date;
  };
  /** `isOlder`: said before the position that counts by now, delivered after it. */
  'report-position-added': { reportId: string; position: ReportedPosition; isOlder: boolean };
  /** More is known of where exactly: `was` is what this reporter or clerk had said before. */
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
    /** Where the channel keeps the original until it has been fetched, e.g. LINE's message id. */
    externalId: string;
    at: Date;
  };
  /** Words that came faster than anybody can read, oldest first: kept each, shown in one piece. */
  'report-flooded': {
    reportId: string;
    parts: { messageId: string; kind: ChatMessage['kind']; text: string | null; externalId: string; at: Date }[];
  };
  'report-message-unsent': { externalId: string };
  'report-media-stored': { externalId: string; attachmentId: string };
  'report-cancel-requested': { reportId: string; reason: CancelReason };
  /** "No, keep helping." */
  'report-cancel-withdrawn': { reportId: string };
  /** "All fine", in the way that means: I am made to say this. Their screen shows a cancelled report. */
  'report-duress': { reportId: string };
  /** A ready question was answered; `label` are the words that were tapped or typed. */
  'reporter-answered': { reporterId: string; askedId: string; answer: string; label: string; at: Date };
  /** "Nobody came." */
  'report-nobody-came': { reportId: string };
  'welfare-answered': { reporterId: string; checkId: string; answer: WelfareAnswer; at: Date };
  /** Asked how it goes, they want help: their incident rings again. */
  'welfare-help-wanted': { reporterId: string; reportId: string };
  'report-rated': { reportId: string; stars: number };
  /** Type or place is missing although it was asked for again: desks are shown it. */
  'report-unfinished': { reportId: string };
  /** It lacks nothing any more, or was dropped: desks are shown it no longer. */
  'report-finished': { reportId: string };
  /** A caller's report: the line broke, or they must not be called any more. */
  'report-cut-off': { reportId: string };
  /** A call was not safe: from now on nobody calls. */
  'report-calls-forbidden': { reportId: string };
  /** Something happened that a reporter without a chat can only be told by calling back. */
  'report-call-back-needed': { reportId: string; news: CallBackReason };
  'reporter-reachability-changed': { reporterId: string; reportIds: string[]; reachable: boolean };
};
