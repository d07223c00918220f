import type { Connection } from '#platform/database/database';
import { listOnDutyRows, listPresenceRows, type OnDuty, type PersonPresence } from '../store/on-duty-rows.ts';

/**
 * Who is on duty in these agencies at a moment, now or in the past: whoever has checked in, and whoever the roster names
 * and has not gone home. Each person once for each agency. Of an agency without any roster or check-in see
 * `getAgencyReadiness`: that nobody is listed says nothing there.
 */
export function listOnDuty(
  connection: Connection,
  { agencyIds, at }: { agencyIds: readonly string[]; at: Date },
): Promise<OnDuty[]> {
  return listOnDutyRows(connection, agencyIds, at);
}

/** Whether each of these people is on duty, for whichever agency: what decides who can be sent out. */
export async function listPresence(
  connection: Connection,
  personIds: readonly string[],
  at: Date,
): Promise<Map<string, PersonPresence>> {
  const found = personIds.length > 0 ? await listPresenceRows(connection, personIds, at) : [];
  return new Map(found.map(({ personId, presence }) => [personId, presence]));
}
