import type { Connection } from '#platform/database/database';
import { listListeners } from '../store/access-fact-rows.ts';

/** From whom these incidents are kept, by incident. Asked as the house: nobody is shown a row about themselves. */
export async function listConflicted(
  connection: Connection,
  incidentIds: string[],
  now: Date,
): Promise<Map<string, string[]>> {
  const found = await listListeners(connection, incidentIds, now);
  return new Map(found.map(({ incidentId, conflictedIds }) => [incidentId, conflictedIds]));
}
