import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import type { Incident } from '../incident.ts';
import { endTransferTarget } from '../store/involvement-rows.ts';
import { publishIncidentGone } from './publish-incident-gone.ts';

/** The transfer that waited on `before` came to nothing: who was asked no longer sees what was never theirs. */
export async function forgetTransferTarget(context: IncidentContext, work: Work, before: Incident): Promise<void> {
  if (!before.transfer) return;
  for (const agencyId of await endTransferTarget(work.tx, before.id)) {
    await publishIncidentGone(context, work, { incidentId: before.id, agencyId });
  }
}
