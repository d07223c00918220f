import { type Connection, findRow, getRow, type RawBuilder, sql } from '#platform/database/database';

export type Cursor = { seq: number; recountedOn: string | null };

export function readCursor(connection: Connection): Promise<Cursor> {
  return getRow(connection, sql<Cursor>`SELECT seq, recounted_on::text AS "recountedOn" FROM insight.cursor`);
}

/** Whoever has it is the only one that changes facts and sums; waits for another process. */
export async function lockCursor(tx: Connection): Promise<void> {
  await sql`SELECT 1 FROM insight.cursor FOR UPDATE`.execute(tx);
}

/** The same without waiting. False: another process has it, or has moved it since it was read. */
export async function lockCursorAt(tx: Connection, seq: number): Promise<boolean> {
  const locked = await findRow(tx, sql`SELECT 1 FROM insight.cursor WHERE seq = ${seq} FOR UPDATE SKIP LOCKED`);
  return locked !== undefined;
}

export async function moveCursor(tx: Connection, seq: number): Promise<void> {
  await sql`UPDATE insight.cursor SET seq = ${seq}`.execute(tx);
}

export async function markRecounted(connection: Connection, day: string): Promise<void> {
  await sql`UPDATE insight.cursor SET recounted_on = ${day}::date`.execute(connection);
}

/** Something was logged that the facts do not know yet. */
export function findUnfollowed(): RawBuilder<unknown> {
  return sql`SELECT 1 FROM ((SELECT 1 FROM platform.published_log WHERE seq IS NULL ORDER BY id LIMIT 1)
    UNION ALL (SELECT 1 FROM platform.published_log WHERE seq > (SELECT seq FROM insight.cursor) ORDER BY seq LIMIT 1)) AS entry
    LIMIT 1`;
}

export function findRecountDue(day: string): RawBuilder<unknown> {
  return sql`SELECT 1 FROM insight.cursor WHERE recounted_on IS DISTINCT FROM ${day}::date LIMIT 1`;
}
