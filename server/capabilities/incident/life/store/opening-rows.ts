import type { TimelineEntry } from '#contract/incident';
import type { ReporterEvents } from '#events/reporter-events';
import { insertColumns } from '#platform/database/columns';
import { type Connection, sql } from '#platform/database/database';
import { newId } from '#platform/ids';
import type { Incident } from '../../record/incident.ts';
import { INCIDENT } from '../../record/store/incident-rows.ts';
import type { Involvement } from '../../record/store/involvement-rows.ts';
import { insertPosition } from '../../record/store/position-rows.ts';

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
      INSERT INTO incident.incidents ${insertColumns(INCIDENT, incident)}),
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
  return sql`reported AS (
      INSERT INTO incident.reports (report_id, incident_id, reporter_id, channel, type, silent, phone, can_take_calls,
        unreachable, language, received_at)
      VALUES (${report.reportId}, ${incidentId}, ${report.reporterId}, ${report.channel}, ${report.type}, ${report.silent},
        ${report.phone}, NULL, false, ${report.language}, ${report.startedAt})),
    placed AS (${insertPosition(incidentId, report.position)}),`;
}
