import { type Connection, getRow, rows, sql } from '#platform/database/database';

/** Any fixed number. */
const SUGGESTING_LOCK = 340_012;

/** Of two processes one counts and names at a time, so that nobody is named beyond the limit. @returns whether this one does */
export async function lockSuggesting(tx: Connection): Promise<boolean> {
  const { isMine } = await getRow(
    tx,
    sql<{ isMine: boolean }>`SELECT pg_try_advisory_xact_lock(${SUGGESTING_LOCK}) AS "isMine"`,
  );
  return isMine;
}

export type UnsuggestedCase = { caseId: string; agencyId: string; incidentId: string | null };

/** Cases that wait for a worker and for which nobody was looked for; what is on offer waits for its answer. */
export function takeUnsuggested(tx: Connection, limit: number): Promise<UnsuggestedCase[]> {
  return rows(
    tx,
    sql<UnsuggestedCase>`SELECT mine.id AS "caseId", mine.agency_id AS "agencyId", mine.incident_id AS "incidentId"
      FROM care.cases AS mine
      WHERE mine.suggested_at IS NULL AND mine.worker_id IS NULL AND mine.status IN ('registered', 'reopened')
        AND NOT EXISTS (SELECT FROM care.transfers AS transfer WHERE transfer.case_id = mine.id AND transfer.answer IS NULL)
      ORDER BY mine.waiting_since, mine.id LIMIT ${limit} FOR UPDATE OF mine SKIP LOCKED`,
  );
}

/** Open cases of these people with those proposed to them, and when the last of them came. */
export function countForSuggesting(
  tx: Connection,
  personIds: string[],
): Promise<{ personId: string; open: number; lastAt: Date | null }[]> {
  return rows(
    tx,
    sql<{ personId: string; open: number; lastAt: Date | null }>`SELECT mine.person_id AS "personId",
        count(*)::integer AS open, max(mine.at) AS "lastAt"
      FROM (SELECT worker_id AS person_id, accepted_at AS at FROM care.cases
          WHERE worker_id = ANY(${personIds}::uuid[]) AND closed_at IS NULL
        UNION ALL SELECT suggested_worker_id, suggested_at FROM care.cases
          WHERE suggested_worker_id = ANY(${personIds}::uuid[]) AND closed_at IS NULL) AS mine
      GROUP BY mine.person_id`,
  );
}

export async function saveSuggestions(
  tx: Connection,
  suggested: readonly { caseId: string; suggestedId: string | null }[],
  at: Date,
): Promise<void> {
  await sql`UPDATE care.cases AS one SET suggested_worker_id = new.suggested_id, suggested_at = ${at}
    FROM unnest(${suggested.map(({ caseId }) => caseId)}::uuid[], ${suggested.map(({ suggestedId }) => suggestedId)}::uuid[])
      AS new (id, suggested_id)
    WHERE one.id = new.id`.execute(tx);
}
