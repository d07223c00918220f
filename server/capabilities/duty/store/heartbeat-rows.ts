import type { ThaiDay } from '#contract/thai-day';
import { type Connection, rows, sql } from '#platform/database/database';

export type UnansweredHeartbeat = { agencyId: string; day: ThaiDay; askedAt: Date; dueAt: Date };

/** Inserts the day's heartbeat for each station that has none yet; of two processes one inserts it. */
export async function askHeartbeats(
  tx: Connection,
  { agencyIds, day, now, due }: { agencyIds: readonly string[]; day: ThaiDay; now: Date; due: Date },
): Promise<string[]> {
  const asked = await rows(
    tx,
    sql<{ id: string }>`INSERT INTO duty.heartbeats (agency_id, day, asked_at, due_at)
      SELECT agency_id, ${day}::date, ${now}, ${due} FROM duty.stations
      WHERE asks_heartbeat AND agency_id = ANY(${agencyIds}::uuid[]) AND since <= ${now}
      ORDER BY agency_id
      ON CONFLICT (agency_id, day) DO NOTHING RETURNING agency_id AS id`,
  );
  return asked.map(({ id }) => id);
}

/** The latest heartbeat of each agency if unanswered, also a failed one: a late answer still counts. */
export function listUnansweredHeartbeats(
  connection: Connection,
  agencyIds: readonly string[],
): Promise<UnansweredHeartbeat[]> {
  return rows(
    connection,
    sql<UnansweredHeartbeat>`SELECT "agencyId", day, "askedAt", "dueAt" FROM (
        SELECT DISTINCT ON (agency_id) agency_id AS "agencyId", day::text AS day, asked_at AS "askedAt", due_at AS "dueAt", answered_at FROM duty.heartbeats
        WHERE agency_id = ANY(${agencyIds}::uuid[]) ORDER BY agency_id, day DESC) AS latest
      WHERE answered_at IS NULL`,
  );
}

/** All agencies' latest heartbeats that are unanswered. */
export function listOpenHeartbeats(connection: Connection): Promise<{ agencyId: string; day: ThaiDay }[]> {
  return rows(
    connection,
    sql`SELECT DISTINCT ON (agency_id) agency_id AS "agencyId", day::text AS day FROM (
        SELECT agency_id, max(day) AS day FROM duty.heartbeats GROUP BY agency_id) AS latest
      JOIN duty.heartbeats USING (agency_id, day) WHERE answered_at IS NULL ORDER BY agency_id`,
  );
}

/** Returns whether it was still unanswered. */
export async function saveAnswer(
  tx: Connection,
  { agencyId, day, by, now }: { agencyId: string; day: ThaiDay; by: 'console' | 'line' | 'presence'; now: Date },
): Promise<boolean> {
  const saved = await rows(
    tx,
    sql`UPDATE duty.heartbeats SET answered_at = ${now}, answered_by = ${by}
      WHERE agency_id = ${agencyId} AND day = ${day}::date AND answered_at IS NULL RETURNING 1`,
  );
  return saved.length > 0;
}

/** Marks overdue heartbeats as failed, each once. */
export async function failHeartbeats(tx: Connection, now: Date): Promise<string[]> {
  const failed = await rows(
    tx,
    sql<{ id: string }>`UPDATE duty.heartbeats SET failed_at = ${now}
      WHERE answered_at IS NULL AND failed_at IS NULL AND due_at <= ${now} RETURNING agency_id AS id`,
  );
  return failed.map(({ id }) => id);
}

/** The last heartbeat of each agency with its outcome. */
export function listLastHeartbeats(
  connection: Connection,
  agencyIds: readonly string[],
): Promise<
  (UnansweredHeartbeat & {
    answeredAt: Date | null;
    answeredBy: 'console' | 'line' | 'presence' | null;
    failedAt: Date | null;
  })[]
> {
  return rows(
    connection,
    sql`SELECT DISTINCT ON (agency_id) agency_id AS "agencyId", day::text AS day, asked_at AS "askedAt",
        due_at AS "dueAt", answered_at AS "answeredAt", answered_by AS "answeredBy", failed_at AS "failedAt"
      FROM duty.heartbeats WHERE agency_id = ANY(${agencyIds}::uuid[]) ORDER BY agency_id, day DESC`,
  );
}
