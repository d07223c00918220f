import { recordAction } from '#capabilities/audit';
import type { SignedIn } from '#contract/access';
import { AppError } from '#platform/app-error';
import type { AccessContext } from '../context.ts';
import { hashToken, newToken } from '../sealing.ts';
import { MOST_BROWSERS } from '../session-rules.ts';
import { forwardedHeaders, type SignInRequest } from '../sign-in-request.ts';
import { rememberDevice } from '../store-devices.ts';
import { lockPerson } from '../store-people.ts';
import { deleteOldestSessions, deleteSession, markOpened, type SignedInBy } from '../store-sessions.ts';

const DEVICE_SECONDS = 180 * 24 * 3600;

/** `credentialsVersion`: as read before the proof was checked. */
export type FirstProof = { signedInBy: SignedInBy; secondFactor: boolean; credentialsVersion: number };
/** `cookies`: `Set-Cookie` lines for the browser. */
export type Opened = SignedIn & { cookies: string[] };

/**
 * Opens a session after all required proofs. It becomes valid with the commit that records it, and only if the account's
 * credentials have not changed since the first proof.
 * @throws AppError `access/sign-in-again`
 */
export async function openSession(
  context: AccessContext,
  userId: string,
  proof: FirstProof,
  signInRequest: SignInRequest,
): Promise<Opened> {
  const { db, transact, clock, auth, cookies, revocationSignal } = context;
  const answer = await auth.api.openSession({
    body: { userId },
    headers: forwardedHeaders(signInRequest),
    asResponse: true,
  });
  const { sessionId, user } = (await answer.json()) as SignedIn & { sessionId: string };
  const device = newToken();
  const earlier = cookies.read(signInRequest.headers, 'device');
  try {
    await transact(async (work) => {
      const now = clock.now();
      const account = await lockPerson(work.tx, userId);
      if (!account || account.disabledAt || account.credentialsVersion !== proof.credentialsVersion) {
        throw new AppError('access/sign-in-again');
      }
      await markOpened(work.tx, sessionId, proof, now);
      const hashes = { earlier: earlier ? hashToken(earlier) : null, now: hashToken(device) };
      await rememberDevice(work.tx, userId, hashes, { now, most: MOST_BROWSERS });
      const replaced = await deleteOldestSessions(work.tx, userId, sessionId, MOST_BROWSERS);
      if (replaced > 0) await revocationSignal.give(work);
      recordAction(work, {
        actorKind: 'person',
        actorId: userId,
        action: 'access/sign-in',
        subjectKind: 'person',
        subjectId: userId,
        details: { signedInBy: proof.signedInBy, secondFactor: proof.secondFactor, ...(replaced > 0 && { replaced }) },
        from: signInRequest.address,
        sessionId,
        at: now,
      });
    });
  } catch (failure) {
    await deleteSession(db, sessionId);
    throw failure;
  }
  const set = [
    ...answer.headers.getSetCookie(),
    cookies.write('device', device, DEVICE_SECONDS),
    cookies.clear('step'),
  ];
  return { user: { id: user.id, name: user.name, email: user.email }, cookies: set };
}
