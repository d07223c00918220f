import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { removeAssignees } from '../store/assignee-rows.ts';
import { publishIncidentGone } from './publish-incident-gone.ts';

/** Nobody is sent any more: another agency has it, or it begins anew. */
export async function recallOfficers(context: IncidentContext, work: Work, incidentId: string): Promise<void> {
  for (const personId of await removeAssignees(work.tx, incidentId, { except: [] })) {
    await publishIncidentGone(context, work, { incidentId, personId });
  }
}
