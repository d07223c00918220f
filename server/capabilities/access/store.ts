import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { newId } from '#platform/ids';
import type { Membership } from './membership.ts';

export type NewPerson = { name: string; email: string; passwordHash: string; isDemonstration: boolean };

/** Undefined when the e-mail address is taken. The credential account has the person's id, as better-auth expects. */
export async function insertPerson(tx: Connection, person: NewPerson, now: Date): Promise<string | undefined> {
  const made = await findRow(
    tx,
    sql<{ id: string }>`
      INSERT INTO access.users (id, name, email, email_verified, created_at, updated_at, is_demonstration)
      VALUES (${newId()}, ${person.name}, ${person.email}, true, ${now}, ${now}, ${person.isDemonstration})
      ON CONFLICT (email) DO NOTHING RETURNING id`,
  );
  if (made) await upsertPassword(tx, made.id, person.passwordHash, now);
  return made?.id;
}

export async function upsertPassword(tx: Connection, userId: string, hash: string, now: Date): Promise<void> {
  await sql`
    INSERT INTO access.accounts (id, user_id, account_id, provider_id, password, created_at, updated_at)
    VALUES (${newId()}, ${userId}, ${userId}, 'credential', ${hash}, ${now}, ${now})
    ON CONFLICT (provider_id, account_id) DO UPDATE SET password = excluded.password, updated_at = excluded.updated_at
    `.execute(tx);
}

/** The same membership again only changes its last day. */
export async function insertMembership(tx: Connection, userId: string, membership: Membership): Promise<void> {
  await sql`
    INSERT INTO access.memberships (id, user_id, agency_id, role, from_date, until_date)
    VALUES (${newId()}, ${userId}, ${membership.agencyId}, ${membership.role}, ${membership.fromDate},
      ${membership.untilDate})
    ON CONFLICT (user_id, agency_id, role, from_date) DO UPDATE SET until_date = excluded.until_date`.execute(tx);
}

export type DemoPerson = { id: string; name: string; email: string };

export function selectDemoPeople(connection: Connection): Promise<DemoPerson[]> {
  return rows(
    connection,
    sql<DemoPerson>`SELECT id, name, email FROM access.users WHERE is_demonstration ORDER BY created_at, id`,
  );
}
