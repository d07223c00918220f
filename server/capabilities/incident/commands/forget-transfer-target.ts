import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import type { Incident } from '../incident.ts';
import { endTransferTarget } from '../store/involvement-rows.ts';
import { publishIncidentGone } from './publish-incident-gone.ts';

/**
 * The pending transfer of `before` was declined or cancelled: the agency that was asked can no longer see the incident.
 */
export async function forgetTransferTarget(context: IncidentContext, work: Work, before: Incident): Promise<void> {
  if (!before.transfer) return;
  for (const agencyId of await endTransferTarget(work.tx, before.id)) {
    await publishIncidentGone(context, work, { incidentId: before.id, agencyId });
  }
}
