import type { TypedPlace } from '#capabilities/jurisdiction';
import type { CancelReason } from '#contract/incident';
import type { IncidentType } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';
import type { QuestionId } from '#contract/silent-question';
import type { WelfareAnswer } from '#events/reporter-events';
import type { Statements } from './statements.ts';

/** What the reporter has been told of their incident; status shows it at any time. */
export type NotifiedStatus = {
  status: 'waiting' | 'acknowledged' | 'en-route' | 'on-scene' | 'resolved' | 'closed' | 'cancelled';
  code: string;
  /** Start of this round of waiting, ISO 8601. */
  since: string;
  etaAt: string | null;
  /** They said "all fine" because they had to: their screen shows what a cancelled report shows, and stays quiet. */
  duress?: true;
  /** When it was closed or cancelled, ISO 8601. */
  endedAt?: string;
};

/** The report a conversation is about. Without `told` it is a draft: nobody has been alerted yet. */
export type ConversationReport = {
  id: string;
  silent: boolean;
  type: IncidentType | null;
  position: ReportedPosition | null;
  /** House number, lane, landmark: what they said of the place besides its names. */
  placeDetail: string | null;
  /** Given for this report. An older one is only offered: it may be in other hands by now. */
  phone: string | null;
  /** When that was said which counts now. */
  statements: Statements;
  lastNotified: NotifiedStatus | null;
};

/** What we last asked; an answer is understood in its light. */
export type Question = 'type' | 'place' | 'which-place' | 'phone' | 'same-or-new' | 'cancel';

/** Something to tap. With a number it can be typed as that number, without one by its words. */
export type Offer = { label: string; data: string; number: number | null };

/** A conversation with one reporter, as it is kept between two of their messages. */
export type Conversation = {
  question: Question | null;
  report: ConversationReport | null;
  /** What could be tapped last, so that it can be typed instead: LINE on a PC shows no buttons. */
  offered: Offer[];
  /** The reporter tapped "silent" while asked "same or new?". */
  wantsSilence: boolean;
  /** We speak so that the screen betrays nothing; lasts beyond the silent report, until a spoken one is begun. */
  silentMode: boolean;
};

export const NEW_CONVERSATION: Conversation = {
  question: null,
  report: null,
  offered: [],
  wantsSilence: false,
  silentMode: false,
};

/** What a reporter means, however they said it. */
export type Intent =
  /** The menu's own words. */
  | { kind: 'report'; silent: boolean }
  /** A cry for help in their own words. */
  | { kind: 'help-request' }
  /** "Don't call me", in their own words. */
  | { kind: 'silence' }
  | { kind: 'type'; type: IncidentType; fromText?: boolean }
  | { kind: 'place'; position: ReportedPosition; inThailand: boolean }
  | { kind: 'places'; places: TypedPlace[] }
  /** A map link that says where only to who opens it. */
  | { kind: 'unreadable-link' }
  | { kind: 'phone'; phone: string }
  | { kind: 'wrong-phone' }
  /** Of the right length, but no numbering plan knows it (yet). */
  | { kind: 'doubtful-phone'; phone: string }
  | { kind: 'no-calls' }
  | { kind: 'same' }
  | { kind: 'new' }
  | { kind: 'status' }
  | { kind: 'cancel' }
  | { kind: 'cancel-because'; reason: CancelReason }
  | { kind: 'keep' }
  /** "All fine", the one of two equal answers that says: I am made to cancel. */
  | { kind: 'duress' }
  /** An answer to a ready question of an officer. */
  | { kind: 'question-answer'; askedId: string; question: QuestionId; answer: string }
  /** How it goes, a day or a week after. */
  | { kind: 'welfare'; checkId: string; answer: WelfareAnswer }
  /** `reportId`: the report whose news carried the button; without it the one at hand. */
  | { kind: 'nobody-came'; reportId: string | null }
  | { kind: 'rating'; stars: number; reportId: string | null }
  | { kind: 'help' }
  | { kind: 'how-to' }
  | { kind: 'language'; language: 'th' | 'en' }
  | { kind: 'hello' }
  | { kind: 'unclear' };

