import { type Jurisdiction, visibleBranches } from '#capabilities/jurisdiction';
import type { Connection } from '#platform/database/database';
import { listHelpingAgencyIds } from '../../record/store/involvement-rows.ts';

/**
 * The branches of the agency tree whose units and officers may be sent: those of the responsible agency and of the
 * supporting ones.
 */
export async function listHelpingBranches(
  { jurisdiction }: { jurisdiction: Pick<Jurisdiction, 'getAgency'> },
  connection: Connection,
  incidentId: string,
): Promise<string[]> {
  return visibleBranches(jurisdiction, await listHelpingAgencyIds(connection, incidentId));
}
