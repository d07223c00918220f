import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { Actor } from '../actor.ts';
import { proofLastsUntil } from '../session-rules.ts';
import { lockPerson } from '../store-people.ts';
import { findOpenSession } from '../store-sessions.ts';

type Prover = Pick<Actor, 'userId' | 'sessionId'>;

/**
 * Requires a proof recent enough for a sensitive action. Read in the action's transaction, because the cached session may
 * be some seconds old.
 * @throws AppError `access/not-signed-in` for a session that has ended, `access/re-authentication-needed`
 */
export async function checkProof(work: Work, actor: Prover, now: Date): Promise<void> {
  if (proofLastsUntil(await getSession(work, actor), now) === null) {
    throw new AppError('access/re-authentication-needed');
  }
}

/**
 * The same for an action on one's own account, which it locks: of two simultaneous requests, the later sees the change of
 * the earlier. Actions on other accounts do not lock one's own: two administrators changing each other would deadlock.
 * @throws AppError `access/not-signed-in`, `access/re-authentication-needed`
 */
export async function confirmProof(work: Work, actor: Prover, now: Date): Promise<void> {
  await lockPerson(work.tx, actor.userId);
  await checkProof(work, actor, now);
}

/** The session with its proofs; locks the account. */
export async function findProof(work: Work, actor: Prover) {
  await lockPerson(work.tx, actor.userId);
  return getSession(work, actor);
}

async function getSession(work: Work, actor: Prover) {
  const session = await findOpenSession(work.tx, actor.sessionId);
  if (!session) throw new AppError('access/not-signed-in');
  return session;
}
