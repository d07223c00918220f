import type { IncidentReport } from '#contract/incident';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Incident } from '../incident.ts';
import { familyOf, INCIDENT_COLUMNS, OPEN_STATUSES } from './incident-rows.ts';

/** A report as stored with an incident. */
export type ReportRow = Omit<
  IncidentReport,
  'receivedAt' | 'writtenAt' | 'phoneMasked' | 'recentReports' | 'trust' | 'callBackFirstUntil'
> & {
  writtenAt: Date | null;
  reporterId: string;
  receivedAt: Date;
  /** When they signalled duress: nothing is written to them until they write again. */
  duressAt: Date | null;
  /** LINE itself vouched for their account. */
  lineVerified: boolean;
};

const COLUMNS =
  sql.raw(`report_id AS "reportId", incident_id AS "incidentId", reporter_id AS "reporterId", channel, type, silent,
  phone, can_take_calls AS "canTakeCalls", unreachable, language, received_at AS "receivedAt", written_at AS "writtenAt", gathered,
  duress_at AS "duressAt", line_verified AS "lineVerified"`);

export function findReport(connection: Connection, reportId: string): Promise<ReportRow | undefined> {
  return findRow(connection, sql<ReportRow>`SELECT ${COLUMNS} FROM incident.reports WHERE report_id = ${reportId}`);
}

export function listReportsById(connection: Connection, reportIds: string[]): Promise<ReportRow[]> {
  return rows(
    connection,
    sql<ReportRow>`SELECT ${COLUMNS} FROM incident.reports WHERE report_id = ANY(${reportIds}::uuid[])`,
  );
}

/** Of the incidents of these reports those at the same station and of the same type that nobody has answered. */
export async function listUnansweredLike(
  connection: Connection,
  { responsibleAgencyId, type }: Pick<Incident, 'responsibleAgencyId' | 'type'>,
  reportIds: string[],
): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ id: string }>`SELECT DISTINCT incident.id FROM incident.reports AS report
      JOIN incident.incidents AS incident ON incident.id = report.incident_id
      WHERE report.report_id = ANY(${reportIds}::uuid[]) AND incident.status IN ('open', 'reopened')
        AND incident.responsible_agency_id = ${responsibleAgencyId} AND incident.type = ${type}`,
  );
  return found.map(({ id }) => id);
}

/** The reports of an incident and of those merged into it, oldest first. */
export function listReports(connection: Connection, incidentId: string): Promise<ReportRow[]> {
  return rows(
    connection,
    sql<ReportRow>`SELECT ${COLUMNS} FROM incident.reports WHERE incident_id = ANY(ARRAY${familyOf(incidentId)})
      ORDER BY received_at, report_id`,
  );
}

/** These incidents and all merged into each (`root`), at any depth; few are merged, so the recursion costs little. */
const familiesOf = (ids: string[]) => sql`merged (root, id) AS (
    SELECT merged_into, id FROM incident.incidents WHERE merged_into = ANY(${ids}::uuid[]) UNION
    SELECT merged.root, further.id FROM incident.incidents AS further JOIN merged ON further.merged_into = merged.id),
  family (root, id) AS (SELECT id, id FROM unnest(${ids}::uuid[]) AS id UNION SELECT root, id FROM merged)`;

/** How many reports each incident has, including those merged into it. */
export function countReports(connection: Connection, ids: string[]): Promise<{ incidentId: string; count: number }[]> {
  return rows(
    connection,
    sql<{ incidentId: string; count: number }>`WITH RECURSIVE ${familiesOf(ids)}
      SELECT family.root AS "incidentId", count(*)::int AS count
      FROM family JOIN incident.reports AS report ON report.incident_id = family.id GROUP BY 1`,
  );
}

/** The reports of each incident, including those merged into it, oldest first. */
export function listReportIdsOf(
  connection: Connection,
  ids: string[],
): Promise<{ incidentId: string; reportId: string }[]> {
  return rows(
    connection,
    sql<{ incidentId: string; reportId: string }>`WITH RECURSIVE ${familiesOf(ids)}
      SELECT family.root AS "incidentId", report_id AS "reportId"
      FROM family JOIN incident.reports AS report ON report.incident_id = family.id ORDER BY received_at, report_id`,
  );
}

/** Another incident that somebody with the same number reported; `isMarked`: it has suggestions already. */
type SamePhone = { id: string; isMarked: boolean };
/** What a reaction to a reporter needs to know of their report. */
export type ReportOfReaction = Pick<ReportRow, 'reportId' | 'incidentId' | 'reporterId' | 'channel' | 'type'>;
/** A report and the incident it belongs to, which stays locked until the transaction ends. */
export type Reported = { report: ReportOfReaction; incident: Incident };
type ReportedRow = Incident & { report: ReportOfReaction };

