import { byPerson, recordAction } from '#capabilities/audit';
import type { Role } from '#contract/permission';
import { type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { Actor } from '../actor.ts';
import type { Agencies } from '../agencies.ts';
import type { AccessContext } from '../context.ts';
import { rolesToGiveAt } from '../role-giving.ts';
import { isInScope } from '../scope.ts';
import { hashToken, newToken } from '../sealing.ts';
import {
  findInvitation,
  type InvitationRow,
  insertInvitation,
  lockInvitationsOf,
  renewInvitation as renew,
  replaceInvitations,
  revokeInvitations,
} from '../store-invitations.ts';

/** Three days, so that an invitation on Friday lasts until Monday. */
const INVITATION_MS = 72 * 3600_000;

export type OneTimeLink = { id: string; link: string; expiresAt: Date };
export type Invited = {
  email: string;
  role: Role;
  staffNumber?: string | undefined;
  fromDate?: ThaiDay | undefined;
  untilDate?: ThaiDay | null | undefined;
};

/**
 * Invites a person to a role in an agency and revokes open invitations of this address. There is no mail server: the link
 * is shown once and handed over by the inviter.
 * @throws AppError `jurisdiction/agency-not-found` outside the inviter's branch, `access/role-not-yours-to-give`,
 * `access/days-in-wrong-order`
 */
export async function invitePerson(
  context: AccessContext,
  agencies: Agencies,
  actor: Actor,
  agencyId: string,
  invited: Invited,
): Promise<OneTimeLink> {
  const { transact, clock, origin } = context;
  mustBeGivenHere(agencies, actor, agencyId, invited.role);
  const now = clock.now();
  const { email, role, staffNumber = null, fromDate = thaiDayOf(now), untilDate = null } = invited;
  if (untilDate !== null && untilDate < fromDate) throw new AppError('access/days-in-wrong-order');
  const token = newToken();
  const expiresAt = new Date(now.getTime() + INVITATION_MS);
  const id = await transact(async (work) => {
    await lockInvitationsOf(work.tx, email);
    await endReplaced(work, actor, email, null, now);
    const membership = { email, staffNumber, agencyId, role, fromDate, untilDate };
    const made = await insertInvitation(
      work.tx,
      { ...membership, tokenHash: hashToken(token), invitedBy: actor.userId, expiresAt },
      now,
    );
    const details = { agencyId, role, fromDate, untilDate };
    recordAction(work, { ...auditEventOf(actor, 'access/invite-person', made), details, at: now });
    return made;
  });
  return { id, link: linkOf(origin, token), expiresAt };
}

/** A new link; the previous one ends. @throws AppError `access/invitation-not-found`, `access/invitation-accepted` */
export async function renewInvitation(
  { transact, clock, origin }: AccessContext,
  agencies: Agencies,
  actor: Actor,
  id: string,
): Promise<OneTimeLink> {
  const token = newToken();
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + INVITATION_MS);
  await transact(async (work) => {
    const { email } = mustBeMine(await findInvitation(work.tx, id), agencies, actor);
    await lockInvitationsOf(work.tx, email);
    await endReplaced(work, actor, email, id, now);
    const invitation = mustBeMine(await findInvitation(work.tx, id, { locked: true }), agencies, actor);
    mustBeGivenHere(agencies, actor, invitation.agencyId, invitation.role);
    await renew(work.tx, id, { tokenHash: hashToken(token), invitedBy: actor.userId, expiresAt });
    recordAction(work, { ...auditEventOf(actor, 'access/renew-invitation', id), at: now });
  });
  return { id, link: linkOf(origin, token), expiresAt };
}

/** @throws AppError `access/invitation-not-found`, `access/invitation-accepted` */
export async function revokeInvitation(
  { transact, clock }: AccessContext,
  agencies: Agencies,
  actor: Actor,
  id: string,
): Promise<void> {
  await transact(async (work) => {
    mustBeMine(await findInvitation(work.tx, id, { locked: true }), agencies, actor);
    await revokeInvitations(work.tx, [id], clock.now());
    recordAction(work, { ...auditEventOf(actor, 'access/revoke-invitation', id), at: clock.now() });
  });
}

/** Revokes older open invitations of the address, with an audit entry for each. */
async function endReplaced(work: Work, actor: Actor, email: string, except: string | null, now: Date): Promise<void> {
  for (const id of await replaceInvitations(work.tx, email, except, now)) {
    recordAction(work, { ...auditEventOf(actor, 'access/replace-invitation', id), at: now });
  }
}

/**
 * Checks that the agency is in the actor's branch and has this role.
 * @throws AppError `jurisdiction/agency-not-found`, `access/role-not-yours-to-give`
 */
export function mustBeGivenHere(agencies: Agencies, actor: Actor, agencyId: string, role: string): void {
  const agency = agencies.findAgency(agencyId);
  if (!agency || !isInScope(actor, 'account:manage', agencyId, agencies.isWithin)) {
    throw new AppError('jurisdiction/agency-not-found');
  }
  const given: readonly string[] = rolesToGiveAt(agency.kind);
  if (!given.includes(role)) throw new AppError('access/role-not-yours-to-give');
}

function mustBeMine(invitation: InvitationRow | undefined, agencies: Agencies, actor: Actor): InvitationRow {
  const mine = invitation && isInScope(actor, 'account:manage', invitation.agencyId, agencies.isWithin);
  if (!mine) throw new AppError('access/invitation-not-found');
  if (invitation.acceptedAt) {
    throw new AppError('access/invitation-accepted', {
      lostTo: { subjects: [invitation.id], actions: ['access/accept-invitation'] },
    });
  }
  return invitation;
}

/** After `#`, so that the token is in no server log and no Referer header. */
function linkOf(origin: string, token: string): string {
  return `${origin}/console/invitation#${token}`;
}

function auditEventOf(actor: Actor, action: string, id: string) {
  return { ...byPerson(actor), action, subjectKind: 'invitation', subjectId: id };
}
