import { createLastWrite, createTransactionState, type Work, writeTogether } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IntakeContext } from '../context.ts';
import { NEW_CONVERSATION } from '../conversation.ts';
import {
  type ConversationSession,
  newSession,
  takeConversation,
  takeMessages,
  takeNewReporter,
  takeReporter,
  takeReports,
} from '../conversation-session.ts';
import type { Reporter } from '../store.ts';
import {
  addReporters,
  addReports,
  findOwnReport,
  findReporterOf,
  type KnownReporter,
  listConversations,
  listReportsWithReporter,
  lockReporter,
  lockReportersWith,
  saveConversations,
  updateReporters,
  updateReports,
} from '../store-conversation.ts';
import { addWebMessages } from '../store-web.ts';
import { type PageMessage, toPageMessage } from '../web-message.ts';

/** The sessions of each transaction, by reporter: reactions to our own events must find them as they are now. */
const sessionsOf = createTransactionState(() => new Map<string, ConversationSession>());

type Sessions = readonly ConversationSession[];

/** What sessions change, table by table: whether there is something to write, and the statement that writes it. */
const PARTS = [
  {
    name: 'intake_reporters_added',
    has: ({ changed }: ConversationSession) => changed.reporter === 'added',
    write: (sessions: Sessions) => addReporters(sessions.flatMap(takeNewReporter)),
  },
  {
    name: 'intake_reporters_changed',
    has: ({ changed }: ConversationSession) => changed.reporter === 'changed',
    write: (sessions: Sessions) => updateReporters(sessions.flatMap(takeReporter)),
  },
  {
    name: 'intake_reports_begun',
    has: ({ changed }: ConversationSession) => [...changed.reports.values()].some(({ begun }) => begun),
    write: (sessions: Sessions) => addReports(sessions.flatMap((session) => takeReports(session, 'begun'))),
  },
  {
    name: 'intake_reports_changed',
    has: ({ changed }: ConversationSession) => [...changed.reports.values()].some(({ begun }) => !begun),
    write: (sessions: Sessions) => updateReports(sessions.flatMap((session) => takeReports(session, 'known'))),
  },
  {
    name: 'intake_conversations',
    has: ({ changed }: ConversationSession) => changed.conversation,
    write: (sessions: Sessions) => saveConversations(sessions.flatMap(takeConversation)),
  },
];
const LAST_WRITES = PARTS.map((part) => ({
  ...part,
  add: createLastWrite<ConversationSession>(part.name, part.write),
}));

const addWebMessage = createLastWrite<PageMessage>('intake_web_messages', addWebMessages);

/** A session with somebody who has never written before; their row is written with the rest. */
export function beginSession(
  work: Work,
  first: Pick<Reporter, 'channel' | 'address' | 'language'>,
  now: Date,
): ConversationSession {
  const rest = { phone: null, languageChosen: false, languageWritten: false, unreachable: false, asksNoMore: false };
  const session = newSession({ id: newId(), ...first, ...rest }, NEW_CONVERSATION, null, now);
  sessionsOf(work).set(session.reporter.id, session);
  return session;
}

/** A session with a reporter who was found and locked with their conversation. */
export async function openSession(work: Work, { reporter, conversation, report, isNewer }: KnownReporter) {
  // The statement waited for the reporter. It did not see what was added meanwhile: conversation, report, early messages.
  if (conversation === null || isNewer) return readSession(work, reporter);
  const known = report && { ...report, startedAt: new Date(report.startedAt) };
  const session = newSession(reporter, { ...conversation, report: known }, known);
  sessionsOf(work).set(reporter.id, session);
  return session;
}

/** The session with whoever wrote from this address earlier in this transaction. */
export function findSessionAt(work: Work, address: string): ConversationSession | undefined {
  const known = [...sessionsOf(work).values()].find(({ reporter }) => reporter.address === address);
  return known && reopen(known).session;
}

/** Reads the conversation of a reporter whose row is locked already. */
async function readSession(work: Work, reporter: Reporter): Promise<ConversationSession> {
  const known = (await listConversations(work.tx, [reporter.id])).get(reporter.id);
  // Messages of several reporters are processed side by side: another one may have opened it meanwhile.
  const meanwhile = sessionsOf(work).get(reporter.id);
  if (meanwhile) return meanwhile;
  const session = newSession(reporter, known ?? NEW_CONVERSATION, known?.report ?? null);
  sessionsOf(work).set(reporter.id, session);
  return session;
}

