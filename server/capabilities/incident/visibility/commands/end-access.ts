import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import type { Incident } from '../../record/incident.ts';
import { removeAssignees } from '../../record/store/assignee-rows.ts';
import { endTransferTarget } from '../../record/store/involvement-rows.ts';

/** Recalls everybody who was sent: another agency is responsible now, or the incident starts again. */
export async function recallOfficers({ events }: IncidentContext, work: Work, incidentId: string): Promise<void> {
  const recalled = await removeAssignees(work.tx, incidentId, { except: [] });
  await events.publish(work, 'incident-gone', ...recalled.map((personId) => ({ incidentId, personId })));
}

/**
 * The pending transfer of `before` was declined or cancelled: the agency that was asked can no longer see the incident.
 */
export async function forgetTransferTarget({ events }: IncidentContext, work: Work, before: Incident): Promise<void> {
  if (!before.transfer) return;
  const ended = await endTransferTarget(work.tx, before.id);
  await events.publish(work, 'incident-gone', ...ended.map((agencyId) => ({ incidentId: before.id, agencyId })));
}
