import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { Actor } from '../actor.ts';
import type { Agencies } from '../agencies.ts';
import type { Membership } from '../membership.ts';
import { scopeOf } from '../scope.ts';
import { findActorOfPerson } from '../store-actor.ts';
import { type InvitationRow, revokeInvitations, selectOpenInvitationsBy } from '../store-invitations.ts';
import { deletePasswordLinks, selectOpenPasswordLinksBy, selectServed } from '../store-people.ts';
import { mustBeGivenHere } from './invite-person.ts';

/**
 * Checks that the inviter may still give this role in this agency. Lock the inviter's account before, so that a change of
 * their permissions is complete or waits.
 * @throws AppError `access/link-maker-lost-right`
 */
export async function mustStillBeGiven(
  work: Work,
  agencies: Agencies,
  { invitedBy, agencyId, role }: Pick<InvitationRow, 'invitedBy' | 'agencyId' | 'role'>,
  now: Date,
): Promise<void> {
  const maker = await findActorOfPerson(work.tx, invitedBy, now);
  if (!maker || !mayGive(agencies, maker, agencyId, role)) throw new AppError('access/link-maker-lost-right');
}

/** Checks that the maker of a password link may still change that person's account. @throws AppError as above */
export async function mustStillHaveScope(
  work: Work,
  agencies: Agencies,
  { madeBy, userId }: { madeBy: string; userId: string },
  now: Date,
): Promise<void> {
  const maker = await findActorOfPerson(work.tx, madeBy, now);
  const served = await selectServed(work.tx, [userId]);
  if (!maker || !hasFullScope(agencies, maker, served, now)) {
    throw new AppError('access/link-maker-lost-right');
  }
}

/** After a change of permissions: ends those open links that their maker may no longer make. */
export async function endLinksWithoutRight(work: Work, agencies: Agencies, makerId: string, now: Date): Promise<void> {
  const maker = await findActorOfPerson(work.tx, makerId, now);
  const withoutRight = (await selectOpenInvitationsBy(work.tx, makerId)).filter(
    ({ agencyId, role }) => !maker || !mayGive(agencies, maker, agencyId, role),
  );
  await revokeInvitations(
    work.tx,
    withoutRight.map(({ id }) => id),
    now,
  );
  const links = await selectOpenPasswordLinksBy(work.tx, makerId);
  const served = Map.groupBy(
    await selectServed(
      work.tx,
      links.map(({ userId }) => userId),
    ),
    ({ userId }) => userId,
  );
  const outOfScope = links.filter(
    ({ userId }) => !maker || !hasFullScope(agencies, maker, served.get(userId) ?? [], now),
  );
  await deletePasswordLinks(
    work.tx,
    outOfScope.map(({ id }) => id),
  );
}

function mayGive(agencies: Agencies, maker: Actor, agencyId: string, role: string): boolean {
  try {
    mustBeGivenHere(agencies, maker, agencyId, role);
    return true;
  } catch (refusal) {
    if (refusal instanceof AppError) return false;
    throw refusal;
  }
}

function hasFullScope(agencies: Agencies, maker: Actor, served: readonly Membership[], now: Date): boolean {
  return scopeOf(maker, served, agencies.isWithin, thaiDayOf(now)) === 'full';
}
