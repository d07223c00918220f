import type { Actor } from '#capabilities/access';
import { getVisibleIncident } from '#capabilities/incident';
import type { Connection } from '#platform/database/database';
import type { CareContext } from '../context.ts';
import { listOpenCasesOf } from '../record/store/case-rows.ts';

/**
 * Whether somebody of this incident is in care, and nothing else of their cases: what the police may know.
 * @throws AppError `incident/not-found`
 */
export async function getInCare(
  context: CareContext,
  connection: Connection,
  actor: Actor,
  incidentId: string,
): Promise<{ inCare: boolean }> {
  await getVisibleIncident(context, connection, actor, incidentId);
  return { inCare: (await listOpenCasesOf(connection, incidentId)).length > 0 };
}
