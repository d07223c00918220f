import type { Actor } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import type { Incident } from '../../record/incident.ts';
import { findIncident, listIncidentsById } from '../../record/store/incident-rows.ts';
import { type AccessFactsRow, listAccessFacts } from '../store/access-fact-rows.ts';
import { incidentVisibilityOf, type Visibility } from '../visibility.ts';

type Context = { jurisdiction: Pick<Jurisdiction, 'getAgency'>; clock: Clock };
type Visible = { incident: Incident; accessFacts: AccessFactsRow; visibility: Visibility };

/** @throws AppError `incident/not-found`, both if it does not exist and if this person may not see it */
export async function getVisibleIncident(
  context: Context,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<Visible> {
  const visible = await findVisibleIncident(context, connection, actor, id);
  if (!visible) throw new AppError('incident/not-found');
  return visible;
}

export async function findVisibleIncident(
  context: Context,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<Visible | undefined> {
  const incident = await findIncident(connection, id);
  const [visible] = incident ? await onlyVisible(context, connection, actor, [incident]) : [];
  return visible;
}

/** Those of these incidents that this person may see, with their visibility. */
export async function listVisibleIncidents(
  context: Context,
  connection: Connection,
  actor: Actor,
  ids: string[],
): Promise<Visible[]> {
  return onlyVisible(context, connection, actor, await listIncidentsById(connection, ids));
}

/** Those that this person may see, with their visibility. */
export async function onlyVisible(
  { jurisdiction, clock }: Context,
  connection: Connection,
  actor: Actor,
  incidents: Incident[],
): Promise<Visible[]> {
  const ids = incidents.map(({ id }) => id);
  const known = await listAccessFacts(connection, ids, actor.userId, clock.now());
  return incidents.flatMap((incident) => {
    const accessFacts = known.find(({ incidentId }) => incidentId === incident.id);
    const visibility = accessFacts && incidentVisibilityOf(jurisdiction, actor, accessFacts);
    return visibility ? [{ incident, accessFacts, visibility }] : [];
  });
}
