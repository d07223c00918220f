import type { SecondFactor, WebAuthnAnswer } from '#contract/access';
import { AppError } from '#platform/app-error';
import type { AccessContext } from '../context.ts';
import { hashToken } from '../sealing.ts';
import type { SignInRequest } from '../sign-in-request.ts';
import { type Challenge, dropChallenge, findChallenge, tryChallenge } from '../store-challenges.ts';
import { findPerson, type PersonRow } from '../store-people.ts';
import type { SignedInBy } from '../store-sessions.ts';
import { secondFactorLimits } from '../try-limits.ts';
import { type Opened, openSession } from './open-session.ts';
import { askForPasskeyFor, provePasskeyFor } from './prove-passkey.ts';
import { proveSecondFactor } from './prove-second-factor.ts';
import { recordRefusedSignIn } from './record-sign-in.ts';

/** Wrong codes before the sign-in must start again. */
const MOST_TRIES = 5;
const STEP = 'second-factor';

/** Options for a passkey as the second step of a sign-in. @throws AppError `access/sign-in-again` */
export async function askForPasskeyOfStep(context: AccessContext, signInRequest: SignInRequest) {
  const key = stepKey(context, signInRequest);
  const step = await findChallenge(context.db, key, STEP, context.clock.now());
  const { person } = await mustBeOpen(context, step);
  return askForPasskeyFor(context, key, person.id);
}

/**
 * The second step of a sign-in: a code, or one of the person's passkeys.
 * @throws AppError `access/wrong-code`, `access/passkey-refused` (try again), `access/sign-in-again` (start again),
 * `request/too-many`
 */
export async function finishSignIn(
  context: AccessContext,
  given: SecondFactor | { passkey: WebAuthnAnswer },
  signInRequest: SignInRequest,
): Promise<Opened> {
  const { db, transact, clock, keys, limit } = context;
  const key = stepKey(context, signInRequest);
  const { step, person } = await mustBeOpen(context, await tryChallenge(db, key, STEP, clock.now()));
  // Only six digits can be guessed. Recovery codes have 120 random bits, and must work even while codes are limited.
  const limits = 'totp' in given ? secondFactorLimits(keys.tries, person.id) : [];
  await limit.begin(limits);
  const from = signInRequest.address;
  const author = { actorKind: 'person', actorId: person.id, from, sessionId: null, at: clock.now() } as const;
  const right =
    'passkey' in given
      ? await provePasskeyFor(context, key, person.id, given.passkey)
      : await transact((work) => proveSecondFactor(context, work, person.id, given, author));
  if (!right) {
    await transact((work) => recordRefusedSignIn(work, { email: person.email, key: keys.tries }, from, clock.now()));
    await limit.failed(limits);
    throw new AppError('passkey' in given ? 'access/passkey-refused' : 'access/wrong-code');
  }
  await limit.succeeded(limits, limits);
  await dropChallenge(db, key);
  const signedInBy = step.facts.signedInBy as SignedInBy;
  const credentialsVersion = Number(step.facts.credentialsVersion);
  return openSession(context, person.id, { signedInBy, secondFactor: true, credentialsVersion }, signInRequest);
}

function stepKey({ cookies }: AccessContext, signInRequest: SignInRequest): string {
  return hashToken(cookies.read(signInRequest.headers, 'step') ?? '');
}

async function mustBeOpen(
  { db }: AccessContext,
  step: Challenge | undefined,
): Promise<{ step: Challenge; person: PersonRow }> {
  const person = step?.userId ? await findPerson(db, step.userId) : undefined;
  const isOpen = step && step.tries <= MOST_TRIES && person && !person.disabledAt;
  if (!isOpen || person.credentialsVersion !== step.facts.credentialsVersion) {
    throw new AppError('access/sign-in-again');
  }
  return { step, person };
}
