import type { NewOwnNumber, OwnNumber } from '#contract/access-people';
import type { ThaiDay } from '#contract/thai-day';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { newId } from '#platform/ids';
import type { Membership } from './membership.ts';

export type PersonRow = {
  id: string;
  name: string;
  email: string;
  staffNumber: string | null;
  disabledAt: Date | null;
  isDemonstration: boolean;
  credentialsVersion: number;
};
const PERSON = sql`u.id, u.name, u.email, u.staff_number AS "staffNumber", u.disabled_at AS "disabledAt",
  u.is_demonstration AS "isDemonstration", u.credentials_version AS "credentialsVersion"`;

/** The last digits alone leave the database. */
const OWN_NUMBER = sql`own.id, own.kind, right(own.compared, 3) AS ending`;

export function findPerson(connection: Connection, id: string): Promise<PersonRow | undefined> {
  return findRow(connection, sql<PersonRow>`SELECT ${PERSON} FROM access.users u WHERE u.id = ${id}`);
}

/** Locks the account until the end of the transaction, so that proofs and sign-ins of one person run one after another. */
export function lockPerson(tx: Connection, id: string): Promise<PersonRow | undefined> {
  return findRow(tx, sql<PersonRow>`SELECT ${PERSON} FROM access.users u WHERE u.id = ${id} FOR NO KEY UPDATE`);
}

/** Locks several accounts, always in the same order, so that there is no deadlock. */
export async function lockPeople(tx: Connection, ids: readonly string[]): Promise<void> {
  await sql`SELECT 1 FROM access.users WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`.execute(tx);
}

/** From its commit on, sign-ins that began before it fail. */
export async function countCredentialsChange(tx: Connection, userId: string): Promise<void> {
  await sql`UPDATE access.users SET credentials_version = credentials_version + 1 WHERE id = ${userId}`.execute(tx);
}

export function findPersonByEmail(connection: Connection, email: string): Promise<PersonRow | undefined> {
  return findRow(connection, sql<PersonRow>`SELECT ${PERSON} FROM access.users u WHERE u.email = ${email}`);
}

export function findPersonByStaffNumber(connection: Connection, staffNumber: string): Promise<PersonRow | undefined> {
  return findRow(
    connection,
    sql<PersonRow>`SELECT ${PERSON} FROM access.users u WHERE u.staff_number = ${staffNumber}`,
  );
}

export type ServedMembership = Membership & { id: string; userId: string };
const MEMBERSHIP = sql`m.id, m.user_id AS "userId", m.agency_id AS "agencyId", m.role,
  m.from_date::text AS "fromDate", m.until_date::text AS "untilDate"`;

export function selectServed(connection: Connection, userIds: string[]): Promise<ServedMembership[]> {
  return rows(
    connection,
    sql<ServedMembership>`SELECT ${MEMBERSHIP} FROM access.memberships m WHERE m.user_id = ANY(${userIds}::uuid[])
      ORDER BY m.from_date, m.id`,
  );
}

export function findMembership(
  tx: Connection,
  id: string,
  { locked = false } = {},
): Promise<ServedMembership | undefined> {
  return findRow(
    tx,
    sql<ServedMembership>`SELECT ${MEMBERSHIP} FROM access.memberships m WHERE m.id = ${id}
      ${locked ? sql`FOR UPDATE` : sql``}`,
  );
}

/** If the last day lies before the first, the membership is deleted. */
export async function endMembership(tx: Connection, id: string, untilDate: ThaiDay | null): Promise<void> {
  await sql`DELETE FROM access.memberships WHERE id = ${id} AND from_date > ${untilDate}::date`.execute(tx);
  await sql`UPDATE access.memberships SET until_date = ${untilDate}::date WHERE id = ${id}`.execute(tx);
}

export type ListedPerson = PersonRow & {
  secondFactor: boolean;
  lineLinked: boolean;
  lastSeenAt: Date | null;
  ownNumbers: OwnNumber[];
};

/** Everybody with a past, present or future membership in this agency. */
export function selectPeopleOf(connection: Connection, agencyId: string): Promise<ListedPerson[]> {
  return rows(
    connection,
    sql<ListedPerson>`
      SELECT ${PERSON},
        EXISTS (SELECT FROM access.totp_keys t WHERE t.user_id = u.id AND t.confirmed_at IS NOT NULL)
          OR EXISTS (SELECT FROM access.passkeys p WHERE p.user_id = u.id) AS "secondFactor",
        EXISTS (SELECT FROM access.line_links l WHERE l.user_id = u.id) AS "lineLinked",
        (SELECT max(s.last_seen_at) FROM access.sessions s WHERE s.user_id = u.id) AS "lastSeenAt",
        (SELECT coalesce(json_agg(json_build_object('id', own.id, 'kind', own.kind, 'ending', own.ending)
            ORDER BY own.kind DESC, own.id), '[]')
          FROM (SELECT ${OWN_NUMBER} FROM access.own_numbers own WHERE own.user_id = u.id) AS own) AS "ownNumbers"
      FROM access.users u WHERE u.id IN (SELECT user_id FROM access.memberships WHERE agency_id = ${agencyId})
      ORDER BY u.name, u.id`,
  );
}

