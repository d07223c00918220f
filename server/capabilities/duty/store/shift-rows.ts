import type { CancelReason, Post } from '#contract/duty';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

export type ShiftRow = {
  id: string;
  agencyId: string;
  personId: string;
  post: Post;
  startsAt: Date;
  endsAt: Date;
  source: 'pattern' | 'import' | 'typed' | 'stand-in';
  patternId: string | null;
  standsInFor: string | null;
  cancelledAt: Date | null;
  cancelReason: CancelReason | null;
};
export type NewShiftRow = Omit<ShiftRow, 'cancelledAt' | 'cancelReason'>;

const columns = sql`id, agency_id AS "agencyId", person_id AS "personId", post, starts_at AS "startsAt",
  ends_at AS "endsAt", source, pattern_id AS "patternId", stands_in_for AS "standsInFor", cancelled_at AS "cancelledAt",
  cancel_reason AS "cancelReason"`;

/** Serialises planning of an agency's roster; readers are not blocked. */
export async function lockRosters(tx: Connection, agencyIds: readonly string[]): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('duty ' || agency, 0))
    FROM (SELECT agency FROM unnest(${[...agencyIds].sort()}::text[]) AS agency) AS in_order`.execute(tx);
}

export async function insertShifts(tx: Connection, shifts: readonly NewShiftRow[], now: Date): Promise<void> {
  if (shifts.length === 0) return;
  await sql`INSERT INTO duty.shifts
      (id, agency_id, person_id, post, starts_at, ends_at, source, pattern_id, stands_in_for, created_at)
    SELECT id, "agencyId", "personId", post, "startsAt", "endsAt", source, "patternId", "standsInFor", ${now}
    FROM jsonb_to_recordset(${JSON.stringify(shifts)}::jsonb) AS record (id uuid, "agencyId" uuid, "personId" uuid,
      post text, "startsAt" timestamptz, "endsAt" timestamptz, source text, "patternId" uuid, "standsInFor" uuid)`.execute(
    tx,
  );
}

/** Cancels shifts from now on; until now they counted. Shifts that are over or cancelled already stay unchanged. */
export async function cancelShifts(
  tx: Connection,
  ids: readonly string[],
  reason: CancelReason,
  now: Date,
): Promise<number> {
  const cancelled = await rows(
    tx,
    sql`UPDATE duty.shifts SET cancelled_at = ${now}, cancel_reason = ${reason}
      WHERE id = ANY(${ids}::uuid[]) AND cancelled_at IS NULL AND ends_at > ${now} RETURNING 1`,
  );
  return cancelled.length;
}

export function findShift(connection: Connection, id: string): Promise<ShiftRow | undefined> {
  return findRow(connection, sql<ShiftRow>`SELECT ${columns} FROM duty.shifts WHERE id = ${id}`);
}

/** Shifts of these agencies that overlap the span, cancelled ones included. */
export function listShiftsOf(
  connection: Connection,
  agencyIds: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<ShiftRow[]> {
  return rows(
    connection,
    sql<ShiftRow>`SELECT ${columns} FROM duty.shifts
      WHERE agency_id = ANY(${agencyIds}::uuid[]) AND ends_at > ${from} AND starts_at < ${to}
      ORDER BY starts_at, post, id`,
  );
}

/** These people's shifts in the span in any agency, without cancelled ones. */
export function listShiftsOfPeople(
  connection: Connection,
  personIds: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<ShiftRow[]> {
  return rows(
    connection,
    sql<ShiftRow>`SELECT ${columns} FROM duty.shifts
      WHERE person_id = ANY(${personIds}::uuid[]) AND ends_at > ${from} AND starts_at < ${to} AND cancelled_at IS NULL
      ORDER BY starts_at, id`,
  );
}

/** Everybody with a shift still to come, and in which agency. */
export function listPlannedPeople(
  connection: Connection,
  now: Date,
): Promise<{ personId: string; agencyId: string; shiftIds: string[] }[]> {
  return rows(
    connection,
    sql`SELECT person_id AS "personId", agency_id AS "agencyId", array_agg(id) AS "shiftIds" FROM duty.shifts
      WHERE ends_at > ${now} AND cancelled_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  );
}
