import { byPerson, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Actor } from '../actor.ts';
import type { AccessContext } from '../context.ts';
import { hashPassword, verifyPassword } from '../password.ts';
import { mustBeFit } from '../password-fitness.ts';
import { proofLastsUntil } from '../session-rules.ts';
import { upsertPassword } from '../store.ts';
import { forgetDevices } from '../store-devices.ts';
import { countCredentialsChange, findPasswordHash, findPerson } from '../store-people.ts';
import { deleteSessions } from '../store-sessions.ts';
import { proofLimits } from '../try-limits.ts';
import { findProof } from './confirm-proof.ts';
import { endLinks, notifyAccountChange } from './notify-account-change.ts';

export type NewPassword = { password: string; current?: string | undefined; keepLinks?: boolean | undefined };

/**
 * Sets a new password. Requires the current one or a recent proof by second factor; an open session is not enough. All
 * other sessions end, because someone who knew the old password may have opened them. So do the LINE link and push
 * subscriptions, which work without a session, unless the person keeps them (`keepLinks`).
 * @throws AppError `access/current-password-asked`, `access/wrong-credentials`, `access/password-unfit`,
 * `access/password-guessable`, `request/too-many`
 */
export async function changePassword(
  context: AccessContext,
  actor: Actor,
  { password, current, keepLinks = false }: NewPassword,
): Promise<void> {
  const { db, transact, clock, revocationSignal } = context;
  await mustKnowCurrent(context, actor, current);
  const person = await findPerson(db, actor.userId);
  mustBeFit(password, [person?.name, person?.email, person?.staffNumber]);
  const hash = await hashPassword(password);
  await transact(async (work) => {
    await upsertPassword(work.tx, actor.userId, hash, clock.now());
    await countCredentialsChange(work.tx, actor.userId);
    await deleteSessions(work.tx, actor.userId, { except: actor.sessionId });
    await forgetDevices(work.tx, actor.userId);
    await revocationSignal.give(work);
    const change = { personId: actor.userId, action: 'access/change-password' } as const;
    await (keepLinks ? notifyAccountChange : endLinks)(context, work, change);
    const auditEvent = { action: change.action, subjectKind: 'person', subjectId: actor.userId, at: clock.now() };
    recordAction(work, { ...byPerson(actor), ...auditEvent, details: { keepLinks } });
  });
}

async function mustKnowCurrent(
  { db, transact, clock, keys, limit }: AccessContext,
  actor: Actor,
  current: string | undefined,
): Promise<void> {
  const session = await transact((work) => findProof(work, actor));
  const hash = await findPasswordHash(db, actor.userId);
  const isProvedByFactor = session.secondFactor && proofLastsUntil(session, clock.now()) !== null;
  if (!hash || isProvedByFactor) return;
  if (current === undefined) throw new AppError('access/current-password-asked');
  const limits = proofLimits(keys.tries, actor.sessionId);
  await limit.begin(limits);
  if (!(await verifyPassword(hash, current))) {
    await limit.failed(limits);
    throw new AppError('access/wrong-credentials');
  }
  await limit.succeeded(limits, limits);
}
