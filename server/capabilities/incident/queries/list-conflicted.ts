import type { Connection } from '#platform/database/database';
import { listListeners } from '../store/access-fact-rows.ts';

/**
 * From whom these incidents are withheld, by incident. For the service role: row security shows nobody a conflict of
 * their own.
 */
export async function listConflicted(
  connection: Connection,
  incidentIds: string[],
  now: Date,
): Promise<Map<string, string[]>> {
  const found = await listListeners(connection, incidentIds, now);
  return new Map(found.map(({ incidentId, conflictedIds }) => [incidentId, conflictedIds]));
}
