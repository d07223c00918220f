import { type Connection, rows, sql } from '#platform/database/database';

export type Untold = {
  id: string;
  agencyId: string;
  reportId: string | null;
  silent: boolean;
  /** Numbers of people who must not learn of the case. */
  barredPhones: string[];
};

/** Cases whose reporter is to be told; each is taken once, by one process. */
export function takeUntold(tx: Connection, limit: number): Promise<Untold[]> {
  return rows(
    tx,
    sql<Untold>`SELECT id, agency_id AS "agencyId", report_id AS "reportId", silent,
        ARRAY(SELECT value FROM care.case_exclusions AS barred
          WHERE barred.case_id = cases.id AND barred.kind = 'phone' AND barred.lifted_at IS NULL) AS "barredPhones"
      FROM care.cases WHERE reporter_message = 'due' ORDER BY opened_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
}

export async function saveTold(tx: Connection, caseId: string, told: 'sent' | 'withheld'): Promise<void> {
  await sql`UPDATE care.cases SET reporter_message = ${told} WHERE id = ${caseId}`.execute(tx);
}
