import { type Connection, getRow, rows, sql } from '#platform/database/database';

export type FailedTries = { key: string; tries: number; windowEndsAt: Date };
/** `most` failures within `seconds`. `grows`: when it is reached again soon, the wait doubles. */
export type Limit = { key: string; most: number; seconds: number; grows: boolean };

/** If the limit is not reached again within this time after its end, the wait starts short again. */
const REMEMBERED_SECONDS = 3600;
/** 5 minutes become 10, 20, 40 and at most 80. */
const MOST_DOUBLINGS = 4;

/** Failures in the current windows of these keys. */
export function selectFailedTries(connection: Connection, keys: string[], now: Date): Promise<FailedTries[]> {
  return rows(
    connection,
    sql<FailedTries>`SELECT key, tries, window_ends_at AS "windowEndsAt" FROM access.sign_in_tries
      WHERE key = ANY(${keys}) AND window_ends_at > ${now}`,
  );
}

/** Counts one failure in one statement, so that simultaneous failures are all counted. */
export function countFailedTry(connection: Connection, limit: Limit, now: Date): Promise<FailedTries> {
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const remembered = later(-REMEMBERED_SECONDS);
  const doublings = limit.grows ? MOST_DOUBLINGS : 0;
  return getRow(
    connection,
    sql<FailedTries>`
      INSERT INTO access.sign_in_tries AS t (key, window_ends_at, tries) VALUES (${limit.key}, ${later(limit.seconds)}, 1)
      ON CONFLICT (key) DO UPDATE SET
        tries = CASE WHEN t.window_ends_at <= ${now} THEN 1 ELSE t.tries + 1 END,
        rounds = CASE WHEN t.window_ends_at > ${now} THEN t.rounds
          WHEN t.tries >= ${limit.most}::int AND t.window_ends_at > ${remembered} THEN t.rounds + 1 ELSE 1 END,
        window_ends_at = CASE WHEN t.window_ends_at <= ${now} THEN excluded.window_ends_at
          WHEN t.tries + 1 = ${limit.most}::int THEN ${now}::timestamptz
            + make_interval(secs => ${limit.seconds}::float8 * 2 ^ least(t.rounds - 1, ${doublings}::int))
          ELSE t.window_ends_at END
      RETURNING key, tries, window_ends_at AS "windowEndsAt"`,
  );
}

export async function deleteFailedTries(connection: Connection, keys: string[]): Promise<void> {
  await sql`DELETE FROM access.sign_in_tries WHERE key = ANY(${keys})`.execute(connection);
}

/** A few at a time and skipping locked rows, so that no sign-in waits for it. */
export async function deleteEndedTries(connection: Connection, now: Date): Promise<void> {
  const long = new Date(now.getTime() - REMEMBERED_SECONDS * 1000);
  await sql`
    DELETE FROM access.sign_in_tries WHERE key IN (
      SELECT key FROM access.sign_in_tries WHERE window_ends_at <= ${long} LIMIT 100 FOR UPDATE SKIP LOCKED)
    `.execute(connection);
}
