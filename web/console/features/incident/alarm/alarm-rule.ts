import type { IncidentSummary } from '#contract/incident';
import { isDuressUnseen, isUnanswered } from '#contract/incident-status';
import type { Permission, Role } from '#contract/permission';

/** The person at the console: their permissions, and where they serve in which role. */
export type Listener = {
  permissions: readonly Permission[];
  memberships: readonly { agency: { id: string }; role: Role }[];
};

/**
 * When an alarm of another station in my area starts to sound here, following the default escalation policy.
 * It is visible immediately. The station's own people hear it at 0 s.
 */
const HEARD_AFTER_SECONDS: Record<Role, number> = {
  'duty-officer': 0,
  superintendent: 0,
  'centre-191': 60,
  'province-commander': 120,
  'national-desk': 120,
  // People who do not answer alerts hear no alarm for them.
  patrol: Number.POSITIVE_INFINITY,
  caseworker: Number.POSITIVE_INFINITY,
  'care-supervisor': Number.POSITIVE_INFINITY,
  'provincial-social-office': Number.POSITIVE_INFINITY,
  'service-provider': Number.POSITIVE_INFINITY,
  'service-supervisor': Number.POSITIVE_INFINITY,
  volunteer: Number.POSITIVE_INFINITY,
  'volunteer-leader': Number.POSITIVE_INFINITY,
  'amphoe-volunteer-leader': Number.POSITIVE_INFINITY,
  'eef-officer': Number.POSITIVE_INFINITY,
  'outreach-partner': Number.POSITIVE_INFINITY,
  analyst: Number.POSITIVE_INFINITY,
  'outreach-officer': Number.POSITIVE_INFINITY,
  guest: Number.POSITIVE_INFINITY,
  administrator: Number.POSITIVE_INFINITY,
};

/**
 * Incidents that should sound at this console now, longest waiting first: unanswered, or with a duress signal that
 * nobody has confirmed, whoever is responsible.
 */
export function ringingIncidents(
  incidents: Iterable<IncidentSummary>,
  listener: Listener,
  now: number,
): IncidentSummary[] {
  if (!listener.permissions.includes('incident:acknowledge')) return [];
  const ringing = Array.from(incidents).filter((incident) => {
    const since = waitsSince(incident);
    return since !== null && now - Date.parse(since) >= secondsUntilHeard(incident, listener) * 1000;
  });
  return ringing.sort((a, b) => Date.parse(a.alertedAt) - Date.parse(b.alertedAt));
}

function waitsSince(incident: IncidentSummary): string | null {
  if (isUnanswered(incident.status)) return incident.alertedAt;
  return isDuressUnseen(incident) ? incident.duressAt : null;
}

function secondsUntilHeard(incident: IncidentSummary, { memberships }: Listener): number {
  const ringsAt = [incident.responsibleAgency.id, ...incident.calledAgencyIds];
  if (memberships.some(({ agency }) => ringsAt.includes(agency.id))) return 0;
  return Math.min(Number.POSITIVE_INFINITY, ...memberships.map(({ role }) => HEARD_AFTER_SECONDS[role]));
}
