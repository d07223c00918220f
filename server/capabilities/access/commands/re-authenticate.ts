import { byPerson, recordAct } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Actor } from '../actor.ts';
import type { AccessContext } from '../context.ts';
import { verifyPassword } from '../password.ts';
import { proofLastsUntil } from '../session-rules.ts';
import { findPasswordHash } from '../store-people.ts';
import { markProved } from '../store-sessions.ts';
import { proofLimits, secondFactorLimits } from '../try-limits.ts';
import { type PasskeyAnswer, provePasskeyOf } from './prove-passkey.ts';
import { proveSecondFactor } from './prove-second-factor.ts';

export type Proof = { password: string } | { totp: string } | { passkey: PasskeyAnswer };

/**
 * Proves again who sits there, for sensitive acts. @returns until when that lasts
 * @throws AppError `access/wrong-credentials`, `access/wrong-code`, `access/passkey-refused`, `request/too-many`
 */
export async function reauthenticate(context: AccessContext, actor: Actor, proof: Proof): Promise<Date> {
  const { transact, clock, keys, limit } = context;
  const limits =
    'totp' in proof ? secondFactorLimits(keys.tries, actor.userId) : proofLimits(keys.tries, actor.sessionId);
  await limit.begin(limits);
  const refusal = await findRefusal(context, actor, proof);
  if (refusal) {
    await limit.failed(limits);
    throw new AppError(refusal);
  }
  await limit.succeeded(limits, limits);
  const now = clock.now();
  await transact(async (work) => {
    await markProved(work.tx, actor.sessionId, now);
    await context.endNotice.give(work);
    const deed = { act: 'access/re-authenticate', subjectKind: 'person', subjectId: actor.userId, at: now };
    await recordAct(work, { ...byPerson(actor), ...deed });
  });
  return proofLastsUntil(now, now) ?? now;
}

async function findRefusal(context: AccessContext, actor: Actor, proof: Proof): Promise<string | undefined> {
  const { db, transact, clock, keys } = context;
  const author = { ...byPerson(actor), at: clock.now() };
  if ('password' in proof) {
    const hash = await findPasswordHash(db, actor.userId);
    return hash && (await verifyPassword(hash, proof.password)) ? undefined : 'access/wrong-credentials';
  }
  if ('totp' in proof) {
    const right = await transact((work) => proveSecondFactor(work, keys, actor.userId, proof, author));
    return right ? undefined : 'access/wrong-code';
  }
  await provePasskeyOf(context, actor, proof.passkey);
  return undefined;
}
