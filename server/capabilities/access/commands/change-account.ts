import { byPerson, recordAction } from '#capabilities/audit';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { Actor } from '../actor.ts';
import type { Agencies } from '../agencies.ts';
import type { AccessContext } from '../context.ts';
import { mustHaveFullScope, scopeOf } from '../scope.ts';
import { forgetDevices } from '../store-devices.ts';
import { countCredentialsChange, lockPerson, selectServed, setDisabled, setStaffNumber } from '../store-people.ts';
import { deletePasskeys, deleteTotp, dropIdleRecoveryCodes } from '../store-second-factors.ts';
import { deleteSessions } from '../store-sessions.ts';
import { endLinksWithoutRight } from './check-maker.ts';
import { endLinks } from './notify-account-change.ts';

/** An action of an administrator on the account of a person in scope. */
export type OnAccount = { context: AccessContext; agencies: Agencies; actor: Actor; personId: string };

/** From the commit on the person has no sessions and can't sign in; open live streams end at once. */
export function disablePerson(on: OnAccount): Promise<void> {
  return changeAccount(on, 'access/disable-person', async (work, now) => {
    await setDisabled(work.tx, on.personId, now);
    await deleteSessions(work.tx, on.personId);
    await forgetDevices(work.tx, on.personId);
    await endLinksWithoutRight(work, on.agencies, on.personId, now);
    await endLinks(on.context, work, { personId: on.personId, action: 'access/disable-person' });
    return {};
  });
}

export function enablePerson(on: OnAccount): Promise<void> {
  return changeAccount(on, 'access/enable-person', async (work) => {
    await setDisabled(work.tx, on.personId, null);
    return {};
  });
}

/** Signs a person out everywhere, e.g. after a theft of their phone. Also ends its LINE link and push subscriptions. */
export function endSessionsOf(on: OnAccount): Promise<void> {
  return changeAccount(on, 'access/end-sessions-of', async (work) => {
    await forgetDevices(work.tx, on.personId);
    await endLinks(on.context, work, { personId: on.personId, action: 'access/end-sessions-of' });
    return { ended: await deleteSessions(work.tx, on.personId) };
  });
}

/** For a lost phone and lost recovery codes: the person enrols again. Ends sessions, because others may have them. */
export function removeSecondFactor(on: OnAccount): Promise<void> {
  return changeAccount(on, 'access/remove-second-factor', async (work) => {
    await deleteTotp(work.tx, on.personId);
    const passkeys = await deletePasskeys(work.tx, on.personId, null);
    await dropIdleRecoveryCodes(work.tx, on.personId);
    await forgetDevices(work.tx, on.personId);
    await deleteSessions(work.tx, on.personId);
    await endLinks(on.context, work, { personId: on.personId, action: 'access/remove-second-factor' });
    return { passkeys };
  });
}

/** @throws AppError `access/staff-number-taken` */
export function changeStaffNumber(on: OnAccount, staffNumber: string | null): Promise<void> {
  return changeAccount(on, 'access/change-staff-number', async (work) => {
    if (!(await setStaffNumber(work.tx, on.personId, staffNumber))) throw new AppError('access/staff-number-taken');
    return {};
  });
}

/**
 * Changes an account that is fully in scope, and records it.
 * @throws AppError `access/person-not-found`, `access/person-serves-elsewhere`, `access/not-yourself`
 */
export async function changeAccount(
  { context: { transact, clock, revocationSignal }, agencies, actor, personId }: OnAccount,
  action: string,
  change: (work: Work, now: Date) => Promise<Record<string, string | number>>,
): Promise<void> {
  if (personId === actor.userId) throw new AppError('access/not-yourself');
  await transact(async (work) => {
    const now = clock.now();
    await lockPerson(work.tx, personId);
    const served = await selectServed(work.tx, [personId]);
    mustHaveFullScope(scopeOf(actor, served, agencies.isWithin, thaiDayOf(now)));
    const details = await change(work, now);
    await countCredentialsChange(work.tx, personId);
    await revocationSignal.give(work);
    recordAction(work, {
      ...byPerson(actor),
      action,
      subjectKind: 'person',
      subjectId: personId,
      details,
      at: now,
    });
  });
}
