import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { IncidentSummary, NamedAgency } from '#contract/incident';
import { hasUnitsAtWork, isUnanswered } from '#contract/incident-status';
import type { Connection } from '#platform/database/database';
import { type CountedIncident, placeDetailOf, type QueuedIncident } from '../incident.ts';
import { type Involvement, listCalled } from '../store/involvement-rows.ts';
import { countReports } from '../store/report-rows.ts';
import { listUnitResults } from '../store/timeline-rows.ts';

/**
 * The queue rows of these incidents, unmasked, with one to three more statements for any number.
 * @param involved the agencies involved in them, by incident, where the caller knows these already
 */
export async function listSummaries(
  connection: Connection,
  jurisdiction: Jurisdiction,
  incidents: QueuedIncident[],
  involved?: ReadonlyMap<string, Involvement[]>,
): Promise<IncidentSummary[]> {
  const counts = await countReports(
    connection,
    incidents.map(({ id }) => id),
  );
  const unanswered = incidents.filter(({ status }) => isUnanswered(status)).map(({ id }) => id);
  const called = involved
    ? unanswered.flatMap((id) => calledFirst(involved.get(id) ?? []))
    : await listCalled(connection, unanswered);
  const calledOf = Map.groupBy(called, ({ incidentId }) => incidentId);
  const countOf = new Map(counts.map(({ incidentId, count }) => [incidentId, count]));
  const counted = incidents.map((incident) => ({
    ...incident,
    reporterCount: countOf.get(incident.id) ?? 1,
    calledAgencyIds: calledOf.get(incident.id)?.map(({ agencyId }) => agencyId) ?? [],
  }));
  return summarize(connection, jurisdiction, counted);
}

/** The agencies that were called, the first one first, as `listCalled` gives them. */
function calledFirst(involved: Involvement[]): Involvement[] {
  return involved.filter(({ role }) => role === 'called').sort((a, b) => a.since.getTime() - b.since.getTime());
}

/** The queue rows of incidents that are counted already; one more statement where units are at work. */
export async function summarize(
  connection: Connection,
  jurisdiction: Jurisdiction,
  incidents: CountedIncident[],
): Promise<IncidentSummary[]> {
  // One of their units may have reported a result.
  const atWork = incidents.filter(({ status }) => hasUnitsAtWork(status)).map(({ id }) => id);
  const results = atWork.length > 0 ? await listUnitResults(connection, atWork) : new Map<string, string>();
  const from = (id: string) => ({ ...(results.has(id) && { resultFrom: results.get(id) ?? '' }) });
  return incidents.map((incident) => ({ ...summary(jurisdiction, incident), ...from(incident.id) }));
}

function summary(jurisdiction: Jurisdiction, incident: CountedIncident): IncidentSummary {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  const { id, code, version, type, status, priority, silent, place, distanceMetres, accuracyMetres, unitName } =
    incident;
  return {
    id,
    code,
    version,
    type,
    status,
    priority,
    silent,
    place,
    distanceMetres,
    accuracyMetres,
    unitName,
    responsibleAgency: nameAgency(jurisdiction, incident.responsibleAgencyId),
    position: { lat: incident.lat, lng: incident.lng },
    placeMasked: false,
    placeDetail: placeDetailOf(incident),
    alertedAt: incident.alertedAt.toISOString(),
    acknowledgedAt: iso(incident.acknowledgedAt),
    acknowledgedBy: incident.acknowledgedBy,
    etaAt: iso(incident.etaAt),
    cancelRequestedAt: iso(incident.cancelRequestedAt),
    duressAt: iso(incident.duressAt),
    duressSeenAt: iso(incident.duressSeenAt),
    transferTo: incident.transfer ? nameAgency(jurisdiction, incident.transfer.toAgencyId) : null,
    lastReporterMessageAt: iso(incident.lastReporterMessageAt),
    hasDuplicateSuggestions: incident.hasDuplicateSuggestions,
    isExercise: incident.isExercise,
    updatedAt: incident.updatedAt.toISOString(),
    reporterCount: incident.reporterCount,
    calledAgencyIds: isUnanswered(status) ? incident.calledAgencyIds : [],
  };
}

export function nameAgency(jurisdiction: Jurisdiction, id: string): NamedAgency {
  const { nameTh, nameEn } = jurisdiction.getAgency(id);
  return { id, nameTh, nameEn };
}
