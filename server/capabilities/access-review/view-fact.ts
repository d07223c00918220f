import type { AuditEntry } from '#capabilities/audit';
import type { ReviewableIncident } from '#capabilities/incident';
import type { ViewFact } from './unusual-viewing.ts';
import { findViewerContext } from './viewer-context.ts';

/** An agency that transferred an incident may still view it for a day, to answer questions. */
const FORMER_FOR_MS = 24 * 3_600_000;

/** A recorded view with the facts that it is judged by. */
export function toViewFact(entry: AuditEntry, incident: ReviewableIncident): ViewFact {
  const viewerContext = findViewerContext(entry);
  const involved = incident.involvements
    .filter(({ role, since }) => role !== 'former' || entry.at.getTime() - since.getTime() <= FORMER_FOR_MS)
    .map(({ agencyId }) => agencyId);
  const serves = viewerContext?.serves ?? [];
  return {
    personId: entry.actorId ?? '',
    incidentId: incident.id,
    at: entry.at,
    roles: serves.map(({ role }) => role),
    isOffDuty:
      viewerContext !== undefined && serves.every(({ agencyId }) => viewerContext.nobodyOnDuty.includes(agencyId)),
    isOutsideOwnArea: viewerContext !== undefined && !serves.some(({ agencyId }) => involved.includes(agencyId)),
    endedAt: incident.endedAt,
  };
}