export type ReporterMessage = {
  kind: 'text' | 'image' | 'video' | 'audio' | 'file' | 'sticker';
  text: string | null;
  externalId: string;
};

/** One message may mean several things at once, and its words belong to the officer whatever else they mean. */
export type Meaning = {
  intents: Intent[];
  message: ReporterMessage | null;
  /** What of it says where it is, besides a position: it must stand with the place. */
  placeText?: string | null;
};

/** What follows from it for the report, to be written down and told to the rest of the house. */
export type Fact =
  | { kind: 'started'; silent: boolean }
  | { kind: 'type-chosen'; type: IncidentType; fromText?: boolean }
  | { kind: 'place-given'; position: ReportedPosition }
  /** A clerk emptied the field while nobody was alerted. */
  | { kind: 'taken-back'; what: 'position' | 'phone' }
  | { kind: 'submitted' }
  | { kind: 'silenced' }
  /** `isOlder`: said before the position that counts; it is kept and moves nothing. */
  | { kind: 'position-added'; position: ReportedPosition; isOlder?: boolean }
  /** `detail`: all that is known by now; null takes it back. */
  | { kind: 'place-detailed'; detail: string | null }
  | { kind: 'type-changed'; type: IncidentType; fromText?: boolean }
  /** Said again: only when it was said is news. */
  | { kind: 'type-confirmed'; fromText?: boolean }
  | { kind: 'phone-added'; phone: string | null; canTakeCalls: boolean }
  | { kind: 'message-received'; message: ReporterMessage }
  | { kind: 'cancel-requested'; reason: CancelReason }
  | { kind: 'cancel-withdrawn' }
  | { kind: 'duress' }
  | { kind: 'welfare-answered'; checkId: string; answer: WelfareAnswer }
  | { kind: 'question-answered'; askedId: string; question: QuestionId; answer: string }
  | { kind: 'dropped'; reportId: string }
  | { kind: 'nobody-came' }
  | { kind: 'rated'; stars: number }
  | { kind: 'language-chosen'; language: 'th' | 'en' };

/** What we answer; the words are found later, by language and silence. */
export type Prompt =
  | { key: 'greeting' | 'idle-hint' | 'ended-hint' | 'help' | 'how-to' | 'language-set' }
  | { key: 'ask-type' | 'alerted-ask-type' | 'ask-type-again' }
  | { key: 'ask-place' | 'ask-place-again' | 'outside-thailand' | 'still-no-place' | 'unreadable-link' }
  | { key: 'which-place'; places: TypedPlace[] }
  | { key: 'ask-phone' | 'phone-wrong' | 'phone-no-calls' }
  | { key: 'phone-thanks' | 'phone-doubtful'; phone: string }
  | { key: 'message-passed-on' | 'message-waits' | 'message-after-resolved' | 'slower' }
  | { key: 'answer-noted' | 'welfare-thanks' | 'welfare-help' | 'welfare-stopped' }
  | { key: 'position-added' | 'position-waits' | 'silenced' | 'same-noted' }
  | { key: 'type-changed'; type: IncidentType }
  | { key: 'same-or-new' | 'ask-cancel' | 'ask-cancel-draft' | 'cancel-noted' | 'draft-dropped' | 'cancel-withdrawn' }
  | { key: 'nothing-to-cancel' | 'status' | 'no-report' | 'rated' };

export type Decision = { conversation: Conversation; facts: Fact[]; prompts: Prompt[] };

/** The reporter's incident is being handled. */
export function isInTouch(report: ConversationReport | null): boolean {
  return (
    report?.lastNotified != null &&
    ['waiting', 'acknowledged', 'en-route', 'on-scene'].includes(report.lastNotified.status)
  );
}

/** Begun, but nobody has been alerted: type or place is missing. */
export function isDraft(report: ConversationReport | null): boolean {
  return report !== null && report.lastNotified === null;
}