/**
 * Locks the conversations about these reports, as `lockConversations` does, and reads them: what is then written to many
 * reporters in this transaction finds their sessions here, and asks the database for none.
 */
export async function openConversations(work: Work, reportIds: string[]): Promise<void> {
  const sessions = sessionsOf(work);
  const locked = await lockReportersWith(work.tx, reportIds);
  const reporters = locked.filter(({ id }) => !sessions.has(id));
  if (reporters.length === 0) return;
  const conversations = await listConversations(
    work.tx,
    reporters.map(({ id }) => id),
  );
  const reports = Map.groupBy(await listReportsWithReporter(work.tx, reportIds), ({ reporterId }) => reporterId);
  for (const reporter of reporters) {
    const known = conversations.get(reporter.id);
    const session = newSession(reporter, known ?? NEW_CONVERSATION, known?.report ?? null);
    for (const { reporterId: _, ...report } of reports.get(reporter.id) ?? []) session.reports.set(report.id, report);
    // Whoever writes to them opens it, and ends it.
    session.isOpen = false;
    sessions.set(reporter.id, session);
  }
}

/**
 * The session with the reporter of a report; their row stays locked until the transaction ends. `isOurs`: it was not
 * open before, so the caller has to end it.
 */
export async function findSessionOf(
  work: Work,
  reportId: string,
): Promise<{ session: ConversationSession; isOurs: boolean } | undefined> {
  const sessions = sessionsOf(work);
  const known = [...sessions.values()].find(({ reports }) => reports.has(reportId));
  if (known) return reopen(known);
  const reporter = await findReporterOf(work.tx, reportId);
  if (!reporter) return undefined;
  const theirs = sessions.get(reporter.id);
  const session = theirs ?? (await readSession(work, reporter));
  if (!session.reports.has(reportId)) {
    const report = await findOwnReport(work.tx, reporter.id, reportId);
    if (report) session.reports.set(reportId, report);
  }
  return theirs ? reopen(session) : { session, isOurs: true };
}

/** The session with a reporter by their id; their row stays locked until the transaction ends. */
export async function findSessionWith(
  work: Work,
  reporterId: string,
): Promise<{ session: ConversationSession; isOurs: boolean } | undefined> {
  const known = sessionsOf(work).get(reporterId);
  if (known) return reopen(known);
  const reporter = await lockReporter(work.tx, reporterId);
  if (!reporter) return undefined;
  return { session: await readSession(work, reporter), isOurs: true };
}

/** A session that has ended is ended once more by whoever needs it again. */
function reopen(session: ConversationSession): { session: ConversationSession; isOurs: boolean } {
  const isOurs = !session.isOpen;
  session.isOpen = true;
  return { session, isOurs };
}

/** Writes the changes so far to the database; the messages wait for the end. */
export async function flushSession(work: Work, session: ConversationSession): Promise<void> {
  const parts = PARTS.filter(({ has }) => has(session));
  await writeTogether(
    work.tx,
    parts.map(({ name, write }) => [name, write([session])]),
  );
}

/**
 * Writes the changes to the database and publishes the messages. `atCommit`: they are written with the last writes of the
 * transaction, where nobody reads them before.
 */
export async function endSession(
  { events, clock }: Pick<IntakeContext, 'events' | 'clock'>,
  work: Work,
  session: ConversationSession,
  { atCommit = false } = {},
): Promise<void> {
  if (atCommit) for (const { add } of LAST_WRITES.filter(({ has }) => has(session))) add(work, session);
  else await flushSession(work, session);
  session.isOpen = false;
  if (session.reporter.channel === 'web') return endPage({ events, clock }, work, session);
  for (const message of takeMessages(session)) await events.publish(work, 'reporter-message-prepared', message);
}

/** The citizen page reads its report anew; what it shows as messages is a row each. */
async function endPage(
  { events, clock }: Pick<IntakeContext, 'events' | 'clock'>,
  work: Work,
  session: ConversationSession,
): Promise<void> {
  const at = clock.now();
  for (const reportId of session.reports.keys()) {
    for (const message of session.messages.splice(0))
      addWebMessage(work, toPageMessage(message, { id: newId(), reportId, at }));
    await events.publish(work, 'web-report-changed', { reportId });
  }
}
