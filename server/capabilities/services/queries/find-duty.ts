import type { Connection } from '#platform/database/database';
import { findServiceRow } from '../store/service-rows.ts';

/** Whether this agency has a duty by law to give this service to whoever is eligible, as the directory says. */
export async function hasDuty(
  connection: Connection,
  { serviceId, agencyId }: { serviceId: string; agencyId: string },
): Promise<boolean> {
  const found = await findServiceRow(connection, serviceId);
  return found?.agencyId === agencyId && found.statutory;
}