export async function setDisabled(tx: Connection, userId: string, at: Date | null): Promise<void> {
  await sql`UPDATE access.users SET disabled_at = ${at} WHERE id = ${userId}`.execute(tx);
}

/** @returns false when another person has the number */
export async function setStaffNumber(tx: Connection, userId: string, staffNumber: string | null): Promise<boolean> {
  const set = await findRow(
    tx,
    sql`UPDATE access.users u SET staff_number = ${staffNumber} WHERE u.id = ${userId} AND NOT EXISTS (
      SELECT FROM access.users other WHERE other.staff_number = ${staffNumber} AND other.id <> u.id) RETURNING u.id`,
  );
  return set !== undefined;
}

export function selectOwnNumbers(connection: Connection, userId: string): Promise<OwnNumber[]> {
  return rows(
    connection,
    sql<OwnNumber>`SELECT ${OWN_NUMBER} FROM access.own_numbers own WHERE own.user_id = ${userId}
      ORDER BY own.kind DESC, own.id`,
  );
}

/** A number that is known already, however it was typed, stays as it is. @returns false for such a one */
export async function insertOwnNumber(tx: Connection, userId: string, own: NewOwnNumber): Promise<boolean> {
  const added = await findRow(
    tx,
    sql`INSERT INTO access.own_numbers (id, user_id, kind, number) VALUES (${newId()}, ${userId}, ${own.kind}, ${own.number})
      ON CONFLICT (user_id, kind, compared) DO NOTHING RETURNING id`,
  );
  return added !== undefined;
}

/** @returns its kind; undefined where there is none */
export async function deleteOwnNumber(tx: Connection, userId: string, id: string): Promise<string | undefined> {
  const gone = await findRow(
    tx,
    sql<{ kind: string }>`DELETE FROM access.own_numbers WHERE user_id = ${userId} AND id = ${id} RETURNING kind`,
  );
  return gone?.kind;
}

export async function findPasswordHash(connection: Connection, userId: string): Promise<string | undefined> {
  const account = await findRow(
    connection,
    sql<{ hash: string | null }>`SELECT password AS hash FROM access.accounts
      WHERE user_id = ${userId} AND provider_id = 'credential'`,
  );
  return account?.hash ?? undefined;
}

export type LinkRow = { id: string; userId: string; madeBy: string };
const LINK = sql`id, user_id AS "userId", made_by AS "madeBy"`;

export async function insertPasswordLink(
  tx: Connection,
  link: { tokenHash: string; userId: string; madeBy: string; expiresAt: Date },
  now: Date,
): Promise<string> {
  const id = newId();
  await sql`DELETE FROM access.password_links WHERE user_id = ${link.userId}`.execute(tx);
  await sql`
    INSERT INTO access.password_links (id, token_hash, user_id, made_by, made_at, expires_at)
    VALUES (${id}, ${link.tokenHash}, ${link.userId}, ${link.madeBy}, ${now}, ${link.expiresAt})`.execute(tx);
  return id;
}

/** Used, expired or open; `spendPasswordLink` checks that it is open. */
export function findPasswordLink(tx: Connection, tokenHash: string): Promise<LinkRow | undefined> {
  return findRow(tx, sql<LinkRow>`SELECT ${LINK} FROM access.password_links WHERE token_hash = ${tokenHash}`);
}

export function selectOpenPasswordLinksBy(tx: Connection, madeBy: string): Promise<LinkRow[]> {
  return rows(
    tx,
    sql<LinkRow>`SELECT ${LINK} FROM access.password_links WHERE made_by = ${madeBy} AND used_at IS NULL ORDER BY id`,
  );
}

export async function deletePasswordLinks(tx: Connection, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM access.password_links WHERE id = ANY(${[...ids]}::uuid[]) AND used_at IS NULL`.execute(tx);
}

export function spendPasswordLink(tx: Connection, tokenHash: string, now: Date): Promise<LinkRow | undefined> {
  return findRow(
    tx,
    sql<LinkRow>`UPDATE access.password_links SET used_at = ${now}
      WHERE token_hash = ${tokenHash} AND used_at IS NULL AND expires_at > ${now} RETURNING ${LINK}`,
  );
}
