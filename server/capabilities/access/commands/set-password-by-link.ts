import { recordAct } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { AccessContext } from '../context.ts';
import { hashPassword } from '../password.ts';
import { mustBeFit } from '../password-fitness.ts';
import { hashToken, newToken } from '../sealing.ts';
import { upsertPassword } from '../store.ts';
import { forgetDevices } from '../store-devices.ts';
import { findPerson, insertPasswordLink, spendPasswordLink } from '../store-people.ts';
import { deleteSessions } from '../store-sessions.ts';
import { withLink } from './accept-invitation.ts';
import { changeAccount, type OnAccount } from './change-account.ts';
import type { OneTimeLink } from './invite-person.ts';

/** A day: the person asked for it and waits. */
const LINK_MS = 24 * 3600_000;

/** For a forgotten password: shown once to the administrator, who knows the person and hands it over. */
export async function makePasswordLink(on: OnAccount): Promise<OneTimeLink> {
  const token = newToken();
  let made: OneTimeLink | undefined;
  await changeAccount(on, 'access/make-password-link', async (work, now) => {
    const expiresAt = new Date(now.getTime() + LINK_MS);
    const link = { tokenHash: hashToken(token), userId: on.personId, madeBy: on.actor.userId, expiresAt };
    const id = await insertPasswordLink(work.tx, link, now);
    made = { id, link: `${on.context.origin}/console/new-password#${token}`, expiresAt };
    return { linkId: id };
  });
  if (!made) throw new Error('a link was made and is missing');
  return made;
}

/**
 * Sets a password by such a link. The second factor stays; sessions of before end.
 * @throws AppError `access/link-not-valid`, `access/password-unfit`, `access/password-guessable`, `request/too-many`
 */
export async function setPasswordByLink(
  context: AccessContext,
  { token, password }: { token: string; password: string },
  address: string,
): Promise<{ email: string }> {
  const { transact, clock, endNotice } = context;
  return withLink(context, address, () =>
    transact(async (work) => {
      const now = clock.now();
      const link = await spendPasswordLink(work.tx, hashToken(token), now);
      const person = link && (await findPerson(work.tx, link.userId));
      if (!person || person.disabledAt) throw new AppError('access/link-not-valid');
      mustBeFit(password, [person.name, person.email, person.staffNumber]);
      await upsertPassword(work.tx, person.id, await hashPassword(password), now);
      await deleteSessions(work.tx, person.id);
      await forgetDevices(work.tx, person.id);
      await endNotice.give(work);
      await recordAct(work, {
        actorKind: 'person',
        actorId: person.id,
        act: 'access/set-password-by-link',
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
