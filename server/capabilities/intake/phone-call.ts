import type { IncidentType } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';
import { AppError } from '#platform/app-error';
import type { Conversation, ConversationReport, Fact, ReporterEvent } from './conversation.ts';
import { placeDetailed } from './keep-message.ts';
import { readPhone } from './phone.ts';
import type { SessionReport } from './store-conversation.ts';

/** The person who takes the call. */
export type Clerk = { personId: string; name: string; agencyId: string };

/** The fields of the form; missing ones are not known yet. */
export type CallUpdate = {
  type?: IncidentType | undefined;
  /** Null removes it. */
  position?: ReportedPosition | null | undefined;
  /** House number, lane, landmark: the whole field; empty removes it. */
  placeDetail?: string | undefined;
  callerPhone?: string | undefined;
  silent?: boolean | undefined;
  callBack?: boolean | undefined;
  note?: string | undefined;
  /** The line broke. */
  cutOff?: boolean | undefined;
  isDraft: boolean;
};

/** The call before this update. */
type CallState = { report: ConversationReport; state: SessionReport['state'] };

/**
 * The facts that follow from a clerk's input. Nothing may prevent an alert: a text that is no telephone number goes to
 * the officers as a note. Silence is never taken back here, because that could endanger the caller.
 * @returns also `noted`, a text for the officers; empty removes the note of a draft; and `alerts`: it is to be submitted now
 * @throws AppError `intake/report-ended` when nobody works on it any more
 */
export function factsOfCall(
  { report, state }: CallState,
  update: CallUpdate,
): { facts: Fact[]; noted: string | null; alerts: boolean } {
  if (state === 'dropped' || state === 'abandoned') throw reportEnded(report.id);
  const facts: Fact[] = [];
  const { id: reportId } = report;
  const isAlerted = report.lastNotified !== null;
  const typed = update.callerPhone?.trim() ?? '';
  // A number that no numbering plan knows is taken as typed; the form asks the clerk to read it back.
  const phone = typed ? readPhone(typed)?.phone : undefined;
  if (update.silent && !report.silent) {
    facts.push(isAlerted ? { kind: 'report-silenced', payload: { reportId } } : { kind: 'silenced' });
  }
  if (update.type && update.type !== report.type) {
    const { type } = update;
    facts.push(
      isAlerted ? { kind: 'report-type-changed', payload: { reportId, type } } : { kind: 'type-chosen', type },
    );
  }
  if (update.position && !isSamePlace(update.position, report.position)) {
    const { position } = update;
    facts.push(
      isAlerted
        ? { kind: 'report-position-added', payload: { reportId, position, isOlder: false } }
        : { kind: 'place-given', position },
    );
  }
  if (update.position === null && report.position && !isAlerted) facts.push({ kind: 'taken-back', what: 'position' });
  if (update.callerPhone === '' && report.phone) {
    facts.push(
      isAlerted ? { kind: 'report-phone-removed', payload: { reportId } } : { kind: 'taken-back', what: 'phone' },
    );
  }
  const detail = update.placeDetail === undefined ? report.placeDetail : update.placeDetail || null;
  if (detail !== report.placeDetail) facts.push(placeDetailed(report, detail));
  const hasNewPhone = phone !== undefined && phone !== report.phone;
  if (hasNewPhone && !isAlerted) facts.push({ kind: 'phone-given', phone, canTakeCalls: update.callBack ?? true });
  // A place is enough: the rest is found out while somebody is on the way.
  const place = update.position === null ? null : (update.position ?? report.position);
  const alerts = !isAlerted && place !== null && (!update.isDraft || update.cutOff === true);
  if (alerts && !(update.type ?? report.type)) facts.push({ kind: 'type-chosen', type: 'unknown' });
  const odd = typed && !phone && (alerts || !update.isDraft) ? `☎ ${typed}` : null;
  const noted = [update.note?.trim(), odd].filter(Boolean).join('\n') || (update.note === '' && !isAlerted ? '' : null);
  return { facts, noted, alerts };
}

/**
 * Whether the reporter may be called, which only the incident stores: sent when it opens and when it changes.
 * `call` is the current state of the call; a reporter in LINE has none.
 */
export function reachabilityOfCall(
  before: ConversationReport,
  update: CallUpdate,
  call: { phone: string | null; callBack: boolean } | undefined,
): ReporterEvent<'report-phone-added'> | null {
  const typed = readPhone(update.callerPhone ?? '')?.phone ?? null;
  const isFirst = before.lastNotified === null;
  const phone = isFirst || typed === before.phone ? null : typed;
  const isNews =
    isFirst && call ? call.phone !== null || !call.callBack : phone !== null || update.callBack !== undefined;
  const canTakeCalls = call?.callBack ?? update.callBack ?? true;
  return isNews ? { kind: 'report-phone-added', payload: { reportId: before.id, phone, canTakeCalls } } : null;
}

/** A clerk's input does not interrupt the conversation of a reporter in LINE. */
export function conversationAbout(
  conversation: Conversation,
  report: ConversationReport,
  isCall: boolean,
): Conversation {
  if (isCall) return { ...conversation, report, question: null, offered: [] };
  return conversation.report?.id === report.id ? { ...conversation, report, question: null } : conversation;
}

/** All but the time: a better name or accuracy counts as a change even if the point is the same. */
const COMPARED_FIELDS = ['lat', 'lng', 'source', 'accuracyMetres', 'label'] as const;

function isSamePlace(one: ReportedPosition, other: ReportedPosition | null): boolean {
  return other !== null && COMPARED_FIELDS.every((field) => one[field] === other[field]);
}

/** The report has ended; the answer names who dropped it or made it an alert. */
export function reportEnded(reportId: string): AppError {
  const actions = ['control-room/drop-report', 'control-room/type-in-report'];
  return new AppError('intake/report-ended', { lostTo: { subjects: [reportId], actions } });
}
