import type { IncidentEvents } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import type { Incident } from '../incident.ts';
import { removeAssignees } from '../store/assignee-rows.ts';
import { endTransferTarget } from '../store/involvement-rows.ts';

/** Open consoles remove it, unless their user may see it for another reason. */
export async function publishIncidentGone(
  { events }: IncidentContext,
  work: Work,
  gone: IncidentEvents['incident-gone'],
): Promise<void> {
  await events.publish(work, 'incident-gone', gone);
}

/** Recalls everybody who was sent: another agency is responsible now, or the incident starts again. */
export async function recallOfficers(context: IncidentContext, work: Work, incidentId: string): Promise<void> {
  for (const personId of await removeAssignees(work.tx, incidentId, { except: [] })) {
    await publishIncidentGone(context, work, { incidentId, personId });
  }
}

/**
 * The pending transfer of `before` was declined or cancelled: the agency that was asked can no longer see the incident.
 */
export async function forgetTransferTarget(context: IncidentContext, work: Work, before: Incident): Promise<void> {
  if (!before.transfer) return;
  for (const agencyId of await endTransferTarget(work.tx, before.id)) {
    await publishIncidentGone(context, work, { incidentId: before.id, agencyId });
  }
}
