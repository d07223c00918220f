import type { LadderKind, Rung } from '#contract/escalation';
import { type Connection, rows, sql } from '#platform/database/database';

export type LadderRow = {
  id: string;
  agencyKind: LadderKind;
  branchAgencyId: string | null;
  version: number;
  rungs: Rung[];
  repeatSeconds: number;
  note: string | null;
  publishedAt: Date;
  publishedBy: string | null;
};

const COLUMNS = sql.raw(`id, agency_kind AS "agencyKind", branch_agency_id AS "branchAgencyId", version, rungs,
  repeat_seconds AS "repeatSeconds", note, published_at AS "publishedAt", published_by AS "publishedBy"`);

/** Every version there ever was, newest first; some hundred at most. */
export function listLadderRows(connection: Connection): Promise<LadderRow[]> {
  return rows(
    connection,
    sql<LadderRow>`SELECT ${COLUMNS} FROM escalation.ladders ORDER BY agency_kind, branch_agency_id, version DESC`,
  );
}

/** The version that counts now for each kind and branch. */
export function listCurrentLadders(connection: Connection): Promise<LadderRow[]> {
  return rows(
    connection,
    sql<LadderRow>`SELECT DISTINCT ON (agency_kind, branch_agency_id) ${COLUMNS} FROM escalation.ladders
      ORDER BY agency_kind, branch_agency_id, version DESC`,
  );
}

export function listLaddersById(connection: Connection, ids: string[]): Promise<LadderRow[]> {
  return rows(connection, sql<LadderRow>`SELECT ${COLUMNS} FROM escalation.ladders WHERE id = ANY(${ids}::uuid[])`);
}

/** @returns false: somebody else has published that version in the meantime */
export async function insertLadder(tx: Connection, ladder: LadderRow): Promise<boolean> {
  const written = await rows(
    tx,
    sql`INSERT INTO escalation.ladders
        (id, agency_kind, branch_agency_id, version, rungs, repeat_seconds, note, published_at, published_by)
      VALUES (${ladder.id}, ${ladder.agencyKind}, ${ladder.branchAgencyId}, ${ladder.version},
        ${JSON.stringify(ladder.rungs)}, ${ladder.repeatSeconds}, ${ladder.note}, ${ladder.publishedAt},
        ${ladder.publishedBy})
      ON CONFLICT DO NOTHING RETURNING 1`,
  );
  return written.length > 0;
}
