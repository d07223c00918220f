import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';
import type { Membership } from './membership.ts';

export type SignedInBy = 'password' | 'passkey' | 'organisation';
export type SessionRow = {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  provedAt: Date;
  signedInBy: SignedInBy;
  secondFactor: boolean;
};

/** Makes a session created by better-auth valid. */
export async function markOpened(
  connection: Connection,
  sessionId: string,
  { signedInBy, secondFactor }: Pick<SessionRow, 'signedInBy' | 'secondFactor'>,
  now: Date,
): Promise<void> {
  await sql`
    UPDATE access.sessions SET signed_in_by = ${signedInBy}, second_factor = ${secondFactor}, created_at = ${now},
      last_seen_at = ${now}, proved_at = ${now} WHERE id = ${sessionId}`.execute(connection);
}

/** A session that counts, with its person and all memberships of it. */
export type OpenSession = SessionRow & {
  userId: string;
  userName: string;
  hasSecondFactor: boolean;
  memberships: Membership[];
};

/** Of a session `s` and its person `u`; expired and unfinished sessions and those of disabled people do not count. */
const OPEN_SESSION = sql`s.id, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt", s.proved_at AS "provedAt",
    s.signed_in_by AS "signedInBy", s.second_factor AS "secondFactor", u.id AS "userId", u.name AS "userName",
    EXISTS (SELECT FROM access.totp_keys t WHERE t.user_id = s.user_id AND t.confirmed_at IS NOT NULL)
      OR EXISTS (SELECT FROM access.passkeys p WHERE p.user_id = s.user_id) AS "hasSecondFactor",
    coalesce((SELECT jsonb_agg(jsonb_build_object('agencyId', m.agency_id, 'role', m.role,
      'fromDate', m.from_date, 'untilDate', m.until_date) ORDER BY m.from_date, m.id)
      FROM access.memberships m WHERE m.user_id = s.user_id), '[]') AS memberships
  FROM access.sessions s JOIN access.users u ON u.id = s.user_id
  WHERE s.signed_in_by IS NOT NULL AND s.expires_at > clock_timestamp() AND u.disabled_at IS NULL`;

/** A valid session; undefined for an unfinished or ended one. */
export function findOpenSession(connection: Connection, sessionId: string): Promise<OpenSession | undefined> {
  return findRow(connection, sql<OpenSession>`SELECT ${OPEN_SESSION} AND s.id = ${sessionId}`);
}

/** The valid sessions among those with these token hashes, in any order. */
export function listOpenSessions(
  connection: Connection,
  tokenHashes: string[],
): Promise<(OpenSession & { tokenHash: string })[]> {
  return rows(
    connection,
    sql<OpenSession & { tokenHash: string }>`
      SELECT s.token AS "tokenHash", ${OPEN_SESSION} AND s.token = ANY(${tokenHashes}::text[])`,
  );
}

/** Stores that these sessions are in use. */
export async function touchSessions(connection: Connection, sessionIds: string[], now: Date): Promise<void> {
  // Locked in one order: another process may store the use of the same sessions.
  await sql`UPDATE access.sessions SET last_seen_at = ${now} WHERE id IN (
      SELECT id FROM access.sessions WHERE id = ANY(${sessionIds}::uuid[]) AND last_seen_at < ${now}
      ORDER BY id FOR UPDATE)`.execute(connection);
}

/** After an outage in which no session could be used: moves the last use of each by its duration. */
export async function addUnusable(tx: Connection, ms: number, now: Date): Promise<void> {
  await sql`UPDATE access.sessions SET last_seen_at = least(last_seen_at + ${ms}::float8 * interval '1 millisecond', ${now})
    WHERE signed_in_by IS NOT NULL AND last_seen_at < ${now}`.execute(tx);
}

export async function markProved(connection: Connection, sessionId: string, now: Date): Promise<void> {
  await sql`UPDATE access.sessions SET proved_at = ${now} WHERE id = ${sessionId}`.execute(connection);
}

export async function markSecondFactor(connection: Connection, sessionId: string, now: Date): Promise<void> {
  await sql`UPDATE access.sessions SET second_factor = true, proved_at = ${now} WHERE id = ${sessionId}`.execute(
    connection,
  );
}

export function selectSessions(
  connection: Connection,
  userId: string,
): Promise<(SessionRow & { address: string | null; device: string | null })[]> {
  return rows(
    connection,
    sql<SessionRow & { address: string | null; device: string | null }>`
      SELECT id, created_at AS "createdAt", last_seen_at AS "lastSeenAt", proved_at AS "provedAt",
        signed_in_by AS "signedInBy", second_factor AS "secondFactor", nullif(ip_address, '') AS address,
        nullif(user_agent, '') AS device
      FROM access.sessions WHERE user_id = ${userId} AND signed_in_by IS NOT NULL ORDER BY last_seen_at DESC, id`,
  );
}

/** Deletes sessions of the person: one, all but one, or all. @returns how many */
export async function deleteSessions(
  tx: Connection,
  userId: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  const ended = await rows(
    tx,
    sql`DELETE FROM access.sessions WHERE user_id = ${userId}
      AND (${which.only ?? null}::uuid IS NULL OR id = ${which.only ?? null})
      AND (${which.except ?? null}::uuid IS NULL OR id <> ${which.except ?? null}) RETURNING id`,
  );
  return ended.length;
}

/** Deletes the least recently used sessions so that at most `most` remain; never `but`. @returns how many */
export async function deleteOldestSessions(tx: Connection, userId: string, but: string, most: number): Promise<number> {
  const ended = await rows(
    tx,
    sql`DELETE FROM access.sessions WHERE id IN (
      SELECT id FROM access.sessions WHERE user_id = ${userId} AND signed_in_by IS NOT NULL
      ORDER BY (id = ${but}) DESC, last_seen_at DESC, created_at DESC, id DESC OFFSET ${most}) RETURNING id`,
  );
  return ended.length;
}

export async function deleteSession(connection: Connection, sessionId: string): Promise<void> {
  await sql`DELETE FROM access.sessions WHERE id = ${sessionId}`.execute(connection);
}

/** Deletes expired sessions and those never finished; by the machine's clock, which better-auth writes both times with. */
export async function deleteEndedSessions(connection: Connection): Promise<void> {
  await sql`DELETE FROM access.sessions WHERE expires_at < clock_timestamp()
    OR (signed_in_by IS NULL AND created_at < clock_timestamp() - interval '1 hour')`.execute(connection);
}

/** To be called in each transaction that revokes sessions or permissions. */
export async function countRevocation(tx: Connection): Promise<void> {
  await sql`UPDATE access.revocations SET number = number + 1`.execute(tx);
}

export async function getRevocationCount(connection: Connection): Promise<number> {
  return (await getRow(connection, sql<{ number: number }>`SELECT number FROM access.revocations`)).number;
}

export function findSessionByToken(connection: Connection, tokenHash: string): Promise<{ id: string } | undefined> {
  return findRow(connection, sql<{ id: string }>`SELECT id FROM access.sessions WHERE token = ${tokenHash}`);
}
