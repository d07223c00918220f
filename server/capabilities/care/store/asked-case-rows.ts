import { type Connection, findRow, sql } from '#platform/database/database';
import type { AskedCase } from '../after-closure.ts';

export type AskedCaseRow = AskedCase & {
  caseId: string;
  incidentId: string | null;
  agencyId: string;
  workerId: string | null;
};

/** What decides whether the person of a closed case is asked how they are. */
export function findAskedCase(connection: Connection, caseId: string): Promise<AskedCaseRow | undefined> {
  return findRow(
    connection,
    sql<AskedCaseRow>`SELECT mine.id AS "caseId", mine.status, mine.concern, mine.is_minor AS "isMinor", mine.silent,
        mine.report_id AS "reportId", mine.incident_id AS "incidentId", mine.agency_id AS "agencyId",
        mine.worker_id AS "workerId", person.safe_contact AS "safeContact",
        (SELECT body -> 'mayAsk' FROM care.case_records WHERE case_id = mine.id AND kind = 'closure'
          ORDER BY saved_at DESC, version DESC LIMIT 1) AS "mayAsk",
        EXISTS (SELECT FROM care.case_timeline WHERE case_id = mine.id AND kind = 'days-passed') AS "isTraining"
      FROM care.cases AS mine JOIN care.people AS person ON person.id = mine.person_id WHERE mine.id = ${caseId}`,
  );
}
