import type { Post } from '#contract/duty';
import { type Connection, findRow, sql } from '#platform/database/database';
import type { OpenCheck } from '../check.ts';

export type Door = 'console' | 'line';
export type CheckRow = {
  id: string;
  agencyId: string;
  personId: string;
  post: Post;
  shiftId: string | null;
  checkedInAt: Date;
  inBy: Door;
  endsBy: Date;
};

/** One person's coming and going happens in order, whichever door it comes through. */
export async function lockPerson(tx: Connection, personId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('duty of ' || ${personId}::text, 0))`.execute(tx);
}

/** The check-in of this person in this agency that still counts. */
export function findOpenCheck(
  connection: Connection,
  { personId, agencyId, now }: { personId: string; agencyId: string; now: Date },
): Promise<OpenCheck | undefined> {
  return findRow(
    connection,
    sql<OpenCheck>`SELECT id, shift_id AS "shiftId", post FROM duty.checks
      WHERE person_id = ${personId} AND agency_id = ${agencyId} AND checked_out_at IS NULL AND ends_by > ${now}
      ORDER BY checked_in_at DESC LIMIT 1`,
  );
}

export async function insertCheck(tx: Connection, check: CheckRow): Promise<void> {
  const { id, agencyId, personId, post, shiftId, checkedInAt, inBy, endsBy } = check;
  await sql`INSERT INTO duty.checks (id, agency_id, person_id, post, shift_id, checked_in_at, in_by, ends_by)
    VALUES (${id}, ${agencyId}, ${personId}, ${post}, ${shiftId}, ${checkedInAt}, ${inBy}, ${endsBy})`.execute(tx);
}

/** They go; the shift that runs now is left with it. */
export async function closeCheck(
  tx: Connection,
  { id, shiftId, by, now }: { id: string; shiftId: string | null; by: Door; now: Date },
): Promise<void> {
  await sql`UPDATE duty.checks SET checked_out_at = ${now}, out_by = ${by}, shift_id = coalesce(${shiftId}, shift_id)
    WHERE id = ${id}`.execute(tx);
}
