import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { removeAssignees } from '../store/assignee-rows.ts';
import { publishIncidentGone } from './publish-incident-gone.ts';

/** Recalls everybody who was sent: another agency is responsible now, or the incident starts again. */
export async function recallOfficers(context: IncidentContext, work: Work, incidentId: string): Promise<void> {
  for (const personId of await removeAssignees(work.tx, incidentId, { except: [] })) {
    await publishIncidentGone(context, work, { incidentId, personId });
  }
}
