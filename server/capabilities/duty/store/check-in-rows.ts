import type { Post } from '#contract/duty';
import { type Connection, findRow, sql } from '#platform/database/database';
import type { OpenCheckIn } from '../check-in.ts';

export type CheckInChannel = 'console' | 'line';
export type CheckInRow = {
  id: string;
  agencyId: string;
  personId: string;
  post: Post;
  shiftId: string | null;
  checkedInAt: Date;
  checkedInVia: CheckInChannel;
  endsBy: Date;
};

/** Makes one person's check-ins and check-outs happen in order, whichever channel they use. */
export async function lockPerson(tx: Connection, personId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('duty of ' || ${personId}::text, 0))`.execute(tx);
}

/** The person's check-in in this agency that still counts. */
export function findOpenCheckIn(
  connection: Connection,
  { personId, agencyId, now }: { personId: string; agencyId: string; now: Date },
): Promise<OpenCheckIn | undefined> {
  return findRow(
    connection,
    sql<OpenCheckIn>`SELECT id, shift_id AS "shiftId", post FROM duty.check_ins
      WHERE person_id = ${personId} AND agency_id = ${agencyId} AND checked_out_at IS NULL AND ends_by > ${now}
      ORDER BY checked_in_at DESC LIMIT 1`,
  );
}

export async function insertCheckIn(tx: Connection, check: CheckInRow): Promise<void> {
  const { id, agencyId, personId, post, shiftId, checkedInAt, checkedInVia, endsBy } = check;
  await sql`INSERT INTO duty.check_ins (id, agency_id, person_id, post, shift_id, checked_in_at, checked_in_via, ends_by)
    VALUES (${id}, ${agencyId}, ${personId}, ${post}, ${shiftId}, ${checkedInAt}, ${checkedInVia}, ${endsBy})`.execute(
    tx,
  );
}

/** Closes a check-in; the shift that runs now ends with it. */
export async function closeCheckIn(
  tx: Connection,
  { id, shiftId, by, now }: { id: string; shiftId: string | null; by: CheckInChannel; now: Date },
): Promise<void> {
  await sql`UPDATE duty.check_ins SET checked_out_at = ${now}, checked_out_via = ${by}, shift_id = coalesce(${shiftId}, shift_id)
    WHERE id = ${id}`.execute(tx);
}
