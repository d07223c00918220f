import type { Work } from '#platform/database/transaction';
import type { IntakeContext } from '../context.ts';
import { type ConversationSession, changeReporter } from '../conversation-session.ts';
import { listOpenReportIds } from '../store.ts';
import { attachToEarlyMessage, eraseEarlyMessage } from '../store-early-messages.ts';
import { flushSession } from './open-session.ts';

/** The reporter unsent a message: its text and files are erased everywhere. */
export async function takeBackMessage({ events }: IntakeContext, work: Work, externalId: string): Promise<void> {
  await eraseEarlyMessage(work.tx, externalId);
  await events.publish(work, 'report-message-unsent', { externalId });
}

/** The reporter blocked the account or unblocked it. LINE accepts messages to somebody who blocks, but delivers none. */
export async function changeReachability(
  { events }: IntakeContext,
  work: Work,
  session: ConversationSession,
  reachable: boolean,
): Promise<void> {
  // The query below reads the table, so what an earlier message of this transaction changed must be written first.
  await flushSession(work, session);
  changeReporter(session, { unreachable: !reachable });
  const reporterId = session.reporter.id;
  const reportIds = await listOpenReportIds(work.tx, reporterId);
  await events.publish(work, 'reporter-reachability-changed', { reporterId, reportIds, reachable });
}

/** The channel has fetched a picture. */
export async function noteMediaStored(
  { events }: IntakeContext,
  work: Work,
  externalId: string,
  attachmentId: string,
): Promise<void> {
  if (await attachToEarlyMessage(work.tx, externalId, attachmentId)) return;
  await events.publish(work, 'report-media-stored', { externalId, attachmentId });
}
