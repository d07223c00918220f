import type { Connection } from '#platform/database/database';
import { readinessOf } from '../readiness.ts';
import { listStationFacts } from '../store/station-rows.ts';

/** `unknown`: no roster and no check-in yet, so everybody who serves there is alerted. */
export type AgencyReadiness = 'unknown' | 'ready' | 'nobody-on-duty' | 'no-heartbeat';

/** An agency's readiness at a moment, calculated anew. */
export async function getAgencyReadiness(
  connection: Connection,
  { agencyId, at }: { agencyId: string; at: Date },
): Promise<AgencyReadiness> {
  const [facts] = await listStationFacts(connection, { agencyIds: [agencyId], at });
  return facts ? readinessOf(facts, at) : 'unknown';
}
