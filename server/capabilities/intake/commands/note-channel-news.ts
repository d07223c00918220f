import type { Work } from '#platform/database/transaction';
import type { IntakeContext } from '../context.ts';
import { listOpenReportIds, type Reporter } from '../store.ts';
import { saveSession } from '../store-conversation.ts';
import { attachToEarlyMessage, eraseEarlyMessage } from '../store-early-messages.ts';

/** The reporter unsent a message: its text and files are erased everywhere. */
export async function takeBackMessage({ events }: IntakeContext, work: Work, externalId: string): Promise<void> {
  await eraseEarlyMessage(work.tx, externalId);
  await events.publish(work, 'report-message-unsent', { externalId });
}

/** The reporter blocked the account or unblocked it. LINE accepts messages to somebody who blocks, but delivers none. */
export async function changeReachability(
  { events }: IntakeContext,
  work: Work,
  reporter: Reporter,
  reachable: boolean,
): Promise<void> {
  const changed = { ...reporter, unreachable: !reachable };
  await saveSession(work.tx, reporter.id, { reporter: changed, conversation: null, reports: [] });
  const reportIds = await listOpenReportIds(work.tx, reporter.id);
  await events.publish(work, 'reporter-reachability-changed', { reporterId: reporter.id, reportIds, reachable });
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
