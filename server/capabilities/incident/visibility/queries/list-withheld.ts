import type { Connection } from '#platform/database/database';
import { listConflictsOf, listWithheld } from '../store/conflict-rows.ts';
import type { Withheld } from '../store/published-conflicts.ts';

/**
 * Which incidents are withheld from these people; anything that leads to one (a patrol on its way there) must be
 * withheld too. For the service role: row security shows nobody a conflict of their own.
 */
export function listWithheldIncidents(connection: Connection, personIds: string[]): Promise<Withheld[]> {
  return personIds.length === 0 ? Promise.resolve([]) : listWithheld(connection, personIds);
}

/** The ids of those withheld from one person. */
export async function listWithheldFrom(connection: Connection, personId: string): Promise<string[]> {
  return (await listWithheld(connection, [personId])).map(({ incidentId }) => incidentId);
}

/**
 * From whom these incidents are withheld, by incident. For the service role: row security shows nobody a conflict of
 * their own.
 */
export async function listConflicted(connection: Connection, incidentIds: string[]): Promise<Map<string, string[]>> {
  const conflicts = Map.groupBy(await listConflictsOf(connection, incidentIds), ({ incidentId }) => incidentId);
  return new Map([...conflicts].map(([incidentId, own]) => [incidentId, own.map(({ personId }) => personId)]));
}
