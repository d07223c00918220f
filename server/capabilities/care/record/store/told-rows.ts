import { type Connection, rows, sql } from '#platform/database/database';
import { BARRED_PHONES, BARRED_REPORTERS, type BarredReaders } from './exclusion-rows.ts';

/** A case whose reporter is to be told, and who must not be. */
export type Untold = BarredReaders & {
  id: string;
  agencyId: string;
  reportId: string | null;
  silent: boolean;
};

/** Cases whose reporter is to be told; each is taken once, by one process. */
export function takeUntold(tx: Connection, limit: number): Promise<Untold[]> {
  return rows(
    tx,
    sql<Untold>`SELECT id, agency_id AS "agencyId", report_id AS "reportId", silent,
        ${BARRED_PHONES} AS phones, ${BARRED_REPORTERS} AS "reporterIds"
      FROM care.cases, LATERAL (SELECT ARRAY[cases.id] AS ids) AS mine WHERE reporter_message = 'due'
      ORDER BY opened_at LIMIT ${limit} FOR UPDATE OF cases SKIP LOCKED`,
  );
}

export type Told = { caseId: string; message: 'sent' | 'withheld' };

export async function saveTold(tx: Connection, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return;
  await sql`UPDATE care.cases AS one SET reporter_message = new.message
    FROM unnest(${told.map(({ caseId }) => caseId)}::uuid[], ${told.map(({ message }) => message)}::text[])
      AS new (id, message)
    WHERE one.id = new.id`.execute(tx);
}
