import type { Actor } from '#capabilities/access';
import { isOpen, isUnanswered } from '#contract/incident-status';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { notAllowed } from '../../record/incident.ts';
import { involve, listInvolvements } from '../../record/store/involvement-rows.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';
import { agencyDetails } from '../agency-names.ts';

/**
 * A further station supports the responsible one: it sends units, writes messages and reports progress. Only the
 * responsible station resolves and closes the incident.
 * @throws AppError `incident/change-not-allowed`, `incident/station-not-possible`
 */
export async function involveStation(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { agencyId, reason }: { agencyId: string; reason: string },
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:involve');
  if (!isOpen(incident.status)) {
    throw notAllowed(incident, 'stations');
  }
  const station = context.jurisdiction.findAgency(agencyId);
  const role = (await listInvolvements(work.tx, [id])).find((one) => one.agencyId === agencyId)?.role;
  // A called station is still needed to answer the alarm; as a mere supporter it could not.
  const isNeeded = role === 'called' && isUnanswered(incident.status);
  if (station?.kind !== 'station' || !station.isActive || role === 'responsible' || role === 'supporting' || isNeeded) {
    throw notPossible(id);
  }
  await involve(work.tx, id, agencyId, 'supporting', context.clock.now());
  const details = { ...agencyDetails(station), reason };
  await recordChange(context, work, incident, { kind: 'station-involved', by: actor, details, codes: { agencyId } });
  await context.events.publish(work, 'incident-station-involved', { incidentId: id, agencyId });
}

/**
 * The station's support ends; it can still see the incident.
 * @throws AppError `incident/station-not-possible`
 */
export async function releaseStation(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { agencyId }: { agencyId: string },
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:involve');
  const role = (await listInvolvements(work.tx, [id])).find((one) => one.agencyId === agencyId)?.role;
  if (role !== 'supporting') throw notPossible(id);
  await involve(work.tx, id, agencyId, 'former', context.clock.now());
  const details = agencyDetails(context.jurisdiction.getAgency(agencyId));
  await recordChange(context, work, incident, { kind: 'station-released', by: actor, details, codes: { agencyId } });
}

function notPossible(incidentId: string): AppError {
  const actions = ['incident/station-involved', 'incident/station-released', 'incident/taken-over'];
  return new AppError('incident/station-not-possible', { lostTo: { subjects: [incidentId], actions } });
}
