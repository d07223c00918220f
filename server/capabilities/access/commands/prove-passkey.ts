import { byPerson, recordAction } from '#capabilities/audit';
import type { WebAuthnAnswer } from '#contract/access';
import { AppError } from '#platform/app-error';
import type { Actor } from '../actor.ts';
import type { AccessContext } from '../context.ts';
import { proofOptions, readProof } from '../passkey.ts';
import { hashToken, newToken } from '../sealing.ts';
import type { SignInRequest } from '../sign-in-request.ts';
import { keepChallenge, takeChallenge } from '../store-challenges.ts';
import { findPerson, type PersonRow } from '../store-people.ts';
import { findPasskey, recordPasskeyUse, selectPasskeys } from '../store-second-factors.ts';
import { type Opened, openSession } from './open-session.ts';

const STEP_SECONDS = 300;
const SIGN_IN = 'passkey-sign-in';
const PROOF = 'passkey-proof';

/** Starts a sign-in without a name: the device knows whose key it has for this site. */
export async function askForPasskey(context: AccessContext) {
  const options = await proofOptions(context.site);
  const token = newToken();
  await storeChallenge(context, hashToken(token), SIGN_IN, null, options.challenge);
  return { options, cookies: [context.cookies.write('step', token, STEP_SECONDS)] };
}

/**
 * Signs in by passkey alone: it resists phishing and counts as two factors. Not affected by limits on passwords.
 * @throws AppError `access/passkey-refused`
 */
export async function signInByPasskey(
  context: AccessContext,
  answer: WebAuthnAnswer,
  signInRequest: SignInRequest,
): Promise<Opened> {
  const token = context.cookies.read(signInRequest.headers, 'step');
  const person = await prove(context, hashToken(token ?? ''), SIGN_IN, answer);
  if (!person || person.disabledAt) throw new AppError('access/passkey-refused');
  const { id, credentialsVersion } = person;
  return openSession(context, id, { signedInBy: 'passkey', secondFactor: true, credentialsVersion }, signInRequest);
}

/** Options for a proof by one of the actor's passkeys, in an open session. */
export async function askForPasskeyOf(context: AccessContext, actor: Actor) {
  const options = await askForPasskeyFor(context, sessionKey(actor), actor.userId);
  const auditEvent = { action: 'access/ask-for-passkey', subjectKind: 'person', subjectId: actor.userId };
  await context.transact(async (work) =>
    recordAction(work, { ...byPerson(actor), ...auditEvent, at: context.clock.now() }),
  );
  return options;
}

/** @throws AppError `access/passkey-refused` */
export async function provePasskeyOf(context: AccessContext, actor: Actor, answer: WebAuthnAnswer): Promise<void> {
  if (!(await provePasskeyFor(context, sessionKey(actor), actor.userId, answer))) {
    throw new AppError('access/passkey-refused');
  }
}

/** The same for a session or an unfinished sign-in; the response is checked under the same `key`. */
export async function askForPasskeyFor(context: AccessContext, key: string, userId: string) {
  const options = await proofOptions(context.site, await selectPasskeys(context.db, userId));
  await storeChallenge(context, proofKey(key), PROOF, userId, options.challenge);
  return options;
}

/** True when the response is by a passkey of this person, to the challenge of `key`. */
export async function provePasskeyFor(
  context: AccessContext,
  key: string,
  userId: string,
  answer: WebAuthnAnswer,
): Promise<boolean> {
  return (await prove(context, proofKey(key), PROOF, answer))?.id === userId;
}

const sessionKey = ({ sessionId }: Actor): string => `session:${sessionId}`;
/** A key of its own, so that a proof during an enrolment does not replace the enrolment's challenge. */
const proofKey = (key: string): string => `${key}:${PROOF}`;

async function storeChallenge(
  { db, clock }: AccessContext,
  key: string,
  purpose: string,
  userId: string | null,
  challenge: string,
) {
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + STEP_SECONDS * 1000);
  await keepChallenge(db, key, { purpose, userId, facts: { challenge } }, { now, expiresAt });
}

/** The owner of the passkey that answered the challenge of `key`. The challenge is deleted in any case. */
async function prove(
  { db, transact, clock, site }: AccessContext,
  key: string,
  purpose: string,
  answer: WebAuthnAnswer,
): Promise<PersonRow | undefined> {
  const stored = await takeChallenge(db, key, purpose, clock.now());
  const challenge = stored?.facts.challenge;
  return transact(async (work) => {
    const passkey = typeof challenge === 'string' ? await findPasskey(work.tx, answer.id) : undefined;
    if (!passkey || typeof challenge !== 'string') return undefined;
    const counter = await readProof(site, answer, challenge, passkey);
    if (counter === undefined) return undefined;
    await recordPasskeyUse(work.tx, passkey.id, counter, clock.now());
    return findPerson(work.tx, passkey.userId);
  });
}
