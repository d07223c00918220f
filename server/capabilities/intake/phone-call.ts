import type { IncidentType } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';
import { AppError } from '#platform/app-error';
import type { Conversation, ConversationReport, Fact } from './conversation.ts';
import { readPhone } from './phone.ts';

/** Who sits at the telephone. */
export type Clerk = { personId: string; name: string; agencyId: string };

/** What was typed in at one time; what is left out is not known yet. */
export type CallUpdate = {
  type?: IncidentType | undefined;
  /** Null takes it back. */
  position?: ReportedPosition | null | undefined;
  /** House number, lane, landmark, as the whole field holds them; empty takes them back. */
  placeDetail?: string | undefined;
  callerPhone?: string | undefined;
  silent?: boolean | undefined;
  callBack?: boolean | undefined;
  note?: string | undefined;
  /** The line broke: nobody will say more. */
  cutOff?: boolean | undefined;
  isDraft: boolean;
};

/** The call as it stands before these words. */
export type CallState = { report: ConversationReport; state: 'draft' | 'submitted' | 'dropped' | 'abandoned' };

/**
 * What follows for the report from a clerk's words. An alert is refused for nothing: what is no telephone number stays
 * with the officers as words. Silence is never taken back here, because it errs towards the caller.
 * @returns with it `noted`, which an officer reads; empty takes a draft's note back
 * @throws AppError `intake/report-ended` when nobody works on it any more
 */
export function factsOfCall({ report, state }: CallState, words: CallUpdate): { facts: Fact[]; noted: string | null } {
  if (state === 'dropped' || state === 'abandoned') throw reportEnded(report.id);
  const facts: Fact[] = [];
  const isTold = report.lastNotified !== null;
  const said = words.callerPhone?.trim() ?? '';
  // One that no numbering plan knows yet is taken as it was heard; the form asks the clerk to read it back.
  const phone = said ? readPhone(said)?.phone : undefined;
  if (words.silent && !report.silent) facts.push({ kind: 'silenced' });
  if (words.type && words.type !== report.type) {
    facts.push({ kind: isTold ? 'type-changed' : 'type-chosen', type: words.type });
  }
  if (words.position && !isSamePlace(words.position, report.position)) {
    facts.push({ kind: isTold ? 'position-added' : 'place-given', position: words.position });
  }
  if (words.position === null && report.position && !isTold) facts.push({ kind: 'taken-back', what: 'position' });
  if (words.callerPhone === '' && report.phone) facts.push({ kind: 'taken-back', what: 'phone' });
  const detail = words.placeDetail === undefined ? report.placeDetail : words.placeDetail || null;
  if (detail !== report.placeDetail) facts.push({ kind: 'place-detailed', detail });
  const hasNewPhone = phone !== undefined && phone !== report.phone;
  if (hasNewPhone && !isTold) facts.push({ kind: 'phone-added', phone, canTakeCalls: words.callBack ?? true });
  // A place is enough: what happens there is found out while somebody is on the way.
  const place = words.position === null ? null : (words.position ?? report.position);
  const alerts = !isTold && place !== null && (!words.isDraft || words.cutOff === true);
  if (alerts) {
    if (!(words.type ?? report.type)) facts.push({ kind: 'type-chosen', type: 'unknown' });
    facts.push({ kind: 'submitted' });
  }
  const odd = said && !phone && (alerts || !words.isDraft) ? `☎ ${said}` : null;
  const noted = [words.note?.trim(), odd].filter(Boolean).join('\n') || (words.note === '' && !isTold ? '' : null);
  return { facts, noted };
}

/**
 * What only an incident can keep: whether they may be called. Said once when it opens, and again when it changes.
 * `call` is what is known of the call by now; a reporter who writes in LINE has none.
 */
export function reachabilityOfCall(
  before: ConversationReport,
  words: CallUpdate,
  call: { phone: string | null; callBack: boolean } | undefined,
): Fact | null {
  const said = readPhone(words.callerPhone ?? '')?.phone ?? null;
  const isFirst = before.lastNotified === null;
  const phone = isFirst || said === before.phone ? null : said;
  const isNews =
    isFirst && call ? call.phone !== null || !call.callBack : phone !== null || words.callBack !== undefined;
  return isNews ? { kind: 'phone-added', phone, canTakeCalls: call?.callBack ?? words.callBack ?? true } : null;
}

/** A clerk's words about a report that its reporter talks about themselves leave that talk where it is. */
export function conversationAbout(
  conversation: Conversation,
  report: ConversationReport,
  isCall: boolean,
): Conversation {
  if (isCall) return { ...conversation, report, question: null, offered: [] };
  return conversation.report?.id === report.id ? { ...conversation, report, question: null } : conversation;
}

/** All but the time: a name or an accuracy that is better known now must not be lost because the point stays. */
const FACTS_OF_A_PLACE = ['lat', 'lng', 'source', 'accuracyMetres', 'label'] as const;

function isSamePlace(one: ReportedPosition, other: ReportedPosition | null): boolean {
  return other !== null && FACTS_OF_A_PLACE.every((fact) => one[fact] === other[fact]);
}

/** Nobody works on it any more: who dropped it, or made it an alert, is named when it is answered. */
export function reportEnded(reportId: string): AppError {
  const actions = ['control-room/drop-report', 'control-room/type-in-report'];
  return new AppError('intake/report-ended', { lostTo: { subjects: [reportId], actions } });
}
