import { byPerson, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { Actor } from '../actor.ts';
import type { Agencies } from '../agencies.ts';
import type { AccessContext } from '../context.ts';
import { isRole } from '../membership.ts';
import { hashToken } from '../sealing.ts';
import {
  findOpenInvitation,
  findUsedInvitation,
  type InvitationRow,
  markInvitationAccepted,
} from '../store-invitations.ts';
import { findPerson, findPersonByEmail, lockPerson } from '../store-people.ts';
import { linkLimits } from '../try-limits.ts';
import { addMembership } from './add-membership.ts';
import { mustStillBeGiven } from './check-maker.ts';
import { type Author, createPerson } from './create-person.ts';

type NewPerson = { token: string; name: string; password: string };

/**
 * Accepts an invitation and creates the account, with a name and password chosen by the person.
 * @throws AppError `access/link-not-valid`, `access/link-used`, `access/link-maker-lost-right`,
 * `access/sign-in-to-accept`, `access/password-unfit`, `access/password-guessable`, `access/staff-number-taken`
 */
export async function acceptInvitation(
  context: AccessContext,
  agencies: Agencies,
  { token, name, password }: NewPerson,
  address: string,
): Promise<{ email: string }> {
  const { transact, clock } = context;
  return withLink(context, address, () =>
    transact(async (work) => {
      const now = clock.now();
      const invitation = await getInvitation(work, agencies, token, now);
      const { email, staffNumber } = invitation;
      if (await findPersonByEmail(work.tx, email)) throw new AppError('access/sign-in-to-accept');
      const from = { actorKind: 'system', actorId: null, from: address, sessionId: null, at: now } as const;
      const userId = await createPerson(work, { name, email, password, staffNumber }, from);
      await acceptFor(work, invitation, userId, { ...from, actorKind: 'person', actorId: userId });
      return { email };
    }),
  );
}

/** Accepts an invitation with an existing account; only the invited person may. @throws AppError `access/link-not-valid` */
export async function acceptInvitationAs(
  context: AccessContext,
  agencies: Agencies,
  actor: Actor,
  token: string,
): Promise<{ email: string }> {
  const { transact, clock, revocationSignal } = context;
  return withLink(context, actor.from, () =>
    transact(async (work) => {
      const invitation = await getInvitation(work, agencies, token, clock.now());
      const person = await findPerson(work.tx, actor.userId);
      if (person?.email !== invitation.email) throw new AppError('access/link-not-valid');
      await acceptFor(work, invitation, actor.userId, { ...byPerson(actor), at: clock.now() });
      await revocationSignal.give(work);
      return { email: invitation.email };
    }),
  );
}

/** Counts invalid links, so that nobody tries many. @throws AppError `request/too-many` */
export async function withLink<Answer>(
  { limit, keys }: AccessContext,
  address: string,
  use: () => Promise<Answer>,
): Promise<Answer> {
  const limits = linkLimits(keys.tries, address);
  await limit.begin(limits);
  try {
    return await use();
  } catch (refusal) {
    if (refusal instanceof AppError && refusal.code === 'access/link-not-valid') await limit.failed(limits);
    throw refusal;
  }
}

/** Locks the inviter first: a change of the inviter's permissions is complete, or waits until the invitation is accepted. */
async function getInvitation(work: Work, agencies: Agencies, token: string, now: Date): Promise<InvitationRow> {
  const known = await findOpenInvitation(work.tx, hashToken(token), now);
  if (known) await lockPerson(work.tx, known.invitedBy);
  const invitation = known && (await findOpenInvitation(work.tx, hashToken(token), now, { locked: true }));
  const used = invitation ? undefined : await findUsedInvitation(work.tx, hashToken(token));
  if (used) {
    // The holder of the link learns that it was used, but not by whom.
    const params = { did: 'access/accept-invitation', by: 'nobody', at: used.acceptedAt.toISOString() };
    throw new AppError('access/link-used', { params });
  }
  if (!invitation) throw new AppError('access/link-not-valid');
  await mustStillBeGiven(work, agencies, invitation, now);
  return invitation;
}

async function acceptFor(work: Work, invitation: InvitationRow, userId: string, author: Author): Promise<void> {
  const { id, agencyId, role, fromDate, untilDate } = invitation;
  if (!isRole(role)) throw new AppError('access/link-not-valid');
  await markInvitationAccepted(work.tx, id, userId, author.at);
  await addMembership(work, { userId, agencyId, role, fromDate, untilDate }, author);
  recordAction(work, {
    ...author,
    action: 'access/accept-invitation',
    subjectKind: 'invitation',
    subjectId: id,
    details: { userId },
  });
}
