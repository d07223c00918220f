import type { Connection } from '#platform/database/database';
import { listWithheld, type Withheld } from '../store/conflict-rows.ts';

/**
 * Which incidents are kept from these people: what leads to one (a patrol on its way there) must be kept from them too.
 * Asked as the house: a desk is shown no row about whoever asks, and is shown nothing of such an incident either.
 */
export function listWithheldIncidents(connection: Connection, personIds: string[]): Promise<Withheld[]> {
  return personIds.length === 0 ? Promise.resolve([]) : listWithheld(connection, personIds);
}

/** The ids of those that are withheld from one person. */
export async function listWithheldFrom(connection: Connection, personId: string): Promise<string[]> {
  return (await listWithheld(connection, [personId])).map(({ incidentId }) => incidentId);
}
