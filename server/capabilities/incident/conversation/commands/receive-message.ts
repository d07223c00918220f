import type { ReporterEvents } from '#events/reporter-events';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { loadReported } from '../../record/commands/lock-incident.ts';
import { auditChange } from '../../record/commands/record-change.ts';
import { updateIncident } from '../../record/store/incident-rows.ts';
import { findReport, findReported } from '../../record/store/report-rows.ts';
import { appendTimeline } from '../../record/store/timeline-rows.ts';
import {
  attachMedia,
  eraseMessage,
  findAttachmentOf,
  insertMessage,
  type MessageRow,
  setDelivery,
} from '../store/message-rows.ts';

/** Adds a reporter's message to the chat; the same message twice is stored once. */
export async function receiveMessage(
  context: IncidentContext,
  work: Work,
  message: ReporterEvents['report-message-received'],
): Promise<void> {
  const reported = await loadReported(work, findReported(work.tx, message.reportId));
  // Messages from before the incident are passed again by intake when it opens.
  if (!reported) return;
  const { report, incident } = reported;
  const { messageId: id, reportId, kind, text, externalId, at } = message;
  const row = { id, incidentId: report.incidentId, reportId, at, sender: 'reporter', kind, text, externalId } as const;
  if (!(await insertMessage(work.tx, row))) return;
  const now = context.clock.now();
  const changed = { ...incident, version: incident.version + 1, lastReporterMessageAt: at, updatedAt: now };
  await updateIncident(work.tx, changed, { at: now, kind: 'message-from-reporter', details: { kind } });
  const codes = { messageId: id, kind };
  auditChange(context, work, incident.id, { kind: 'message-from-reporter', by: report, codes });
  await context.events.publish(work, 'chat-message', { incidentId: incident.id, messageId: id });
  await context.events.publish(work, 'incident-changed', { incidentId: incident.id });
  await context.events.publish(work, 'incident-message-received', { incidentId: incident.id, at });
}

/** The reporter unsent a message: its content is erased, the fact stays. */
export async function unsendMessage(context: IncidentContext, work: Work, externalId: string): Promise<void> {
  const at = context.clock.now();
  const attachmentId = await findAttachmentOf(work.tx, externalId);
  const erased = await eraseMessage(work.tx, externalId, at);
  if (!erased) return;
  if (attachmentId) await context.attachments.forget(work, attachmentId);
  await appendTimeline(work.tx, erased.incidentId, { at, kind: 'message-unsent' });
  const report = erased.reportId ? await findReport(work.tx, erased.reportId) : undefined;
  const codes = { messageId: erased.id };
  if (report) auditChange(context, work, erased.incidentId, { kind: 'message-unsent', by: report, codes });
  await showMessage(context, work, erased);
}

/** The picture has been fetched and can be viewed. */
export async function addMedia(
  context: IncidentContext,
  work: Work,
  { externalId, attachmentId }: { externalId: string; attachmentId: string },
): Promise<void> {
  await showMessage(context, work, await attachMedia(work.tx, externalId, attachmentId));
}

/** The channel delivered an officer's message, or refused it for good. */
export async function noteDelivery(
  context: IncidentContext,
  work: Work,
  messageId: string,
  outcome: 'sent' | 'failed',
): Promise<void> {
  await showMessage(context, work, await setDelivery(work.tx, messageId, outcome));
}

async function showMessage({ events }: IncidentContext, work: Work, message: MessageRow | undefined): Promise<void> {
  if (!message) return;
  await events.publish(work, 'chat-message', {
    incidentId: message.incidentId,
    messageId: message.joinedTo ?? message.id,
  });
}
