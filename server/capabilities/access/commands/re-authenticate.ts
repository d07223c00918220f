import { byPerson, recordAction } from '#capabilities/audit';
import type { SecondFactor, WebAuthnAnswer } from '#contract/access';
import { AppError } from '#platform/app-error';
import type { Actor } from '../actor.ts';
import type { AccessContext } from '../context.ts';
import { verifyPassword } from '../password.ts';
import { proofLastsUntil } from '../session-rules.ts';
import { findPasswordHash } from '../store-people.ts';
import { findOpenSession, markProved, markSecondFactor } from '../store-sessions.ts';
import { proofLimits, secondFactorLimits } from '../try-limits.ts';
import { provePasskeyOf } from './prove-passkey.ts';
import { proveSecondFactor } from './prove-second-factor.ts';

export type Proof = { password: string } | SecondFactor | { passkey: WebAuthnAnswer };

/**
 * Proves again who is at the console, for sensitive actions: by a second factor if one is enrolled, else by password.
 * @returns until when the proof is enough
 * @throws AppError `access/factor-asked` for a password where a factor is enrolled, `access/wrong-credentials`,
 * `access/wrong-code`, `access/passkey-refused`, `request/too-many`
 */
export async function reauthenticate(context: AccessContext, actor: Actor, proof: Proof): Promise<Date> {
  const { db, transact, clock, keys, limit } = context;
  if ('password' in proof && (await findOpenSession(db, actor.sessionId))?.hasSecondFactor) {
    throw new AppError('access/factor-asked');
  }
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
    const mark = 'password' in proof ? markProved : markSecondFactor;
    await mark(work.tx, actor.sessionId, now);
    await context.revocationSignal.give(work);
    const auditEvent = { action: 'access/re-authenticate', subjectKind: 'person', subjectId: actor.userId, at: now };
    recordAction(work, { ...byPerson(actor), ...auditEvent });
  });
  const facts = { provedAt: now, secondFactor: true, hasSecondFactor: true };
  return proofLastsUntil(facts, now) ?? now;
}

async function findRefusal(context: AccessContext, actor: Actor, proof: Proof): Promise<string | undefined> {
  const { db, transact, clock } = context;
  const author = { ...byPerson(actor), at: clock.now() };
  if ('password' in proof) {
    const hash = await findPasswordHash(db, actor.userId);
    return hash && (await verifyPassword(hash, proof.password)) ? undefined : 'access/wrong-credentials';
  }
  if (!('passkey' in proof)) {
    const right = await transact((work) => proveSecondFactor(context, work, actor.userId, proof, author));
    return right ? undefined : 'access/wrong-code';
  }
  await provePasskeyOf(context, actor, proof.passkey);
  return undefined;
}
