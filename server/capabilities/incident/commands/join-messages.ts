import type { ReporterEvents } from '#events/reporter-events';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { findBubble, insertParts } from '../store/flood-rows.ts';
import { findReport } from '../store/report-rows.ts';
import { receiveMessage } from './receive-message.ts';
import { auditChange } from './record-change.ts';

/** Parts of one bubble; beyond it nobody would scroll, and a new one begins. */
const MOST_PARTS = 100;

/**
 * Words in a flood join the reporter's last bubble: each is kept, nobody's queue jumps for each of them, and the
 * timeline says once that there were words.
 */
export async function joinMessages(
  context: IncidentContext,
  work: Work,
  { reportId, parts }: ReporterEvents['report-flooded'],
): Promise<void> {
  const report = await findReport(work.tx, reportId);
  if (!report) return;
  for (let rest = parts; rest.length > 0; ) {
    const bubble = await findBubble(work.tx, reportId);
    const room = bubble ? MOST_PARTS - bubble.parts : 0;
    if (!bubble || room <= 0) {
      const [first, ...others] = rest;
      if (first) await receiveMessage(context, work, { ...first, reportId });
      // Known already: its bubble is not the last one, and the others must not wait for it.
      rest = others;
      continue;
    }
    const joined = rest.slice(0, room);
    await insertParts(work.tx, { bubbleId: bubble.id, incidentId: report.incidentId, reportId }, joined);
    const codes = { messageId: bubble.id, parts: joined.length };
    await auditChange(context, work, report.incidentId, { kind: 'message-from-reporter', by: report, codes });
    await context.eventLog.append(work, 'chat-message', { incidentId: report.incidentId, messageId: bubble.id });
    rest = rest.slice(room);
  }
}
