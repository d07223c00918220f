import type { AuditEntry } from '#capabilities/audit';
import type { Overseen } from '#capabilities/incident';
import { findStanding } from './standing.ts';
import type { LookFact } from './unusual-looking.ts';

/** Whoever gave an incident away still answers questions about it for a day. */
const FORMER_FOR_MS = 24 * 3_600_000;

/** A recorded look with what it is judged by. */
export function toLookFact(entry: AuditEntry, incident: Overseen): LookFact {
  const standing = findStanding(entry);
  const concerned = incident.involvements
    .filter(({ role, since }) => role !== 'former' || entry.at.getTime() - since.getTime() <= FORMER_FOR_MS)
    .map(({ agencyId }) => agencyId);
  const serves = standing?.serves ?? [];
  return {
    personId: entry.actorId ?? '',
    incidentId: incident.id,
    at: entry.at,
    roles: serves.map(({ role }) => role),
    isOffDuty: standing !== undefined && serves.every(({ agencyId }) => standing.nobodyOnDuty.includes(agencyId)),
    isOutsideOwnArea: standing !== undefined && !serves.some(({ agencyId }) => concerned.includes(agencyId)),
    endedAt: incident.endedAt,
  };
}
