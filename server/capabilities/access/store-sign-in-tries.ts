import { type Connection, getRow, rows, sql } from '#platform/database/database';

export type FailedTries = { key: string; tries: number; windowEndsAt: Date };

/** What has failed under these keys in windows that have not ended. */
export function selectFailedTries(connection: Connection, keys: string[], now: Date): Promise<FailedTries[]> {
  return rows(
    connection,
    sql<FailedTries>`SELECT key, tries, window_ends_at AS "windowEndsAt" FROM access.sign_in_tries
      WHERE key = ANY(${keys}) AND window_ends_at > ${now}`,
  );
}

/** Counts one failure in one statement, so that many at once are counted as many. */
export function countFailedTry(
  connection: Connection,
  key: string,
  windowSeconds: number,
  now: Date,
): Promise<FailedTries> {
  const ends = new Date(now.getTime() + windowSeconds * 1000);
  return getRow(
    connection,
    sql<FailedTries>`
      INSERT INTO access.sign_in_tries AS t (key, window_ends_at, tries) VALUES (${key}, ${ends}, 1)
      ON CONFLICT (key) DO UPDATE SET
        tries = CASE WHEN t.window_ends_at <= ${now} THEN 1 ELSE t.tries + 1 END,
        window_ends_at = CASE WHEN t.window_ends_at <= ${now} THEN excluded.window_ends_at ELSE t.window_ends_at END
      RETURNING key, tries, window_ends_at AS "windowEndsAt"`,
  );
}

export async function deleteFailedTries(connection: Connection, key: string): Promise<void> {
  await sql`DELETE FROM access.sign_in_tries WHERE key = ${key}`.execute(connection);
}

/** A few at a time and around rows in use, so that nobody who signs in waits for the cleaning. */
export async function deleteEndedTries(connection: Connection, now: Date): Promise<void> {
  await sql`
    DELETE FROM access.sign_in_tries WHERE key IN (
      SELECT key FROM access.sign_in_tries WHERE window_ends_at <= ${now} LIMIT 100 FOR UPDATE SKIP LOCKED)
    `.execute(connection);
}
