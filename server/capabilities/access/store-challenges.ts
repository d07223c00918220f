import { type Connection, findRow, sql } from '#platform/database/database';

export type Challenge = { purpose: string; userId: string | null; facts: Record<string, unknown>; tries: number };

/** One at a time under a key: a new one takes the place of the last. Ended ones are swept along the way. */
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

/** As it stands, without counting a try. */
export function findChallenge(
  connection: Connection,
  key: string,
  purpose: string,
  now: Date,
): Promise<Challenge | undefined> {
  return findRow(
    connection,
    sql<Challenge>`SELECT purpose, user_id AS "userId", facts, tries FROM access.challenges
      WHERE key = ${key} AND purpose = ${purpose} AND expires_at > ${now}`,
  );
}

/** Takes it away: a challenge is answered once. */
export function takeChallenge(
  connection: Connection,
  key: string,
  purpose: string,
  now: Date,
): Promise<Challenge | undefined> {
  return findRow(
    connection,
    sql<Challenge>`DELETE FROM access.challenges WHERE key = ${key} AND purpose = ${purpose} AND expires_at > ${now}
      RETURNING purpose, user_id AS "userId", facts, tries`,
  );
}

/** Counts a try in one statement and leaves it, for codes that may be mistyped. */
export function tryChallenge(
  connection: Connection,
  key: string,
  purpose: string,
  now: Date,
): Promise<Challenge | undefined> {
  return findRow(
    connection,
    sql<Challenge>`UPDATE access.challenges SET tries = tries + 1
      WHERE key = ${key} AND purpose = ${purpose} AND expires_at > ${now}
      RETURNING purpose, user_id AS "userId", facts, tries`,
  );
}

export async function dropChallenge(connection: Connection, key: string): Promise<void> {
  await sql`DELETE FROM access.challenges WHERE key = ${key}`.execute(connection);
}
