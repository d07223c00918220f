import type { CancelReason } from '#contract/incident';
import type { IncidentType } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';

/** What the reporter has been told of their incident; status shows it at any time. */
export type Told = {
  status: 'waiting' | 'acknowledged' | 'en-route' | 'on-scene' | 'resolved' | 'closed' | 'cancelled';
  code: string;
  /** Start of this round of waiting, ISO 8601. */
  since: string;
  etaAt: string | null;
};

/** The report a conversation is about. Without `told` it is a draft: nobody has been alerted yet. */
export type TalkedReport = {
  id: string;
  silent: boolean;
  type: IncidentType | null;
  position: ReportedPosition | null;
  told: Told | null;
};

/** What we last asked; an answer is understood in its light. */
export type Question = 'type' | 'place' | 'which-place' | 'phone' | 'same-or-new' | 'cancel' | 'rating';

/** A conversation with one reporter, as it is kept between two of their messages. */
export type Conversation = {
  question: Question | null;
  report: TalkedReport | null;
  /** What could be tapped last, so that its number or its words can be typed instead. */
  offered: { label: string; data: string }[];
  /** The reporter tapped "silent" while asked "same or new?". */
  wantsSilence: boolean;
};

export const NEW_CONVERSATION: Conversation = { question: null, report: null, offered: [], wantsSilence: false };

export type TypedPlace = { label: string; code: string; position: ReportedPosition };

/** What a reporter means, however they said it. */
export type Intent =
  | { kind: 'report'; silent: boolean }
  | { kind: 'type'; type: IncidentType }
  | { kind: 'place'; position: ReportedPosition; inThailand: boolean }
  | { kind: 'places'; places: TypedPlace[]; text: string; messageId: string }
  | { kind: 'phone'; phone: string }
  | { kind: 'wrong-phone' }
  | { kind: 'no-calls' }
  | { kind: 'same' }
  | { kind: 'new' }
  | { kind: 'status' }
  | { kind: 'cancel' }
  | { kind: 'cancel-because'; reason: CancelReason }
  | { kind: 'keep' }
  | { kind: 'nobody-came' }
  | { kind: 'rating'; stars: number }
  | { kind: 'help' }
  | { kind: 'how-to' }
  | { kind: 'language'; language: 'th' | 'en' }
  | { kind: 'hello' }
  | { kind: 'message'; message: ReporterMessage }
  | { kind: 'unclear' };

export type ReporterMessage = {
  kind: 'text' | 'image' | 'video' | 'audio' | 'file' | 'sticker';
  text: string | null;
  externalId: string;
};

/** What follows from it for the report, to be written down and told to the rest of the house. */
export type Fact =
  | { kind: 'started'; silent: boolean }
  | { kind: 'type-chosen'; type: IncidentType }
  | { kind: 'place-given'; position: ReportedPosition }
  | { kind: 'submitted' }
  | { kind: 'silenced' }
  | { kind: 'position-added'; position: ReportedPosition }
  | { kind: 'type-changed'; type: IncidentType }
  | { kind: 'phone-added'; phone: string | null; canTakeCalls: boolean }
  | { kind: 'message-received'; message: ReporterMessage }
  | { kind: 'cancel-requested'; reason: CancelReason }
  | { kind: 'cancel-withdrawn' }
  | { kind: 'dropped' }
  | { kind: 'nobody-came' }
  | { kind: 'rated'; stars: number }
  | { kind: 'language-chosen'; language: 'th' | 'en' };

/** What we answer; the words are found later, by language and silence. */
export type Saying =
  | { say: 'greeting' | 'idle-hint' | 'help' | 'how-to' | 'language-set' }
  | { say: 'ask-type' | 'got-place-ask-type' }
  | { say: 'ask-place' | 'ask-place-again' | 'outside-thailand' | 'still-no-place' }
  | { say: 'which-place'; places: TypedPlace[] }
  | { say: 'ask-phone' | 'phone-wrong' | 'phone-no-calls' }
  | { say: 'phone-thanks'; phone: string }
  | { say: 'message-passed-on' | 'message-waits' | 'position-added' | 'silenced' | 'same-noted' }
  | { say: 'type-changed'; type: IncidentType }
  | { say: 'same-or-new' | 'ask-cancel' | 'cancel-noted' | 'draft-dropped' | 'kept' | 'nothing-to-cancel' }
  | { say: 'status' | 'no-report' | 'rated' };

export type Decision = { conversation: Conversation; facts: Fact[]; sayings: Saying[] };

/** The reporter's incident is being handled. */
export function isInTouch(report: TalkedReport | null): boolean {
  return report?.told != null && ['waiting', 'acknowledged', 'en-route', 'on-scene'].includes(report.told.status);
}

/** Begun, but nobody has been alerted: type or place is missing. */
export function isDraft(report: TalkedReport | null): boolean {
  return report !== null && report.told === null;
}
