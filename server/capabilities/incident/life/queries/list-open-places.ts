import { isOpen } from '#contract/incident-status';
import type { Connection } from '#platform/database/database';
import type { Incident } from '../../record/incident.ts';
import { listIncidentsById } from '../../record/store/incident-rows.ts';

export type OpenPlace = Pick<Incident, 'lat' | 'lng' | 'accuracyMetres' | 'status' | 'etaAt'>;

/** The places and ETAs of those of these incidents that are open, by incident; for calculations, never shown to anybody. */
export async function listOpenPlaces(connection: Connection, ids: string[]): Promise<Map<string, OpenPlace>> {
  const found = await listIncidentsById(connection, ids);
  return new Map(found.filter(({ status }) => isOpen(status)).map((incident) => [incident.id, incident]));
}
