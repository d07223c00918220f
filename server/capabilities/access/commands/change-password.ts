import { byPerson, recordAct } from '#capabilities/audit';
import type { Actor } from '../actor.ts';
import type { AccessContext } from '../context.ts';
import { hashPassword } from '../password.ts';
import { mustBeFit } from '../password-fitness.ts';
import { upsertPassword } from '../store.ts';
import { forgetDevices } from '../store-devices.ts';
import { findPerson } from '../store-people.ts';
import { deleteSessions } from '../store-sessions.ts';

/**
 * Sets a new password; every other session ends, because whoever knew the old one may hold it.
 * @throws AppError `access/password-unfit`, `access/password-guessable`
 */
export async function changePassword(context: AccessContext, actor: Actor, password: string): Promise<void> {
  const { db, transact, clock, endNotice } = context;
  const person = await findPerson(db, actor.userId);
  mustBeFit(password, [person?.name, person?.email, person?.staffNumber]);
  const hash = await hashPassword(password);
  await transact(async (work) => {
    await upsertPassword(work.tx, actor.userId, hash, clock.now());
    await deleteSessions(work.tx, actor.userId, { except: actor.sessionId });
    await forgetDevices(work.tx, actor.userId);
    await endNotice.give(work);
    const deed = { act: 'access/change-password', subjectKind: 'person', subjectId: actor.userId, at: clock.now() };
    await recordAct(work, { ...byPerson(actor), ...deed });
  });
}
