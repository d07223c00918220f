import type { IncidentToAlert } from '#capabilities/incident';

/** Who promised and who was sent are asked first: they know where they are. */
export function withEtaOwners(incident: IncidentToAlert, people: { personId: string; agencyId: string }[]) {
  const etaOwners = [...(incident.acknowledgedById ? [incident.acknowledgedById] : []), ...incident.assigneeIds];
  const asked = etaOwners.filter((id) => !incident.conflictedIds.includes(id));
  return [...people, ...asked.map((personId) => ({ personId, agencyId: incident.responsibleAgencyId }))];
}
