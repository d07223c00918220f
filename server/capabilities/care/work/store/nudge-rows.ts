import { insertColumns } from '#platform/database/columns';
import { type Connection, findRow, sql } from '#platform/database/database';

/** An approval or a transfer of the case that waits, and who is asked for it. */
export type WaitingRow = {
  what: 'approval' | 'transfer';
  since: Date;
  dueAt: Date;
  nudgedPeriod: number | null;
  byPersonId: string;
  toAgencyId: string;
  toWorkerId: string | null;
};

export function findWaiting(
  connection: Connection,
  caseId: string,
  subjectId: string,
): Promise<WaitingRow | undefined> {
  return findRow(
    connection,
    sql<WaitingRow>`SELECT waiting.*, (SELECT max(period) FROM care.nudges WHERE subject_id = ${subjectId}) AS "nudgedPeriod"
      FROM (SELECT 'approval' AS what, requested_at AS since, due_at AS "dueAt", requested_by_person_id AS "byPersonId",
          mine.agency_id AS "toAgencyId", NULL::uuid AS "toWorkerId"
        FROM care.approvals JOIN care.cases AS mine ON mine.id = case_id
        WHERE approvals.id = ${subjectId} AND case_id = ${caseId} AND decision IS NULL
        UNION ALL
        SELECT 'transfer', offered_at, due_at, offered_by_person_id, to_agency_id, to_worker_id FROM care.transfers
        WHERE id = ${subjectId} AND case_id = ${caseId} AND answer IS NULL) AS waiting`,
  );
}

const NUDGE = {
  subjectId: 'subject_id',
  period: 'period',
  caseId: 'case_id',
  byPersonId: 'by_person_id',
  at: 'at',
} as const;

/** @returns false when somebody has done it in this half already */
export async function insertNudge(
  tx: Connection,
  nudge: { subjectId: string; period: number; caseId: string; byPersonId: string; at: Date },
): Promise<boolean> {
  const inserted = await findRow(
    tx,
    sql<{
      period: number;
    }>`INSERT INTO care.nudges ${insertColumns(NUDGE, nudge)} ON CONFLICT DO NOTHING RETURNING period`,
  );
  return inserted !== undefined;
}