/** The columns of a report beside those of its incident. */
const BESIDE = sql.raw(`incident_id AS of_incident, jsonb_build_object('reportId', report_id, 'incidentId', incident_id,
  'reporterId', reporter_id, 'channel', channel, 'type', type) AS report`);

/** A report with its incident. Undefined if the report has no incident yet. */
export async function findReported(tx: Connection, reportId: string): Promise<Reported | undefined> {
  return splitRow(
    await findRow(
      tx,
      sql<ReportedRow>`WITH reported AS (SELECT ${BESIDE} FROM incident.reports WHERE report_id = ${reportId})
        SELECT ${INCIDENT_COLUMNS}, report FROM reported JOIN incident.incidents ON incidents.id = of_incident
        FOR UPDATE OF incidents`,
    ),
  );
}

/** Changes the given fields only. Undefined if the report has no incident yet. */
export async function changeReport(
  tx: Connection,
  reportId: string,
  {
    type,
    silent,
    unreachable,
    duressAt,
    lineVerified,
  }: Partial<Pick<ReportRow, 'type' | 'silent' | 'unreachable' | 'duressAt' | 'lineVerified'>>,
): Promise<Reported | undefined> {
  return splitRow(
    await findRow(
      tx,
      sql<ReportedRow>`WITH reported AS (UPDATE incident.reports SET type = coalesce(${type ?? null}, type),
            silent = coalesce(${silent ?? null}, silent), unreachable = coalesce(${unreachable ?? null}, unreachable),
            duress_at = coalesce(${duressAt ?? null}, duress_at),
            line_verified = coalesce(${lineVerified ?? null}, line_verified) WHERE report_id = ${reportId} RETURNING ${BESIDE})
        SELECT ${INCIDENT_COLUMNS}, report FROM reported JOIN incident.incidents ON incidents.id = of_incident
        FOR UPDATE OF incidents`,
    ),
  );
}

/**
 * Stores a phone number, or that the reporter can't take calls. `OFFSET 0`: the others are found by their phone. PostgreSQL
 * takes those opened in the same minutes for few, and would begin with all of them.
 * @returns with the report the other open incidents, opened at most `minutes` earlier or later, that somebody with this
 * number reported
 */
export async function changePhone(
  tx: Connection,
  reportId: string,
  { phone, canTakeCalls }: Pick<ReportRow, 'phone' | 'canTakeCalls'>,
  minutes: number,
): Promise<(Reported & { samePhone: SamePhone[] }) | undefined> {
  const row = await findRow(
    tx,
    sql<ReportedRow & { samePhone: SamePhone[] }>`
      WITH reported AS (UPDATE incident.reports SET phone = coalesce(${phone}, phone), can_take_calls = ${canTakeCalls}
          WHERE report_id = ${reportId} RETURNING ${BESIDE})
      SELECT ${INCIDENT_COLUMNS}, report,
        coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('id', other.id, 'isMarked', other.has_duplicate_suggestions))
          FROM incident.reports AS theirs
          CROSS JOIN LATERAL (SELECT id, status, opened_at, has_duplicate_suggestions FROM incident.incidents
            WHERE id = theirs.incident_id OFFSET 0) AS other
          WHERE theirs.phone = ${phone} AND other.id <> incidents.id
            AND other.status IN ${OPEN_STATUSES}
            AND other.opened_at BETWEEN incidents.opened_at - make_interval(mins => ${minutes})
              AND incidents.opened_at + make_interval(mins => ${minutes})), '[]') AS "samePhone"
      FROM reported JOIN incident.incidents ON incidents.id = of_incident FOR UPDATE OF incidents`,
  );
  const reported = splitRow(row);
  return reported && row && { ...reported, samePhone: row.samePhone };
}

export async function erasePhone(tx: Connection, reportId: string): Promise<Reported | undefined> {
  return splitRow(
    await findRow(
      tx,
      sql<ReportedRow>`WITH reported AS (UPDATE incident.reports SET phone = NULL WHERE report_id = ${reportId}
          RETURNING ${BESIDE})
        SELECT ${INCIDENT_COLUMNS}, report FROM reported JOIN incident.incidents ON incidents.id = of_incident
        FOR UPDATE OF incidents`,
    ),
  );
}

function splitRow(row: ReportedRow | undefined): Reported | undefined {
  if (!row) return undefined;
  const { report, ...incident } = row;
  return { report, incident };
}

/** How often the account behind each report has reported since then, and how often the report was unfounded. */
export function countReportsOfSameAccount(
  connection: Connection,
  reportIds: string[],
  since: Date,
): Promise<{ reportId: string; count: number; unfounded: number }[]> {
  return rows(
    connection,
    sql<{
      reportId: string;
      count: number;
      unfounded: number;
    }>`SELECT report_id AS "reportId", reports AS count, unfounded
      FROM incident.count_reports_of_same_account(${reportIds}::uuid[], ${since})`,
  );
}
