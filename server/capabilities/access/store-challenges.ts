import { type Connection, findRow, sql } from '#platform/database/database';

export type Challenge = { purpose: string; userId: string | null; facts: Record<string, unknown>; tries: number };

const CHALLENGE = sql`purpose, user_id AS "userId", facts, tries`;
const open = (key: string, purpose: string, now: Date) =>
  sql`key = ${key} AND purpose = ${purpose} AND expires_at > ${now}`;

/** One challenge for each key: a new one replaces the last. Also deletes some expired ones. */
export async function keepChallenge(
  connection: Connection,
  key: string,
  challenge: Omit<Challenge, 'tries'>,
  times: { now: Date; expiresAt: Date },
): Promise<void> {
  await sql`
    INSERT INTO access.challenges (key, purpose, user_id, facts, expires_at)
    VALUES (${key}, ${challenge.purpose}, ${challenge.userId}, ${JSON.stringify(challenge.facts)}, ${times.expiresAt})
    ON CONFLICT (key) DO UPDATE SET purpose = excluded.purpose, user_id = excluded.user_id, facts = excluded.facts,
      expires_at = excluded.expires_at, tries = 0`.execute(connection);
  await sql`
    DELETE FROM access.challenges WHERE key IN (
      SELECT key FROM access.challenges WHERE expires_at <= ${times.now} LIMIT 100 FOR UPDATE SKIP LOCKED)
    `.execute(connection);
}

/** Reads it without counting a try. */
export function findChallenge(
  connection: Connection,
  key: string,
  purpose: string,
  now: Date,
): Promise<Challenge | undefined> {
  return findRow(
    connection,
    sql<Challenge>`SELECT ${CHALLENGE} FROM access.challenges WHERE ${open(key, purpose, now)}`,
  );
}

/** Deletes it: a challenge can be answered once. */
export function takeChallenge(
  connection: Connection,
  key: string,
  purpose: string,
  now: Date,
): Promise<Challenge | undefined> {
  return findRow(
    connection,
    sql<Challenge>`DELETE FROM access.challenges WHERE ${open(key, purpose, now)} RETURNING ${CHALLENGE}`,
  );
}

/** Counts a try and leaves it in place, for codes that may be mistyped. */
export function tryChallenge(
  connection: Connection,
  key: string,
  purpose: string,
  now: Date,
): Promise<Challenge | undefined> {
  return findRow(
    connection,
    sql<Challenge>`UPDATE access.challenges SET tries = tries + 1 WHERE ${open(key, purpose, now)}
      RETURNING ${CHALLENGE}`,
  );
}

export async function dropChallenge(connection: Connection, key: string): Promise<void> {
  await sql`DELETE FROM access.challenges WHERE key = ${key}`.execute(connection);
}
