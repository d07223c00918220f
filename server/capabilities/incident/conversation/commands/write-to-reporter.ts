import type { Actor } from '#capabilities/access';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IncidentContext } from '../../context.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { personOf } from '../../record/incident.ts';
import { listReports } from '../../record/store/report-rows.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';
import { hasWrittenSince, insertMessage } from '../store/message-rows.ts';
import { writerOf } from '../writer.ts';

/** An officer writes to one reporter; to the first one unless another is named. */
export async function writeToReporter(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { text, reportId }: { text: string; reportId?: string | undefined },
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:message');
  const reports = await listReports(work.tx, id);
  const report = reportId ? reports.find((each) => each.reportId === reportId) : reports[0];
  if (!report) throw new AppError('incident/report-not-found');
  const { duressAt } = report;
  // After a duress signal the attacker may be reading along.
  if (duressAt && !(await hasWrittenSince(work.tx, report.reportId, duressAt))) {
    throw new AppError('incident/not-safe-to-write');
  }
  const by = personOf(actor);
  const at = context.clock.now();
  // Stored with the report's own incident, so that undoing a merge moves the message along.
  const message = { id: newId(), incidentId: report.incidentId, reportId: report.reportId, at, by, text } as const;
  // A caller has no chat: the officer sees at once that nothing was sent, and a clerk is asked to call.
  const delivery = report.channel === 'phone' ? 'failed' : 'pending';
  await insertMessage(work.tx, { ...message, sender: 'officer', kind: 'text', delivery });
  await recordChange(context, work, incident, {
    kind: 'message-to-reporter',
    by: actor,
    codes: { messageId: message.id },
  });
  await context.events.publish(work, 'chat-message', { incidentId: id, messageId: message.id });
  await context.events.publish(work, 'reporter-message-written', {
    messageId: message.id,
    reportId: report.reportId,
    text,
    ...writerOf(context, actor, incident.responsibleAgencyId),
  });
}
