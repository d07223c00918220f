import type { PhoneReport } from '#contract/control-room';
import type { PublicLanguage } from '#contract/languages';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

/** A reporter's number and whether it may be called, for drafts and for reports of incidents. */
export type Callable = {
  reportId: string;
  phone: string | null;
  silent: boolean;
  callBack: boolean;
  language: PublicLanguage;
  isDraft: boolean;
};

export function listCallable(connection: Connection, reportIds: string[]): Promise<Callable[]> {
  return rows(
    connection,
    sql<Callable>`SELECT report.id AS "reportId", coalesce(report.phone, CASE WHEN report.state = 'draft' THEN reporter.phone END) AS phone, report.silent,
        coalesce(call.call_back, true) AS "callBack", reporter.language, report.state = 'draft' AS "isDraft"
      FROM intake.reports AS report JOIN intake.reporters AS reporter ON reporter.id = report.reporter_id
      LEFT JOIN intake.phone_calls AS call ON call.report_id = report.id
      WHERE report.id = ANY(${reportIds}::uuid[])`,
  );
}

export type CallRow = Omit<PhoneReport, 'incidentId' | 'at'> & { at: Date; takenByPersonId: string | null };

const ROW = sql.raw(`report.id AS "reportId", call.line AS channel, call.taken_by_name AS "takenByName",
  call.taken_by_person_id AS "takenByPersonId",
  report.started_at AS at, report.state, report.type, report.position, report.place_detail AS "placeDetail",
  report.phone, call.caller_phone AS "callerPhone", report.silent,
  coalesce(call.call_back, true) AS "callBack", report.last_notified AS "lastNotified",
  (SELECT text FROM intake.early_messages AS early WHERE early.report_id = report.id AND early.external_id = 'call:' || report.id) AS note`);

/** One report for the clerk's form. */
export function findCallReport(connection: Connection, reportId: string): Promise<CallRow | undefined> {
  return findRow(
    connection,
    sql<CallRow>`SELECT ${ROW} FROM intake.reports AS report
      LEFT JOIN intake.phone_calls AS call ON call.report_id = report.id WHERE report.id = ${reportId}`,
  );
}

/** The calls that a person took since then, newest first. */
export function listCallReports(connection: Connection, personId: string, since: Date): Promise<CallRow[]> {
  return rows(
    connection,
    sql<CallRow>`SELECT ${ROW} FROM intake.phone_calls AS call JOIN intake.reports AS report ON report.id = call.report_id
      WHERE call.taken_by_person_id = ${personId} AND call.at >= ${since} AND report.state <> 'dropped'
      ORDER BY call.at DESC LIMIT 50`,
  );
}
