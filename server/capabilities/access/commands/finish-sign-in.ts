import type { SecondFactor } from '#contract/access';
import { AppError } from '#platform/app-error';
import type { AccessContext } from '../context.ts';
import { hashToken } from '../sealing.ts';
import { dropChallenge, tryChallenge } from '../store-challenges.ts';
import { findPerson } from '../store-people.ts';
import type { SignedInBy } from '../store-sessions.ts';
import { secondFactorLimits } from '../try-limits.ts';
import type { Visit } from '../visit.ts';
import { type Opened, openSession } from './open-session.ts';
import { proveSecondFactor } from './prove-second-factor.ts';
import { recordRefusedSignIn } from './record-sign-in.ts';

/** Mistyped codes before the password is asked again. */
const MOST_TRIES = 5;

/**
 * The second step of a sign-in.
 * @throws AppError `access/wrong-code` (try again), `access/sign-in-again` (begin anew), `request/too-many`
 */
export async function finishSignIn(context: AccessContext, given: SecondFactor, visit: Visit): Promise<Opened> {
  const { db, transact, clock, cookies, keys, limit } = context;
  const token = cookies.read(visit.headers, 'step');
  const key = hashToken(token ?? '');
  const step = await tryChallenge(db, key, 'second-factor', clock.now());
  const person = step?.userId ? await findPerson(db, step.userId) : undefined;
  if (!step || step.tries > MOST_TRIES || !person || person.disabledAt) throw new AppError('access/sign-in-again');
  // Recovery codes have 120 random bits: nobody guesses them, and they open even when codes have been guessed at.
  const limits = 'totp' in given ? secondFactorLimits(keys.tries, person.id) : [];
  await limit.begin(limits);
  const from = visit.address;
  const author = { actorKind: 'person', actorId: person.id, from, sessionId: null, at: clock.now() } as const;
  const right = await transact((work) => proveSecondFactor(work, keys, person.id, given, author));
  if (!right) {
    await transact((work) => recordRefusedSignIn(work, { email: person.email, key: keys.tries }, from, clock.now()));
    await limit.failed(limits);
    throw new AppError('access/wrong-code');
  }
  await limit.succeeded(limits, limits);
  await dropChallenge(db, key);
  const signedInBy = step.facts.signedInBy as SignedInBy;
  return openSession(context, person.id, { signedInBy, secondFactor: true }, visit);
}
