import { isOpen } from '#contract/incident-status';
import type { Connection } from '#platform/database/database';
import type { Incident } from '../../record/incident.ts';
import { findIncident } from '../../record/store/incident-rows.ts';

/** The place and ETA of an open incident, for calculations; never shown to anybody. */
export async function findOpenPlace(
  connection: Connection,
  id: string,
): Promise<Pick<Incident, 'lat' | 'lng' | 'accuracyMetres' | 'status' | 'etaAt'> | undefined> {
  const incident = await findIncident(connection, id);
  return incident && isOpen(incident.status) ? incident : undefined;
}
