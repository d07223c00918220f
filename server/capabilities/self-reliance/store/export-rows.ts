import type { LogbookRow } from '#contract/family-logbook';
import { type Connection, rows, sql } from '#platform/database/database';

/** Every measurement since a day of families that the actor may see. */
export function listLogbookRows(connection: Connection, since: string, limit: number): Promise<LogbookRow[]> {
  return rows(
    connection,
    sql<LogbookRow>`SELECT plan_code AS "planCode", status, agreed_on::text AS "agreedOn", graduated_on::text AS "graduatedOn",
        relapses, end_reason AS "endReason", case_code AS "caseCode", id_number AS "idNumber",
        subdistrict_code AS "subdistrictCode", number, kind, month, measured_on::text AS "measuredOn", members,
        monthly_income AS "monthlyIncome", answers, scores, meets_criteria AS "meetsCriteria", tool_version AS "toolVersion"
      FROM self_reliance.export_measurements(${since}::date, ${limit})`,
  );
}
