import { recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Agencies } from '../agencies.ts';
import type { AccessContext } from '../context.ts';
import { hashPassword } from '../password.ts';
import { mustBeFit } from '../password-fitness.ts';
import { hashToken, newToken } from '../sealing.ts';
import { upsertPassword } from '../store.ts';
import { forgetDevices } from '../store-devices.ts';
import {
  countCredentialsChange,
  findPasswordLink,
  findPerson,
  insertPasswordLink,
  lockPeople,
  spendPasswordLink,
} from '../store-people.ts';
import { deleteSessions } from '../store-sessions.ts';
import { withLink } from './accept-invitation.ts';
import { changeAccount, type OnAccount } from './change-account.ts';
import { mustStillHaveScope } from './check-maker.ts';
import type { OneTimeLink } from './invite-person.ts';
import { endLinks, notifyAccountChange } from './notify-account-change.ts';

/** One day: the person is waiting for it. */
const LINK_MS = 24 * 3600_000;

/** For a forgotten password: a link shown once to the administrator, who hands it to the person. */
export async function makePasswordLink(on: OnAccount): Promise<OneTimeLink> {
  const token = newToken();
  let made: OneTimeLink | undefined;
  await changeAccount(on, 'access/make-password-link', async (work, now) => {
    const expiresAt = new Date(now.getTime() + LINK_MS);
    const link = { tokenHash: hashToken(token), userId: on.personId, madeBy: on.actor.userId, expiresAt };
    const id = await insertPasswordLink(work.tx, link, now);
    await notifyAccountChange(on.context, work, { personId: on.personId, action: 'access/make-password-link' });
    made = { id, link: `${on.context.origin}/console/new-password#${token}`, expiresAt };
    return { linkId: id };
  });
  if (!made) throw new Error('the password link was not created');
  return made;
}

/**
 * Sets a password by such a link. Ends all sessions, the LINE link and push subscriptions; the second factor stays.
 * @throws AppError `access/link-not-valid`, `access/link-maker-lost-right`, `access/password-unfit`,
 * `access/password-guessable`, `request/too-many`
 */
export async function setPasswordByLink(
  context: AccessContext,
  agencies: Agencies,
  { token, password }: { token: string; password: string },
  address: string,
): Promise<{ email: string }> {
  const { transact, clock, revocationSignal } = context;
  return withLink(context, address, () =>
    transact(async (work) => {
      const now = clock.now();
      const known = await findPasswordLink(work.tx, hashToken(token));
      if (known) await lockPeople(work.tx, [known.madeBy, known.userId]);
      const link = await spendPasswordLink(work.tx, hashToken(token), now);
      const person = link && (await findPerson(work.tx, link.userId));
      if (!person || person.disabledAt) throw new AppError('access/link-not-valid');
      await mustStillHaveScope(work, agencies, link, now);
      mustBeFit(password, [person.name, person.email, person.staffNumber]);
      await upsertPassword(work.tx, person.id, await hashPassword(password), now);
      await countCredentialsChange(work.tx, person.id);
      await deleteSessions(work.tx, person.id);
      await forgetDevices(work.tx, person.id);
      await endLinks(context, work, { personId: person.id, action: 'access/set-password-by-link' });
      await revocationSignal.give(work);
      recordAction(work, {
        actorKind: 'person',
        actorId: person.id,
        action: 'access/set-password-by-link',
        subjectKind: 'person',
        subjectId: person.id,
        details: { linkId: link.id },
        from: address,
        sessionId: null,
        at: now,
      });
      return { email: person.email };
    }),
  );
}
