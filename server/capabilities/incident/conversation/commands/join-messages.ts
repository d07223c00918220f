import type { ReporterEvents } from '#events/reporter-events';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { auditChange } from '../../record/commands/record-change.ts';
import { findReport } from '../../record/store/report-rows.ts';
import { findJoinableMessage, insertParts } from '../store/flood-rows.ts';
import { receiveMessage } from './receive-message.ts';

/** Longer messages are unreadable, so another one begins. */
const MAX_PARTS = 100;

/**
 * Messages of a flood are joined to the reporter's last message: each is stored, but none changes the queue and the
 * timeline has one entry for all.
 */
export async function joinMessages(
  context: IncidentContext,
  work: Work,
  { reportId, parts }: ReporterEvents['report-flooded'],
): Promise<void> {
  const report = await findReport(work.tx, reportId);
  if (!report) return;
  for (let rest = parts; rest.length > 0; ) {
    const message = await findJoinableMessage(work.tx, reportId);
    const free = message ? MAX_PARTS - message.parts : 0;
    if (!message || free <= 0) {
      const [first, ...others] = rest;
      if (first) await receiveMessage(context, work, { ...first, reportId });
      // If it is known already, it is not the last message, and the others must not wait for it.
      rest = others;
      continue;
    }
    const joined = rest.slice(0, free);
    await insertParts(work.tx, { joinedTo: message.id, incidentId: report.incidentId, reportId }, joined);
    const codes = { messageId: message.id, parts: joined.length };
    auditChange(context, work, report.incidentId, { kind: 'message-from-reporter', by: report, codes });
    await context.events.publish(work, 'chat-message', { incidentId: report.incidentId, messageId: message.id });
    rest = rest.slice(free);
  }
}
