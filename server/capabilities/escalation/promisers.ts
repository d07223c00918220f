import type { HeldIncident } from '#capabilities/incident';

/** Who promised and who was sent are asked first: they know where they are. */
export function withPromisers(incident: HeldIncident, people: { personId: string; agencyId: string }[]) {
  const promisers = [...(incident.acknowledgedById ? [incident.acknowledgedById] : []), ...incident.assigneeIds];
  const asked = promisers.filter((id) => !incident.conflictedIds.includes(id));
  return [...people, ...asked.map((personId) => ({ personId, agencyId: incident.responsibleAgencyId }))];
}
