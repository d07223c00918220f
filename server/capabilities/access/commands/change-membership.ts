import { byPerson, recordAction } from '#capabilities/audit';
import type { Role } from '#contract/permission';
import { type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Actor } from '../actor.ts';
import type { Agencies } from '../agencies.ts';
import type { AccessContext } from '../context.ts';
import { isInScope, scopeOf } from '../scope.ts';
import { endMembership, findMembership, lockPerson, selectServed } from '../store-people.ts';
import { addMembership } from './add-membership.ts';
import { endLinksWithoutRight } from './check-maker.ts';
import { mustBeGivenHere } from './invite-person.ts';

type MembershipInput = {
  agencyId: string;
  role: Role;
  fromDate?: ThaiDay | undefined;
  untilDate?: ThaiDay | null | undefined;
};

/**
 * Adds a membership for a person who is already in the administrator's scope; others are invited.
 * @throws AppError `access/person-not-found`, `jurisdiction/agency-not-found`, `access/role-not-yours-to-give`,
 * `access/not-yourself`, `access/days-in-wrong-order`
 */
export async function giveMembership(
  { transact, clock, revocationSignal }: AccessContext,
  agencies: Agencies,
  actor: Actor,
  personId: string,
  input: MembershipInput,
): Promise<void> {
  if (personId === actor.userId) throw new AppError('access/not-yourself');
  mustBeGivenHere(agencies, actor, input.agencyId, input.role);
  const now = clock.now();
  const fromDate = input.fromDate ?? thaiDayOf(now);
  const untilDate = input.untilDate ?? null;
  if (untilDate !== null && untilDate < fromDate) throw new AppError('access/days-in-wrong-order');
  await transact(async (work) => {
    const served = await selectServed(work.tx, [personId]);
    const scope = scopeOf(actor, served, agencies.isWithin, thaiDayOf(now));
    if (scope === 'none') throw new AppError('access/person-not-found');
    const author = { ...byPerson(actor), at: now };
    await addMembership(
      work,
      { userId: personId, agencyId: input.agencyId, role: input.role, fromDate, untilDate },
      author,
    );
    await revocationSignal.give(work);
  });
}

/**
 * Changes the last day of a membership in the administrator's branch; null means no end.
 * @throws AppError `access/membership-not-found`, `access/not-yourself`
 */
export async function changeMembership(
  { transact, clock, revocationSignal }: AccessContext,
  agencies: Agencies,
  actor: Actor,
  id: string,
  untilDate: ThaiDay | null,
): Promise<void> {
  await transact(async (work) => {
    const known = await findMembership(work.tx, id);
    // Accepting an invitation made by this person waits for this change, and then checks their new permissions.
    if (known) await lockPerson(work.tx, known.userId);
    const membership = known && (await findMembership(work.tx, id, { locked: true }));
    if (!membership || !isInScope(actor, 'account:manage', membership.agencyId, agencies.isWithin)) {
      throw new AppError('access/membership-not-found');
    }
    if (membership.userId === actor.userId) throw new AppError('access/not-yourself');
    await endMembership(work.tx, id, untilDate);
    await endLinksWithoutRight(work, agencies, membership.userId, clock.now());
    await revocationSignal.give(work);
    recordAction(work, {
      ...byPerson(actor),
      action: 'access/change-membership',
      subjectKind: 'person',
      subjectId: membership.userId,
      details: { membershipId: id, agencyId: membership.agencyId, role: membership.role, untilDate },
      at: clock.now(),
    });
  });
}
