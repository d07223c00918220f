import type { SignedIn } from '#contract/access';
import { AppError } from '#platform/app-error';
import type { AccessContext } from '../context.ts';
import { hashPassword, isOutdated } from '../password.ts';
import { hashToken } from '../sealing.ts';
import { forwardedHeaders, namesNoPage, type SignInRequest } from '../sign-in-request.ts';
import { upsertPassword } from '../store.ts';
import { isKnownDevice } from '../store-devices.ts';
import { findPasswordHash, findPersonByEmail, findPersonByStaffNumber } from '../store-people.ts';
import { deleteSession, findSessionByToken } from '../store-sessions.ts';
import { passwordLimits, type Trier } from '../try-limits.ts';
import { continueSignIn, type SecondFactorAsked } from './continue-sign-in.ts';
import type { Opened } from './open-session.ts';
import { recordRefusedSignIn } from './record-sign-in.ts';

/** An impossible address, so that an unknown staff number takes the same steps and time as a known one. */
const NOBODY = 'nobody@staff-number.invalid';

export type PasswordSignIn = { password: string } & ({ email: string } | { staffNumber: string });

/**
 * Signs in by e-mail address or staff number. The same response for a wrong password, an unknown and a disabled person.
 * @throws AppError `access/wrong-credentials`, `access/origin-refused`, `request/too-many`
 */
export async function signInByPassword(
  context: AccessContext,
  asked: PasswordSignIn,
  signInRequest: SignInRequest,
): Promise<Opened | SecondFactorAsked> {
  const { transact, clock, keys, limit } = context;
  const { email, account } = await findTried(context, asked);
  const { all, own } = passwordLimits(keys.tries, await trierOf(context, email, signInRequest), account);
  await limit.begin(all);
  const refuse = async () => {
    await transact((work) =>
      recordRefusedSignIn(work, { email: tried(asked), key: keys.tries }, signInRequest.address, clock.now()),
    );
    await limit.failed(all);
    throw new AppError('access/wrong-credentials');
  };
  // Read before the password is checked: if the password changes meanwhile, the sign-in fails.
  const begun = await findPersonByEmail(context.db, email);
  const userId = await provePassword(context, email, asked.password, signInRequest);
  if (!userId || userId !== begun?.id) return refuse();
  await limit.succeeded(all, own);
  await upgradeHash(context, userId, asked.password);
  return continueSignIn(
    context,
    userId,
    { signedInBy: 'password', secondFactor: false, credentialsVersion: begun.credentialsVersion },
    signInRequest,
  ).catch((failure) =>
    failure instanceof AppError && failure.code === 'access/wrong-credentials' ? refuse() : Promise.reject(failure),
  );
}

const tried = (asked: PasswordSignIn): string => ('email' in asked ? emailIn(asked.email) : asked.staffNumber);

/** Case, full-width letters and spaces make no difference. */
const emailIn = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

/**
 * The address to sign in with, and the account for counting tries: ten guesses in total, not ten by address and ten by
 * staff number. Unknown names are counted by themselves, with the same work and responses.
 */
async function findTried({ db }: AccessContext, asked: PasswordSignIn): Promise<{ email: string; account: string }> {
  const name = tried(asked);
  const person = 'email' in asked ? await findPersonByEmail(db, name) : await findPersonByStaffNumber(db, name);
  return { email: person?.email ?? ('email' in asked ? name : NOBODY), account: person?.id ?? name };
}

async function trierOf(
  { db, clock, cookies }: AccessContext,
  email: string,
  signInRequest: SignInRequest,
): Promise<Trier> {
  const device = cookies.read(signInRequest.headers, 'device');
  const known = device && (await isKnownDevice(db, hashToken(device), email, clock.now()));
  return known ? { device: hashToken(device) } : { address: signInRequest.address };
}

/** better-auth checks the page's origin and the password; the session that it creates is deleted again. */
async function provePassword(
  { db, auth, origin }: AccessContext,
  email: string,
  password: string,
  signInRequest: SignInRequest,
): Promise<string | undefined> {
  const headers = forwardedHeaders(signInRequest);
  headers.set('content-type', 'application/json');
  if (namesNoPage(headers)) {
    // Node's fetch sends this header alone, which better-auth would take for an incomplete browser.
    headers.delete('sec-fetch-mode');
    headers.set('origin', origin);
  }
  const url = new URL('/api/auth/sign-in/email', origin);
  const body = JSON.stringify({ email, password });
  const answer = await auth.answer(new Request(url, { method: 'POST', headers, body }));
  if (answer.status === 401) return undefined;
  if (answer.status === 403) throw new AppError('access/origin-refused');
  if (!answer.ok) {
    throw answer.status < 500
      ? new AppError('request/invalid')
      : new AppError('server/failed', { message: `better-auth answered ${answer.status}` });
  }
  const { user, token } = (await answer.json()) as SignedIn & { token: string };
  const session = await findSessionByToken(db, hashToken(token));
  if (session) await deleteSession(db, session.id);
  return user.id;
}

/** Replaces an outdated hash while the password is known. */
async function upgradeHash({ db, clock }: AccessContext, userId: string, password: string): Promise<void> {
  const hash = await findPasswordHash(db, userId);
  if (hash && isOutdated(hash)) await upsertPassword(db, userId, await hashPassword(password), clock.now());
}
