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

export type PasskeyAnswer = WebAuthnAnswer;
const STEP_SECONDS = 300;
const SIGN_IN = 'passkey-sign-in';
const PROOF = 'passkey-proof';

/** Begins a sign-in without a name: the device knows which person has a key here. */
export async function askForPasskey(context: AccessContext) {
  const options = await proofOptions(context.site);
  const token = newToken();
  await keep(context, hashToken(token), SIGN_IN, null, options.challenge);
  return { options, cookies: [context.cookies.write('step', token, STEP_SECONDS)] };
}

/**
 * A passkey resists phishing and is two factors at once, so it opens at once, whoever guesses passwords meanwhile.
 * @throws AppError `access/passkey-refused`
 */
export async function signInByPasskey(
  context: AccessContext,
  answer: PasskeyAnswer,
  signInRequest: SignInRequest,
): Promise<Opened> {
  const token = context.cookies.read(signInRequest.headers, 'step');
  const person = await prove(context, hashToken(token ?? ''), SIGN_IN, answer);
  if (!person || person.disabledAt) throw new AppError('access/passkey-refused');
  const { id, credentialsVersion } = person;
  return openSession(context, id, { signedInBy: 'passkey', secondFactor: true, credentialsVersion }, signInRequest);
}

/** Asks an open session's person for one of their own keys. */
export async function askForPasskeyOf(context: AccessContext, actor: Actor) {
  const options = await askForPasskeyFor(context, sessionKey(actor), actor.userId);
  const auditEvent = { action: 'access/ask-for-passkey', subjectKind: 'person', subjectId: actor.userId };
  await context.transact((work) => recordAction(work, { ...byPerson(actor), ...auditEvent, at: context.clock.now() }));
  return options;
}

/** @throws AppError `access/passkey-refused` */
export async function provePasskeyOf(context: AccessContext, actor: Actor, answer: PasskeyAnswer): Promise<void> {
  if (!(await provePasskeyFor(context, sessionKey(actor), actor.userId, answer))) {
    throw new AppError('access/passkey-refused');
  }
}

/** Asks for a key of this person, to be answered under the same `key`: an open session's, or a sign-in's second step. */
export async function askForPasskeyFor(context: AccessContext, key: string, userId: string) {
  const options = await proofOptions(context.site, await selectPasskeys(context.db, userId));
  await keep(context, proofKey(key), PROOF, userId, options.challenge);
  return options;
}

/** Whether the answer is by a key of this person, to what was asked under `key`. */
export async function provePasskeyFor(
  context: AccessContext,
  key: string,
  userId: string,
  answer: PasskeyAnswer,
): Promise<boolean> {
  return (await prove(context, proofKey(key), PROOF, answer))?.id === userId;
}

const sessionKey = ({ sessionId }: Actor): string => `session:${sessionId}`;
/** Beside what else waits under the key: a proof asked for in the middle of an enrolment does not end it. */
const proofKey = (key: string): string => `${key}:${PROOF}`;

async function keep(
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

/** Whose key answered the challenge kept under `key`; the challenge is gone whatever the answer was. */
async function prove(
  { db, transact, clock, site }: AccessContext,
  key: string,
  purpose: string,
  answer: PasskeyAnswer,
): Promise<PersonRow | undefined> {
  const kept = await takeChallenge(db, key, purpose, clock.now());
  const challenge = kept?.facts.challenge;
  return transact(async (work) => {
    const passkey = typeof challenge === 'string' ? await findPasskey(work.tx, answer.id) : undefined;
    if (!passkey || typeof challenge !== 'string') return undefined;
    const counter = await readProof(site, answer, challenge, passkey);
    if (counter === undefined) return undefined;
    await recordPasskeyUse(work.tx, passkey.id, counter, clock.now());
    return findPerson(work.tx, passkey.userId);
  });
}
