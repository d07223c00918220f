import type { TimelineEntry } from '#contract/incident';
import type { ReporterEvents } from '#events/reporter-events';
import { type Connection, sql } from '#platform/database/database';
import { newId } from '#platform/ids';
import type { Incident } from '../../record/incident.ts';
import type { Involvement } from '../../record/store/involvement-rows.ts';

export type Opening = {
  incident: Incident;
  /** Null for an exercise, which has no report. */
  report: ReporterEvents['report-submitted'] | null;
  involved: Pick<Involvement, 'agencyId' | 'role'>[];
  /** The first timeline entries, oldest first; all have the time of the opening. */
  entries: Pick<TimelineEntry, 'kind' | 'details'>[];
};

/**
 * Inserts everything a new incident needs in one statement: in a disaster ten round trips to the database per report
 * would delay the next alarm.
 */
export async function insertOpening(tx: Connection, opening: Opening): Promise<void> {
  const { incident, report, involved, entries } = opening;
  // Sorted ids keep entries of the same time in the given order.
  const entryIds = entries.map(() => newId()).sort();
  await sql`
    WITH opened AS (
      INSERT INTO incident.incidents (id, code, version, type, status, priority, silent, responsible_agency_id,
        lat, lng, place, place_detail, place_label, routing, distance_metres, accuracy_metres, opened_at, alerted_at, updated_at,
        has_duplicate_suggestions, is_exercise)
      VALUES (${incident.id}, ${incident.code}, ${incident.version}, ${incident.type}, ${incident.status},
        ${incident.priority}, ${incident.silent}, ${incident.responsibleAgencyId}, ${incident.lat}, ${incident.lng},
        ${JSON.stringify(incident.place)}, ${incident.placeDetail}, ${incident.placeLabel}, ${JSON.stringify(incident.routing)}, ${incident.distanceMetres}, ${incident.accuracyMetres},
        ${incident.openedAt}, ${incident.alertedAt}, ${incident.updatedAt}, ${incident.hasDuplicateSuggestions},
        ${incident.isExercise})),
    ${report ? insertReported(incident.id, report) : sql``}
    alerted AS (
      INSERT INTO incident.involvements (incident_id, agency_id, role, since)
      SELECT ${incident.id}::uuid, agency_id, role, ${incident.openedAt}::timestamptz FROM unnest(
        ${involved.map(({ agencyId }) => agencyId)}::uuid[], ${involved.map(({ role }) => role)}::text[]
      ) AS involved (agency_id, role))
    INSERT INTO incident.timeline (id, incident_id, at, kind, details)
    SELECT id, ${incident.id}::uuid, ${incident.openedAt}::timestamptz, kind, details FROM unnest(
      ${entryIds}::uuid[], ${entries.map(({ kind }) => kind)}::text[],
      ${entries.map(({ details }) => JSON.stringify(details))}::jsonb[]
    ) AS entry (id, kind, details)`.execute(tx);
}

/** The report and its position. */
function insertReported(incidentId: string, report: NonNullable<Opening['report']>) {
  const { position } = report;
  return sql`reported AS (
      INSERT INTO incident.reports (report_id, incident_id, reporter_id, channel, type, silent, phone, can_take_calls,
        unreachable, language, received_at)
      VALUES (${report.reportId}, ${incidentId}, ${report.reporterId}, ${report.channel}, ${report.type}, ${report.silent},
        ${report.phone}, NULL, false, ${report.language}, ${report.startedAt})),
    placed AS (
      INSERT INTO incident.positions (id, incident_id, lat, lng, source, at, accuracy_metres, label)
      VALUES (${newId()}, ${incidentId}, ${position.lat}, ${position.lng}, ${position.source}, ${position.at},
        ${position.accuracyMetres}, ${position.label})),`;
}
