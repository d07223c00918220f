import { createTransactionState, type Work } from '#platform/database/transaction';
import type { IntakeContext } from '../context.ts';
import { NEW_CONVERSATION } from '../conversation.ts';
import { type ConversationSession, newSession, takeChanges, takeMessages } from '../conversation-session.ts';
import type { Reporter } from '../store.ts';
import { findConversation, findOwnReport, findReporterOf, saveSession } from '../store-conversation.ts';

/** The open sessions of each transaction, by reporter: reactions to our own events must find them as they are now. */
const sessionsOf = createTransactionState(() => new Map<string, ConversationSession>());

/** Reads the conversation of a reporter whose row is locked already. A new reporter has none. */
export async function readSession(
  work: Work,
  { isNew, ...reporter }: Reporter & { isNew: boolean },
): Promise<ConversationSession> {
  const known = isNew ? undefined : await findConversation(work.tx, reporter.id);
  const session = newSession(reporter, known ?? NEW_CONVERSATION, known?.report ?? null);
  sessionsOf(work).set(reporter.id, session);
  return session;
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
  const open = [...sessions.values()].find(({ reports }) => reports.has(reportId));
  if (open) return { session: open, isOurs: false };
  const reporter = await findReporterOf(work.tx, reportId);
  if (!reporter) return undefined;
  const known = sessions.get(reporter.id);
  const session = known ?? (await readSession(work, { ...reporter, isNew: false }));
  if (!session.reports.has(reportId)) {
    const report = await findOwnReport(work.tx, reporter.id, reportId);
    if (report) session.reports.set(reportId, report);
  }
  return { session, isOurs: known === undefined };
}

/** Writes the changes so far to the database; the messages wait for the end. */
export async function flushSession(work: Work, session: ConversationSession): Promise<void> {
  await saveSession(work.tx, session.reporter.id, takeChanges(session));
}

/** Writes the changes to the database and publishes the messages. Later news in this transaction opens a session of its own. */
export async function endSession({ events }: IntakeContext, work: Work, session: ConversationSession): Promise<void> {
  await flushSession(work, session);
  sessionsOf(work).delete(session.reporter.id);
  for (const message of takeMessages(session)) await events.publish(work, 'reporter-message-prepared', message);
}
