import { type Connection, getRow, sql } from '#platform/database/database';

/** Counts one try in one statement, so that many guesses at once can't all read the same old count. */
export function countTry(
  connection: Connection,
  key: string,
  windowSeconds: number,
  now: Date,
): Promise<{ tries: number; windowEndsAt: Date }> {
  const ends = new Date(now.getTime() + windowSeconds * 1000);
  return getRow(
    connection,
    sql<{ tries: number; windowEndsAt: Date }>`
      INSERT INTO access.sign_in_tries AS t (key, window_ends_at, tries) VALUES (${key}, ${ends}, 1)
      ON CONFLICT (key) DO UPDATE SET
        tries = CASE WHEN t.window_ends_at <= ${now} THEN 1 ELSE t.tries + 1 END,
        window_ends_at = CASE WHEN t.window_ends_at <= ${now} THEN excluded.window_ends_at ELSE t.window_ends_at END
      RETURNING tries, window_ends_at AS "windowEndsAt"`,
  );
}

/** A try that succeeded does not count. */
export async function uncountTry(connection: Connection, key: string): Promise<void> {
  await sql`UPDATE access.sign_in_tries SET tries = tries - 1 WHERE key = ${key} AND tries > 0`.execute(connection);
}

export async function deleteTries(connection: Connection, key: string): Promise<void> {
  await sql`DELETE FROM access.sign_in_tries WHERE key = ${key}`.execute(connection);
}

/** A few at a time and around rows in use, so that nobody who signs in waits for the cleaning. */
export async function deleteEndedTries(connection: Connection, now: Date): Promise<void> {
  await sql`
    DELETE FROM access.sign_in_tries WHERE key IN (
      SELECT key FROM access.sign_in_tries WHERE window_ends_at <= ${now} LIMIT 100 FOR UPDATE SKIP LOCKED)
    `.execute(connection);
}
