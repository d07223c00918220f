import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { newId } from '#platform/ids';
import type { ThaiDate } from './membership.ts';

export type InvitationRow = {
  id: string;
  email: string;
  staffNumber: string | null;
  agencyId: string;
  role: string;
  fromDate: ThaiDate;
  untilDate: ThaiDate | null;
  invitedAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
};
const INVITATION = sql`id, email, staff_number AS "staffNumber", agency_id AS "agencyId", role,
  from_date::text AS "fromDate", until_date::text AS "untilDate", invited_at AS "invitedAt",
  expires_at AS "expiresAt", accepted_at AS "acceptedAt", revoked_at AS "revokedAt"`;

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

export function findInvitation(tx: Connection, id: string): Promise<InvitationRow | undefined> {
  return findRow(tx, sql<InvitationRow>`SELECT ${INVITATION} FROM access.invitations WHERE id = ${id} FOR UPDATE`);
}

/** Only one that can still be accepted; what somebody offered who has been disabled since cannot. */
export function findOpenInvitation(tx: Connection, tokenHash: string, now: Date): Promise<InvitationRow | undefined> {
  return findRow(
    tx,
    sql<InvitationRow>`SELECT ${INVITATION} FROM access.invitations WHERE token_hash = ${tokenHash}
      AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > ${now}
      AND EXISTS (SELECT FROM access.users u WHERE u.id = invited_by AND u.disabled_at IS NULL) FOR UPDATE`,
  );
}

/** The newest first; settled ones are shown for a month. */
export function selectInvitationsOf(connection: Connection, agencyId: string, now: Date): Promise<InvitationRow[]> {
  return rows(
    connection,
    sql<InvitationRow>`SELECT ${INVITATION} FROM access.invitations WHERE agency_id = ${agencyId}
      AND expires_at > ${new Date(now.getTime() - 30 * 24 * 3600_000)} ORDER BY invited_at DESC, id LIMIT 200`,
  );
}

/** Whoever renews it answers for it from now on. */
export async function renewInvitation(
  tx: Connection,
  id: string,
  { tokenHash, invitedBy, expiresAt }: { tokenHash: string; invitedBy: string; expiresAt: Date },
): Promise<void> {
  await sql`UPDATE access.invitations SET token_hash = ${tokenHash}, invited_by = ${invitedBy},
    expires_at = ${expiresAt}, revoked_at = NULL WHERE id = ${id}`.execute(tx);
}

export async function revokeInvitation(tx: Connection, id: string, now: Date): Promise<void> {
  await sql`UPDATE access.invitations SET revoked_at = ${now} WHERE id = ${id}`.execute(tx);
}

export async function settleInvitation(tx: Connection, id: string, acceptedBy: string, now: Date): Promise<void> {
  await sql`UPDATE access.invitations SET accepted_at = ${now}, accepted_by = ${acceptedBy} WHERE id = ${id}`.execute(
    tx,
  );
}
