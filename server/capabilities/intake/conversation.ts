import type { TypedPlace } from '#capabilities/jurisdiction';
import type { PositionError } from '#contract/citizen-report';
import type { ReceiptAnswer } from '#contract/help';
import type { CancelReason } from '#contract/incident';
import type { IncidentType } from '#contract/incident-type';
import type { PublicLanguage } from '#contract/languages';
import type { ReportedPosition } from '#contract/position';
import type { QuestionId } from '#contract/silent-question';
import type { ReferredHelpAnswer, ReporterEvents, WelfareAnswer } from '#events/reporter-events';

/**
 * When the values that count now were stated (ISO 8601). LINE delivers late, twice and out of order; statements are
 * applied by their own time, so every order of arrival gives the same result.
 */
export type Statements = {
  type?: string;
  /** The type was found in their text, not chosen. */
  typeFromText?: boolean;
  /** The telephone number, and whether they can take calls. */
  number?: string;
  calls?: string;
  canTakeCalls?: boolean;
  /** "Cancel" or "keep helping". */
  cancel?: string;
  /** On the citizen page: when they pressed send, and why the device gave no position. */
  written?: string;
  positionError?: PositionError;
  /** So many reports without a name came from its network within minutes, if that is remarkable. */
  gathered?: number;
  /** The step with which type and place were known, and officers were alerted. */
  submitted?: string;
  /** LINE vouched for their account while nobody was alerted yet. */
  lineVerified?: true;
};

/** The last status of their incident that the reporter got; "status" shows it at any time. */
export type NotifiedStatus = {
  status: 'waiting' | 'acknowledged' | 'en-route' | 'on-scene' | 'resolved' | 'closed' | 'cancelled';
  code: string;
  /** Start of this round of waiting, ISO 8601. */
  since: string;
  etaAt: string | null;
  /** They were forced to say "all fine": their screen shows a cancelled report and stays quiet. */
  duress?: true;
  /** When it was closed or cancelled, ISO 8601. */
  endedAt?: string;
  /** For the citizen page, which says it in its own languages: who has it, and that nobody has answered. */
  station?: { th: string; en: string };
  isUnanswered?: true;
  cancelRequested?: CancelReason;
  /** What they write is read until then (ISO 8601), although it has ended: they were asked, or they appeal. */
  listensUntil?: string;
  /** The finding against which they may appeal, and until when; null where the time has not begun. */
  finding?: { id: string; until: string | null };
};

/** The report of a conversation. Without `lastNotified` it is a draft: nobody has been alerted yet. */
export type ConversationReport = {
  id: string;
  startedAt: Date;
  silent: boolean;
  type: IncidentType | null;
  position: ReportedPosition | null;
  /** House number, lane, landmark: what they wrote about the place besides its name. */
  placeDetail: string | null;
  /** Given for this report. An older number is only offered: somebody else may have it by now. */
  phone: string | null;
  /** When the values that count now were stated. */
  statements: Statements;
  lastNotified: NotifiedStatus | null;
};

/** Our last question; it decides how an answer is understood. */
export type Question =
  | 'type'
  | 'place'
  | 'which-place'
  | 'phone'
  | 'same-or-new'
  | 'cancel'
  | 'help-danger'
  | 'help-field';

/** A button. It can be typed as its number, or as its label if it has none. */
export type Offer = { label: string; data: string; number: number | null };

/** A conversation with one reporter, as it is stored between two messages. */
export type Conversation = {
  question: Question | null;
  report: ConversationReport | null;
  /** The last buttons, so that they can be typed: LINE on a PC shows no buttons. */
  offered: Offer[];
  /** The reporter tapped "silent" while asked "same or new?". */
  wantsSilence: boolean;
  /** Silent mode: messages must not reveal anything on the screen. Lasts until a report with sound is begun. */
  silentMode: boolean;
};

export const NEW_CONVERSATION: Conversation = {
  question: null,
  report: null,
  offered: [],
  wantsSilence: false,
  silentMode: false,
};

/** What a reporter means, whether they tapped or typed it. */
export type Intent =
  /** The commands of the menu. */
  | { kind: 'report'; silent: boolean }
  /** A call for help in their own words. */
  | { kind: 'help-request' }
  /** "Don't call me", in their own words. */
  | { kind: 'silence' }
  | { kind: 'type'; type: IncidentType; fromText?: boolean }
  | { kind: 'place'; position: ReportedPosition; inThailand: boolean }
  | { kind: 'places'; places: TypedPlace[] }
  /** They came by the QR code of a placement; `place`: where it hangs, null where nobody stands any more. */
  | { kind: 'placement'; code: string; place: { name: string } | null }
  /** A map link that contains no coordinates. */
  | { kind: 'unreadable-link' }
  | { kind: 'phone'; phone: string }
  | { kind: 'wrong-phone' }
  /** Has the right length, but no numbering plan knows it (yet). */
  | { kind: 'doubtful-phone'; phone: string }
  | { kind: 'no-calls' }
  | { kind: 'same' }
  | { kind: 'new' }
  | { kind: 'status' }
  | { kind: 'cancel' }
  | { kind: 'cancel-because'; reason: CancelReason }
  | { kind: 'keep' }
  /** "All fine", the answer that looks like cancelling and means: I am forced to cancel. */
  | { kind: 'duress' }
  /** An answer to a ready question of an officer. */
  | { kind: 'question-answer'; askedId: string; question: QuestionId; answer: string }
  /** How it goes, a day or a week after. */
  | { kind: 'welfare'; checkId: string; answer: WelfareAnswer }
  /** Whether they got the help that was spoken of. */
  | { kind: 'receipt'; askedId: string; answer: ReferredHelpAnswer }
  /** `reportId`: the report whose news carried the button; without it the one at hand. */
  | { kind: 'nobody-came'; reportId: string | null }
  | { kind: 'rating'; stars: number; reportId: string | null }
  /** They do not accept what was found about them; null: the newest finding. */
  | { kind: 'appeal'; findingId: string | null }
  | { kind: 'help' }
  /** Whether somebody is in danger now, before a request for help that is not urgent. */
  | { kind: 'help-danger'; isDanger: boolean }
  | { kind: 'help-receipt'; requestId: string; answer: ReceiptAnswer }
  /** "Answer now" under the news that fields were sent back. */
  | { kind: 'help-correct'; requestId: string }
  | { kind: 'help-field'; requestId: string; field: string; text: string }
  | { kind: 'help-later' }
  | { kind: 'how-to' }
  | { kind: 'language'; language: PublicLanguage }
  | { kind: 'hello' }
  | { kind: 'unclear' };

