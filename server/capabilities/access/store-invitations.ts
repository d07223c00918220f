import { ROLES } from '#contract/permission';
import { type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { newId } from '#platform/ids';

export type InvitationRow = {
  id: string;
  email: string;
  staffNumber: string | null;
  agencyId: string;
  role: string;
  invitedBy: string;
  fromDate: ThaiDay;
  untilDate: ThaiDay | null;
  invitedAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
};
const INVITATION = sql`id, email, staff_number AS "staffNumber", agency_id AS "agencyId", role, invited_by AS "invitedBy",
  from_date::text AS "fromDate", until_date::text AS "untilDate", invited_at AS "invitedAt",
  expires_at AS "expiresAt", accepted_at AS "acceptedAt", revoked_at AS "revokedAt"`;

/** Neither accepted nor revoked; it may have expired. */
const OPEN = sql`accepted_at IS NULL AND revoked_at IS NULL`;

type NewInvitation = Pick<InvitationRow, 'email' | 'staffNumber' | 'agencyId' | 'role' | 'fromDate' | 'untilDate'>;

export async function insertInvitation(
  tx: Connection,
  invitation: NewInvitation & { tokenHash: string; invitedBy: string; expiresAt: Date },
  now: Date,
): Promise<string> {
  const id = newId();
  await sql`
    INSERT INTO access.invitations (id, token_hash, email, staff_number, agency_id, role, from_date, until_date,
      invited_by, invited_at, expires_at)
    VALUES (${id}, ${invitation.tokenHash}, ${invitation.email}, ${invitation.staffNumber}, ${invitation.agencyId},
      ${invitation.role}, ${invitation.fromDate}, ${invitation.untilDate}, ${invitation.invitedBy}, ${now},
      ${invitation.expiresAt})`.execute(tx);
  return id;
}

export function findInvitation(
  tx: Connection,
  id: string,
  { locked = false } = {},
): Promise<InvitationRow | undefined> {
  return findRow(
    tx,
    sql<InvitationRow>`SELECT ${INVITATION} FROM access.invitations WHERE id = ${id} ${locked ? sql`FOR UPDATE` : sql``}`,
  );
}

/** Only if it can still be accepted. Whether the inviter still has the right is checked by `check-maker.ts`. */
export function findOpenInvitation(
  tx: Connection,
  tokenHash: string,
  now: Date,
  { locked = false } = {},
): Promise<InvitationRow | undefined> {
  return findRow(
    tx,
    sql<InvitationRow>`SELECT ${INVITATION} FROM access.invitations WHERE token_hash = ${tokenHash}
      AND ${OPEN} AND expires_at > ${now} ${locked ? sql`FOR UPDATE` : sql``}`,
  );
}

/** Serialises invitations of one address, so that at most one is open. */
export async function lockInvitationsOf(tx: Connection, email: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('access.invitations'), hashtext(${email}))`.execute(tx);
}

/** Revokes the open invitations of an address, whoever made them. @returns their ids */
export async function replaceInvitations(
  tx: Connection,
  email: string,
  except: string | null,
  now: Date,
): Promise<string[]> {
  const ended = await rows(
    tx,
    sql<{ id: string }>`UPDATE access.invitations SET revoked_at = ${now} WHERE email = ${email}
      AND ${OPEN} AND (${except}::uuid IS NULL OR id <> ${except}) RETURNING id`,
  );
  return ended.map(({ id }) => id);
}

export function selectOpenInvitationsBy(tx: Connection, invitedBy: string): Promise<InvitationRow[]> {
  return rows(
    tx,
    sql<InvitationRow>`SELECT ${INVITATION} FROM access.invitations WHERE invited_by = ${invitedBy}
      AND ${OPEN} ORDER BY id`,
  );
}

const MANAGING = Object.entries(ROLES).flatMap(([role, may]) =>
  (may as readonly string[]).includes('account:manage') ? [role] : [],
);

/** Ends the links of people whose last permission to manage accounts expired. Other lost permissions are found on use. */
export async function endLinksOfFormerMakers(connection: Connection, now: Date): Promise<void> {
  const may = (maker: string) => sql`EXISTS (SELECT FROM access.memberships m JOIN access.users u ON u.id = m.user_id
    WHERE m.user_id = ${sql.ref(maker)} AND u.disabled_at IS NULL AND m.role = ANY(${MANAGING}::text[])
      AND m.from_date <= ${thaiDayOf(now)}::date AND (m.until_date IS NULL OR m.until_date >= ${thaiDayOf(now)}::date))`;
  await sql`UPDATE access.invitations SET revoked_at = ${now}
    WHERE ${OPEN} AND NOT ${may('invited_by')}`.execute(connection);
  await sql`DELETE FROM access.password_links WHERE used_at IS NULL AND NOT ${may('made_by')}`.execute(connection);
}

/** An invitation that was accepted already. */
export function findUsedInvitation(tx: Connection, tokenHash: string): Promise<{ acceptedAt: Date } | undefined> {
  return findRow(
    tx,
    sql<{ acceptedAt: Date }>`SELECT accepted_at AS "acceptedAt" FROM access.invitations
      WHERE token_hash = ${tokenHash} AND accepted_at IS NOT NULL`,
  );
}

/** Newest first; expired ones are shown for a month. */
export function selectInvitationsOf(connection: Connection, agencyId: string, now: Date): Promise<InvitationRow[]> {
  return rows(
    connection,
    sql<InvitationRow>`SELECT ${INVITATION} FROM access.invitations WHERE agency_id = ${agencyId}
      AND expires_at > ${new Date(now.getTime() - 30 * 24 * 3600_000)} ORDER BY invited_at DESC, id LIMIT 200`,
  );
}

/** The person who renews it becomes the inviter. */
export async function renewInvitation(
  tx: Connection,
  id: string,
  { tokenHash, invitedBy, expiresAt }: { tokenHash: string; invitedBy: string; expiresAt: Date },
): Promise<void> {
  await sql`UPDATE access.invitations SET token_hash = ${tokenHash}, invited_by = ${invitedBy},
    expires_at = ${expiresAt}, revoked_at = NULL WHERE id = ${id}`.execute(tx);
}

export async function revokeInvitations(tx: Connection, ids: readonly string[], now: Date): Promise<void> {
  await sql`UPDATE access.invitations SET revoked_at = ${now} WHERE id = ANY(${[...ids]}::uuid[])`.execute(tx);
}

export async function markInvitationAccepted(tx: Connection, id: string, acceptedBy: string, now: Date): Promise<void> {
  await sql`UPDATE access.invitations SET accepted_at = ${now}, accepted_by = ${acceptedBy} WHERE id = ${id}`.execute(
    tx,
  );
}
