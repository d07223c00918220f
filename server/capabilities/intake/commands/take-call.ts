import type { CallLine } from '#contract/control-room';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IntakeContext } from '../context.ts';
import { type ConversationReport, type Fact, NEW_CONVERSATION } from '../conversation.ts';
import { changeConversation, changeReport } from '../conversation-session.ts';
import {
  type CallUpdate,
  type Clerk,
  conversationAbout,
  factsOfCall,
  reachabilityOfCall,
  reportEnded,
} from '../phone-call.ts';
import { changeCall, findCall, insertCall } from '../store-calls.ts';
import { getReporter, type SessionReport } from '../store-conversation.ts';
import { eraseEarlyMessage } from '../store-early-messages.ts';
import { showAtOnce } from '../store-unfinished.ts';
import { applyFact } from './apply-fact.ts';
import { noteUnfinished } from './note-unfinished.ts';
import { endSession, findSessionOf, flushSession, readSession } from './open-session.ts';

/** A call that was begun and not finished stays on the desks' list for a shift: nobody will write another word. */
const GIVE_UP_MS = 12 * 3_600_000;

/** Begins the report of somebody who calls. @returns its id */
export async function beginCall(context: IntakeContext, work: Work, clerk: Clerk, line: CallLine): Promise<string> {
  const now = context.clock.now();
  const reportId = newId();
  // A call has no address: each is a reporter of its own, and who calls twice is found by the phone.
  const reporter = await getReporter(work.tx, { channel: 'phone', address: reportId }, { language: 'th', now });
  const session = await readSession(work, reporter);
  const nothing = { type: null, position: null, placeDetail: null, phone: null, statements: {}, lastNotified: null };
  const report: ConversationReport = { id: reportId, silent: false, ...nothing };
  const conversation = { ...NEW_CONVERSATION, report };
  changeConversation(session, conversation);
  const scene = { session, conversation, at: now, isFlood: false };
  await applyFact(context, work, scene, { kind: 'started', silent: false });
  changeReport(session, reportId, {}, { giveUpAt: new Date(now.getTime() + GIVE_UP_MS) });
  await flushSession(work, session);
  await insertCall(work.tx, { reportId, line, at: now }, clerk);
  return reportId;
}

/**
 * Takes what a clerk typed: of their own call, or of a report that desks are shown because it lacks something. With a
 * place it is the alert, by the same way as from a phone in LINE; later words enrich the incident.
 * @throws AppError `intake/report-not-found`, `intake/report-ended`, `intake/place-outside-thailand`
 */
export async function updateCall(
  context: IntakeContext,
  work: Work,
  reportId: string,
  clerk: Clerk,
  words: CallUpdate & { line: CallLine },
): Promise<void> {
  const { session, report } = await getWorkable(work, reportId, clerk);
  if (words.position && !context.geography.isInThailand(words.position)) {
    throw new AppError('intake/place-outside-thailand');
  }
  const at = context.clock.now();
  const { state } = report;
  const { facts, noted } = factsOfCall({ report, state }, words);
  const apply = async (fact: Fact) => {
    const now = session.reports.get(reportId) ?? report;
    const conversation = { ...session.conversation, report: now };
    await applyFact(context, work, { session, conversation, at, isFlood: false }, fact);
  };
  // The alert first; what the caller said besides is in the officers' hands a moment later, in the same transaction.
  for (const fact of facts.filter(({ kind }) => kind !== 'submitted')) await apply(fact);
  if (noted !== null) await noteWords(work, report, noted, words.line, apply);
  if (facts.some(({ kind }) => kind === 'submitted')) await apply({ kind: 'submitted' });
  const { callBack, cutOff, callerPhone } = words;
  if (callBack !== undefined || cutOff !== undefined || callerPhone !== undefined) {
    await changeCall(work.tx, reportId, { callBack, cutOff, callerPhone });
  }
  const after = session.reports.get(reportId) ?? report;
  const call = await findCall(work.tx, reportId);
  const reach = reachabilityOfCall(report, words, call && { phone: after.phone, callBack: call.callBack });
  if (after.lastNotified && reach) await apply(reach);
  changeConversation(session, conversationAbout(session.conversation, after, session.reporter.channel === 'phone'));
  await endSession(context, work, session);
  const isDraft = after.state === 'draft';
  if (words.cutOff && isDraft) await showAtOnce(work.tx, reportId, at);
  if (words.cutOff) await context.events.publish(work, 'report-cut-off', { reportId });
  // Desks that watch it see what has become known.
  if (isDraft && (after.isUnfinished || words.cutOff)) await noteUnfinished(context, work, reportId);
}

/** A call that was none: nothing of it stays on the desks. @throws AppError `intake/report-not-found`, `intake/report-ended` */
export async function dropCall(context: IntakeContext, work: Work, reportId: string, clerk: Clerk): Promise<void> {
  const { session, report } = await getWorkable(work, reportId, clerk);
  // What LINE's reporters began only they drop; and nobody drops an alert.
  if (report.state !== 'draft' || session.reporter.channel !== 'phone') throw reportEnded(reportId);
  const conversation = { ...session.conversation, report: null };
  changeConversation(session, conversation);
  const scene = { session, conversation, at: context.clock.now(), isFlood: false };
  await applyFact(context, work, scene, { kind: 'dropped', reportId });
  await endSession(context, work, session);
}

/** Calling is not safe, a clerk found: in a draft it becomes silence, in an incident every officer sees it. */
export async function forbidCalls(context: IntakeContext, work: Work, reportId: string): Promise<void> {
  const found = await findSessionOf(work, reportId);
  const report = found?.session.reports.get(reportId);
  if (!found || !report) return;
  const conversation = { ...found.session.conversation, report };
  const fact: Fact = report.lastNotified
    ? { kind: 'phone-added', phone: null, canTakeCalls: false }
    : { kind: 'silenced' };
  await changeCall(work.tx, reportId, { callBack: false });
  await applyFact(
    context,
    work,
    { session: found.session, conversation, at: context.clock.now(), isFlood: false },
    fact,
  );
  await endSession(context, work, found.session);
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

/** Of a draft the note is one text that grows while it is typed; afterwards each is a message of its own. */
async function noteWords(
  work: Work,
  report: SessionReport,
  text: string,
  line: CallLine,
  apply: (fact: Fact) => Promise<void>,
): Promise<void> {
  const externalId = report.lastNotified ? `call:${newId()}` : `call:${report.id}`;
  if (!report.lastNotified) await eraseEarlyMessage(work.tx, externalId);
  if (text === '') return;
  await apply({ kind: 'message-received', message: { kind: 'text', text: `☎ ${line}: ${text}`, externalId } });
}
