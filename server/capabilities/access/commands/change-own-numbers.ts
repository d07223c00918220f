import { byPerson, recordAction } from '#capabilities/audit';
import { type NewOwnNumber, OWN_NUMBERS_AT_MOST, type OwnNumber } from '#contract/access-people';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { Actor } from '../actor.ts';
import type { AccessContext } from '../context.ts';
import { mustHaveFullScope, scopeOf } from '../scope.ts';
import { deleteOwnNumber, insertOwnNumber, lockPerson, selectOwnNumbers, selectServed } from '../store-people.ts';
import type { OnAccount } from './change-account.ts';

/**
 * Adds a private number of a colleague: a case from which somebody with that number is barred does not exist for them. The
 * audit holds only of which kind it is.
 * @throws AppError `access/person-not-found`, `access/person-serves-elsewhere`, `access/own-number-known`, `access/own-numbers-full`
 */
export async function addOwnNumberOf(on: OnAccount, own: NewOwnNumber): Promise<void> {
  await on.context.transact(async (work) => {
    await mustManage(on, work);
    await addNumber(on, work, own);
  });
}

/** Anybody adds their own. Taking one away would open the cases that it keeps from them, so others do that. */
export async function addOwnNumber(
  context: AccessContext,
  actor: Actor,
  own: NewOwnNumber,
): Promise<{ numbers: OwnNumber[] }> {
  return context.transact(async (work) => {
    await lockPerson(work.tx, actor.userId);
    await addNumber({ context, actor, personId: actor.userId }, work, own);
    return { numbers: await selectOwnNumbers(work.tx, actor.userId) };
  });
}

/** @throws AppError `access/person-not-found`, `access/person-serves-elsewhere`, `access/not-yourself`, `access/own-number-not-found` */
export async function removeOwnNumberOf(on: OnAccount, numberId: string): Promise<void> {
  if (on.personId === on.actor.userId) throw new AppError('access/not-yourself');
  await on.context.transact(async (work) => {
    await mustManage(on, work);
    const kind = await deleteOwnNumber(work.tx, on.personId, numberId);
    if (!kind) throw new AppError('access/own-number-not-found');
    await recordChange(on, work, 'access/remove-own-number', kind);
  });
}

async function mustManage({ context, agencies, actor, personId }: OnAccount, work: Work): Promise<void> {
  await lockPerson(work.tx, personId);
  const served = await selectServed(work.tx, [personId]);
  mustHaveFullScope(scopeOf(actor, served, agencies.isWithin, thaiDayOf(context.clock.now())));
}

type On = Pick<OnAccount, 'context' | 'actor' | 'personId'>;

async function addNumber(on: On, work: Work, own: NewOwnNumber): Promise<void> {
  if (!(await insertOwnNumber(work.tx, on.personId, own))) throw new AppError('access/own-number-known');
  if ((await selectOwnNumbers(work.tx, on.personId)).length > OWN_NUMBERS_AT_MOST)
    throw new AppError('access/own-numbers-full');
  await recordChange(on, work, 'access/add-own-number', own.kind);
}

async function recordChange({ context, actor, personId }: On, work: Work, action: string, kind: string): Promise<void> {
  await context.events.publish(work, 'person-known-anew', { personId });
  recordAction(work, {
    ...byPerson(actor),
    ...{ action, subjectKind: 'person', subjectId: personId },
    details: { kind },
    at: context.clock.now(),
  });
}
