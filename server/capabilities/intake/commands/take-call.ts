import type { CallLine } from '#contract/control-room';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IntakeContext } from '../context.ts';
import { type Fact, isInTouch, NEW_CONVERSATION } from '../conversation.ts';
import { changeConversation, changeReport } from '../conversation-session.ts';
import { newReport, submissionOf } from '../draft.ts';
import { messageReceived } from '../keep-message.ts';
import {
  type CallUpdate,
  type Clerk,
  conversationAbout,
  factsOfCall,
  reachabilityOfCall,
  reportEnded,
} from '../phone-call.ts';
import { changeCall, findCall, insertCall } from '../store-calls.ts';
import { findReport, type SessionReport } from '../store-conversation.ts';
import { eraseEarlyMessage } from '../store-early-messages.ts';
import { showAtOnce } from '../store-unfinished.ts';
import { applyFact } from './apply-fact.ts';
import { beginSession, endSession, findSessionOf, flushSession } from './open-session.ts';

/** An unfinished call stays in the control rooms' list for a shift: its caller will not write again. */
const GIVE_UP_MS = 12 * 3_600_000;

/** Begins the report of somebody who calls. @returns its id */
export async function beginCall(context: IntakeContext, work: Work, clerk: Clerk, line: CallLine): Promise<string> {
  const now = context.clock.now();
  const reportId = newId();
  // A call has no address, so each call makes a reporter. Repeated callers are found by their phone number.
  const session = beginSession(work, { channel: 'phone', address: reportId, language: 'th' }, now);
  const report = newReport({ id: reportId, silent: false, startedAt: now });
  const conversation = { ...NEW_CONVERSATION, report };
  changeConversation(session, conversation);
  await applyFact(context, work, { session, conversation, at: now }, { kind: 'started' });
  changeReport(session, reportId, {}, { giveUpAt: new Date(now.getTime() + GIVE_UP_MS) });
  await flushSession(work, session);
  await insertCall(work.tx, { reportId, line, at: now }, clerk);
  return reportId;
}

/**
 * Takes what a clerk typed, for their own call or for an unfinished report from the list. As soon as a place is known
 * the alert goes out, in the same way as for LINE; later input is added to the incident.
 * @throws AppError `intake/report-not-found`, `intake/report-ended`, `intake/place-outside-thailand`
 */
export async function updateCall(
  context: IntakeContext,
  work: Work,
  reportId: string,
  clerk: Clerk,
  input: CallUpdate & { line: CallLine },
): Promise<void> {
  const { session, report } = await getWorkable(work, reportId, clerk);
  if (input.position && !context.geography.isInThailand(input.position)) {
    throw new AppError('intake/place-outside-thailand');
  }
  const at = context.clock.now();
  const { facts, noted, alerts } = factsOfCall({ report, state: report.state }, input);
  const apply = async (fact: Fact) => {
    const now = session.reports.get(reportId) ?? report;
    const conversation = { ...session.conversation, report: now };
    await applyFact(context, work, { session, conversation, at }, fact);
  };
  // The alert goes out last, when the report has everything that the clerk typed.
  for (const fact of facts) await apply(fact);
  if (noted !== null) await addNote(work, report, { text: noted, line: input.line, at }, apply);
  if (alerts) await apply(submissionOf(session.reports.get(reportId) ?? report, session.reporter));
  const { callBack, cutOff, callerPhone } = input;
  if (callBack !== undefined || cutOff !== undefined || callerPhone !== undefined) {
    await changeCall(work.tx, reportId, { callBack, cutOff, callerPhone });
  }
  const after = session.reports.get(reportId) ?? report;
  const call = await findCall(work.tx, reportId);
  const reachability = reachabilityOfCall(report, input, call && { phone: after.phone, callBack: call.callBack });
  if (after.lastNotified && reachability) await apply(reachability);
  changeConversation(session, conversationAbout(session.conversation, after, session.reporter.channel === 'phone'));
  await endSession(context, work, session);
  const isDraft = after.state === 'draft';
  if (input.cutOff && isDraft) await showAtOnce(work.tx, reportId, at);
  if (input.cutOff) await context.events.publish(work, 'report-cut-off', { reportId });
  // Control rooms that see it get the new state.
  if (isDraft && (after.isUnfinished || input.cutOff))
    await context.events.publish(work, 'report-unfinished', { reportId });
}

/** Drops a draft of a call that was not a report. @throws AppError `intake/report-not-found`, `intake/report-ended` */
export async function dropCall(context: IntakeContext, work: Work, reportId: string, clerk: Clerk): Promise<void> {
  const { session, report } = await getWorkable(work, reportId, clerk);
  // Only the reporter can drop a draft from LINE, and nobody can drop an alert.
  if (report.state !== 'draft' || session.reporter.channel !== 'phone') throw reportEnded(reportId);
  const conversation = { ...session.conversation, report: null };
  changeConversation(session, conversation);
  await applyFact(context, work, { session, conversation, at: context.clock.now() }, { kind: 'dropped', reportId });
  await endSession(context, work, session);
}

/** A clerk found that calling is not safe: a draft becomes silent, in an incident every officer sees "do not call". */
export async function forbidCalls(context: IntakeContext, work: Work, reportId: string): Promise<void> {
  const found = await findSessionOf(work, reportId);
  const report = found?.session.reports.get(reportId);
  if (!found || !report) return;
  const conversation = { ...found.session.conversation, report };
  const fact: Fact = report.lastNotified
    ? { kind: 'report-phone-added', payload: { reportId, phone: null, canTakeCalls: false } }
    : { kind: 'silenced' };
  await changeCall(work.tx, reportId, { callBack: false });
  await applyFact(context, work, { session: found.session, conversation, at: context.clock.now() }, fact);
  await endSession(context, work, found.session);
}

/** Whether what is new still goes to this report: it waits for its place, or its incident is being handled. */
export async function isReportOpen({ tx }: Work, reportId: string): Promise<boolean> {
  const report = await findReport(tx, reportId);
  return report !== undefined && (report.state === 'draft' || isInTouch(report));
}

async function getWorkable(work: Work, reportId: string, clerk: Clerk) {
  const call = await findCall(work.tx, reportId);
  const found = await findSessionOf(work, reportId);
  const report = found?.session.reports.get(reportId);
  const isOwn = call?.takenByPersonId === clerk.personId;
  const isShown = report?.state === 'draft' && report.isUnfinished;
  if (!found || !report || !(isOwn || isShown)) throw new AppError('intake/report-not-found');
  return { ...found, report };
}

/** The note of a draft is one message, replaced while it is typed; after the alert each note is a new message. */
async function addNote(
  work: Work,
  report: SessionReport,
  { text, line, at }: { text: string; line: CallLine; at: Date },
  apply: (fact: Fact) => Promise<void>,
): Promise<void> {
  const externalId = report.lastNotified ? `call:${newId()}` : `call:${report.id}`;
  if (!report.lastNotified) await eraseEarlyMessage(work.tx, externalId);
  if (text === '') return;
  const message = { kind: 'text', text: `☎ ${line}: ${text}`, externalId } as const;
  if (!report.lastNotified) return apply({ kind: 'message-kept', message });
  await apply(messageReceived(report.id, message, { newMessageId: newId(), at, isFlood: false }));
}
