import { type Connection, findRow, sql } from '#platform/database/database';

/** A browser not seen for this long is unknown again. */
const KNOWN_DAYS = 180;

export async function isKnownDevice(
  connection: Connection,
  tokenHash: string,
  email: string,
  now: Date,
): Promise<boolean> {
  const since = new Date(now.getTime() - KNOWN_DAYS * 24 * 3600_000);
  const known = await findRow(
    connection,
    sql`SELECT 1 FROM access.known_devices d JOIN access.users u ON u.id = d.user_id
      WHERE d.token_hash = ${tokenHash} AND u.email = ${email} AND d.last_seen_at > ${since}`,
  );
  return known !== undefined;
}

/**
 * A browser is known for the person who signed in there last: every sign-in replaces its cookie. Keeps at most `most`
 * browsers of a person and forgets the least recently seen.
 */
export async function rememberDevice(
  connection: Connection,
  userId: string,
  hashes: { earlier: string | null; now: string },
  { now, most }: { now: Date; most: number },
): Promise<void> {
  await sql`DELETE FROM access.known_devices WHERE token_hash = ${hashes.earlier}
    OR last_seen_at < ${new Date(now.getTime() - KNOWN_DAYS * 24 * 3600_000)}`.execute(connection);
  await sql`INSERT INTO access.known_devices (token_hash, user_id, last_seen_at)
    VALUES (${hashes.now}, ${userId}, ${now})`.execute(connection);
  await sql`DELETE FROM access.known_devices WHERE token_hash IN (
    SELECT token_hash FROM access.known_devices WHERE user_id = ${userId}
    ORDER BY (token_hash = ${hashes.now}) DESC, last_seen_at DESC, token_hash OFFSET ${most})`.execute(connection);
}

export async function forgetDevices(connection: Connection, userId: string): Promise<void> {
  await sql`DELETE FROM access.known_devices WHERE user_id = ${userId}`.execute(connection);
}
