import { recordAct } from '#capabilities/audit';
import type { SignedIn } from '#contract/access';
import type { AccessContext } from '../context.ts';
import { hashToken, newToken } from '../sealing.ts';
import { MOST_BROWSERS } from '../session-rules.ts';
import { rememberDevice } from '../store-devices.ts';
import { deleteOldestSessions, deleteSession, markOpened, type SignedInBy, takeTurnOf } from '../store-sessions.ts';
import { forwardedHeaders, type Visit } from '../visit.ts';

const DEVICE_SECONDS = 180 * 24 * 3600;

export type FirstProof = { signedInBy: SignedInBy; secondFactor: boolean };
/** `cookies`: `Set-Cookie` lines for the browser. */
export type Opened = SignedIn & { cookies: string[] };

/** Opens a session for a person who has proved all that is asked. It counts from the commit that records it. */
export async function openSession(
  context: AccessContext,
  userId: string,
  proof: FirstProof,
  visit: Visit,
): Promise<Opened> {
  const { db, transact, clock, auth, cookies, endNotice } = context;
  const answer = await auth.api.openSession({ body: { userId }, headers: forwardedHeaders(visit), asResponse: true });
  const { sessionId, user } = (await answer.json()) as SignedIn & { sessionId: string };
  const device = newToken();
  const earlier = cookies.read(visit.headers, 'device');
  try {
    await transact(async (work) => {
      const now = clock.now();
      await takeTurnOf(work.tx, userId);
      await markOpened(work.tx, sessionId, proof, now);
      const hashes = { earlier: earlier ? hashToken(earlier) : null, now: hashToken(device) };
      await rememberDevice(work.tx, userId, hashes, { now, most: MOST_BROWSERS });
      const replaced = await deleteOldestSessions(work.tx, userId, sessionId, MOST_BROWSERS);
      if (replaced > 0) await endNotice.give(work);
      await recordAct(work, {
        actorKind: 'person',
        actorId: userId,
        act: 'access/sign-in',
        subjectKind: 'person',
        subjectId: userId,
        details: replaced > 0 ? { ...proof, replaced } : proof,
        from: visit.address,
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
