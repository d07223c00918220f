import type { Connection } from '#platform/database/database';
import { readinessOf } from '../readiness.ts';
import { selectStationFacts } from '../store/station-rows.ts';

/** `unknown`: never had a roster or a check-in, so that everybody who serves there is told. */
export type AgencyStanding = 'unknown' | 'ready' | 'nobody-on-duty' | 'no-heartbeat';

/** How an agency stands at this moment, reckoned anew. */
export async function findAgencyStanding(
  connection: Connection,
  { agencyId, at }: { agencyId: string; at: Date },
): Promise<AgencyStanding> {
  const [facts] = await selectStationFacts(connection, { agencyIds: [agencyId], at });
  return facts ? readinessOf(facts, at) : 'unknown';
}
