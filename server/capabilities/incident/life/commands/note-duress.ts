import type { Actor } from '#capabilities/access';
import { isOpen } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { loadReported } from '../../record/commands/lock-incident.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { noteDuress, seeDuress } from '../../record/incident.ts';
import { changeReport } from '../../record/store/report-rows.ts';
import { loadForAnswer } from '../../visibility/commands/load-for-change.ts';

/** The reporter signalled duress: they were made to say that all is well. */
export async function receiveDuress(context: IncidentContext, work: Work, reportId: string): Promise<void> {
  const change = { duressAt: context.clock.now(), silent: true };
  const reported = await loadReported(work, changeReport(work.tx, reportId, change));
  if (!reported) return;
  const { report, incident } = reported;
  if (!isOpen(incident.status)) return;
  const changed = noteDuress(incident, context.clock.now());
  const saved = await recordChange(context, work, changed, { kind: 'duress', by: report });
  await context.events.publish(work, 'incident-duress', { incidentId: saved.id, reportId });
}

/** An officer confirms that they saw the duress signal. The reporter is not notified. */
export async function markDuressSeen(context: IncidentContext, work: Work, actor: Actor, id: string): Promise<void> {
  const { incident } = await loadForAnswer(context, work, actor, id);
  await recordChange(context, work, seeDuress(incident, context.clock.now()), { kind: 'duress-seen', by: actor });
}
