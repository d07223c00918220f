import type { Work } from '#platform/database/transaction';
import type { IntakeContext } from '../context.ts';
import { NEW_CONVERSATION } from '../conversation.ts';
import {
  type ConversationSession,
  findOpenSession,
  openSession,
  takeChanges,
  takeMessages,
} from '../conversation-session.ts';
import type { Reporter } from '../store.ts';
import { findConversation, findOwnReport, findReporterOf, saveSession } from '../store-conversation.ts';

/** Reads what is known of a reporter who is already held. One made just now has nothing to be read. */
export async function readSession(
  work: Work,
  { isNew, ...reporter }: Reporter & { isNew: boolean },
): Promise<ConversationSession> {
  const known = isNew ? undefined : await findConversation(work.tx, reporter.id);
  return openSession(work, reporter, known ?? NEW_CONVERSATION, known?.report ?? null);
}

/**
 * The talk with the reporter of a report, held until the transaction ends. `isOurs`: it was not held before, so
 * whoever asked has to end it.
 */
export async function findSessionOf(
  work: Work,
  reportId: string,
): Promise<{ session: ConversationSession; isOurs: boolean } | undefined> {
  const held = findOpenSession(work, { reportId });
  if (held) return { session: held, isOurs: false };
  const reporter = await findReporterOf(work.tx, reportId);
  if (!reporter) return undefined;
  const known = findOpenSession(work, { reporterId: reporter.id });
  const session = known ?? (await readSession(work, { ...reporter, isNew: false }));
  if (!session.reports.has(reportId)) {
    const report = await findOwnReport(work.tx, reporter.id, reportId);
    if (report) session.reports.set(reportId, report);
  }
  return { session, isOurs: known === undefined };
}

/** Writes down what has changed so far; what is to be said waits for the end. */
export async function flushSession(work: Work, session: ConversationSession): Promise<void> {
  await saveSession(work.tx, session.reporter.id, takeChanges(session));
}

/** Writes down what has changed and has the words said. */
export async function endSession({ events }: IntakeContext, work: Work, session: ConversationSession): Promise<void> {
  await flushSession(work, session);
  for (const speech of takeMessages(session)) await events.publish(work, 'reporter-message-prepared', speech);
}
