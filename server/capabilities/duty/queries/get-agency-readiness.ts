import type { Connection } from '#platform/database/database';
import { readinessOf } from '../readiness.ts';
import { listStationFacts } from '../store/station-rows.ts';

/** `unknown`: never had a roster or a check-in, so that everybody who serves there is told. */
export type AgencyReadiness = 'unknown' | 'ready' | 'nobody-on-duty' | 'no-heartbeat';

/** How an agency stands at this moment, reckoned anew. */
export async function getAgencyReadiness(
  connection: Connection,
  { agencyId, at }: { agencyId: string; at: Date },
): Promise<AgencyReadiness> {
  const [facts] = await listStationFacts(connection, { agencyIds: [agencyId], at });
  return facts ? readinessOf(facts, at) : 'unknown';
}
