import type { IncidentReport } from '#contract/incident';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { familyOf } from './incident-rows.ts';

/** A report as an incident keeps it. */
export type ReportRow = Omit<IncidentReport, 'receivedAt' | 'phoneMasked'> & { reporterId: string; receivedAt: Date };

const COLUMNS =
  sql.raw(`report_id AS "reportId", incident_id AS "incidentId", reporter_id AS "reporterId", type, silent,
  phone, can_take_calls AS "canTakeCalls", unreachable, language, received_at AS "receivedAt"`);

export function findReport(connection: Connection, reportId: string): Promise<ReportRow | undefined> {
  return findRow(connection, sql<ReportRow>`SELECT ${COLUMNS} FROM incident.reports WHERE report_id = ${reportId}`);
}

/** The reports of an incident and of those merged into it, oldest first. */
export function listReports(connection: Connection, incidentId: string): Promise<ReportRow[]> {
  return rows(
    connection,
    sql<ReportRow>`SELECT ${COLUMNS} FROM incident.reports WHERE incident_id IN ${familyOf(incidentId)}
      ORDER BY received_at, report_id`,
  );
}

/** How many reports each incident has, those merged into it included. */
export function countReports(connection: Connection, ids: string[]): Promise<{ incidentId: string; count: number }[]> {
  return rows(
    connection,
    sql<{ incidentId: string; count: number }>`
      WITH RECURSIVE family (root, id) AS (SELECT id, id FROM unnest(${ids}::uuid[]) AS id UNION
        SELECT family.root, merged.id FROM incident.incidents AS merged JOIN family ON merged.merged_into = family.id)
      SELECT family.root AS "incidentId", count(*)::int AS count
      FROM family JOIN incident.reports AS report ON report.incident_id = family.id GROUP BY 1`,
  );
}

export async function updateReport(tx: Connection, report: ReportRow): Promise<void> {
  await sql`UPDATE incident.reports SET type = ${report.type}, silent = ${report.silent}, phone = ${report.phone},
    can_take_calls = ${report.canTakeCalls}, unreachable = ${report.unreachable}
    WHERE report_id = ${report.reportId}`.execute(tx);
}