export type ReporterMessage = {
  kind: 'text' | 'image' | 'video' | 'audio' | 'file' | 'sticker';
  text: string | null;
  externalId: string;
};

/** One message may mean several things at once; its text goes to the officer in any case. */
export type Meaning = {
  intents: Intent[];
  message: ReporterMessage | null;
  /** Text that describes the place; it is shown with the position. */
  placeText?: string | null;
};

/** An event of a report with its payload, as it is published. */
export type ReporterEvent<Type extends keyof ReporterEvents = keyof ReporterEvents> = {
  [Each in Type]: { kind: Each; payload: ReporterEvents[Each] };
}[Type];

/** What a decision changes: an event that others get as it is, or something that concerns intake alone. */
export type Fact =
  /** `fromText`: the type was found in their text, not chosen. */
  | (ReporterEvent & { fromText?: boolean })
  | { kind: 'started' }
  | { kind: 'type-chosen'; type: IncidentType; fromText?: boolean }
  | { kind: 'place-given'; position: ReportedPosition }
  | { kind: 'place-detailed'; detail: string | null }
  | { kind: 'phone-given'; phone: string | null; canTakeCalls: boolean }
  | { kind: 'silenced' }
  /** A clerk emptied the field before the alert. */
  | { kind: 'taken-back'; what: 'position' | 'phone' }
  /** The same type again: only the time changes. */
  | { kind: 'type-confirmed'; fromText?: boolean }
  | { kind: 'position-missing'; reason: PositionError }
  /** A message from before the alert, which passes it on. */
  | { kind: 'message-kept'; message: ReporterMessage }
  | { kind: 'dropped'; reportId: string }
  | { kind: 'language-chosen'; language: PublicLanguage };

/** What we answer; the text is chosen later, by language and silent mode. */
export type Prompt =
  | { key: 'greeting' | 'idle-hint' | 'ended-hint' | 'help' | 'help-danger' | 'help-later' | 'how-to' | 'language-set' }
  | { key: 'ask-type' | 'alerted-ask-type' | 'ask-type-again' }
  | { key: 'ask-place' | 'ask-place-again' | 'outside-thailand' | 'still-no-place' | 'unreadable-link' }
  | { key: 'which-place'; places: TypedPlace[] }
  | { key: 'at-placement'; code: string; name: string }
  | { key: 'ask-phone' | 'phone-wrong' | 'phone-no-calls' }
  | { key: 'phone-thanks' | 'phone-doubtful'; phone: string }
  | { key: 'message-passed-on' | 'message-waits' | 'message-after-resolved' | 'slower' }
  | { key: 'answer-noted' | 'welfare-thanks' | 'welfare-help' | 'welfare-later' | 'welfare-stopped' | 'receipt-noted' }
  | { key: 'position-added' | 'position-waits' | 'silenced' | 'same-noted' }
  | { key: 'type-changed'; type: IncidentType }
  | { key: 'same-or-new' | 'ask-cancel' | 'ask-cancel-draft' | 'cancel-noted' | 'draft-dropped' | 'cancel-withdrawn' }
  | { key: 'nothing-to-cancel' | 'status' | 'no-report' | 'rated' | 'appeal-too-late' };

export type Decision = { conversation: Conversation; facts: Fact[]; prompts: Prompt[] };

/** The reporter's incident is being handled. */
export function isInTouch(
  report: ConversationReport | null,
): report is ConversationReport & { lastNotified: NotifiedStatus } {
  return (
    report?.lastNotified != null &&
    ['waiting', 'acknowledged', 'en-route', 'on-scene'].includes(report.lastNotified.status)
  );
}

/** It has ended, and somebody still reads what they write: they were asked to add something, or they appeal. */
export function isHeard(
  report: ConversationReport | null,
  at: Date,
): report is ConversationReport & { lastNotified: NotifiedStatus } {
  const until = report?.lastNotified?.listensUntil;
  return until !== undefined && at.toISOString() <= until;
}

/** Begun, but nobody has been alerted: type or place is missing. */
export function isDraft(report: ConversationReport | null): report is ConversationReport & { lastNotified: null } {
  return report !== null && report.lastNotified === null;
}
