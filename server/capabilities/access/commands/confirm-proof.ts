import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { Actor } from '../actor.ts';
import { proofLastsUntil } from '../session-rules.ts';
import { lockPerson } from '../store-people.ts';
import { findOpenSession } from '../store-sessions.ts';

type Prover = Pick<Actor, 'userId' | 'sessionId'>;

/**
 * Whether the session's proof is enough for a sensitive act, asked in the act's own transaction: what this process
 * remembers of the session may be some seconds old.
 * @throws AppError `access/not-signed-in` for a session that has ended meanwhile, `access/re-authentication-needed`
 */
export async function checkProof(work: Work, actor: Prover, now: Date): Promise<void> {
  if (proofLastsUntil(await getSession(work, actor), now) === null) {
    throw new AppError('access/re-authentication-needed');
  }
}

/**
 * The same for an act on one's own account, which is kept as it is until the end of the transaction: of two requests
 * side by side the later sees what the earlier added or took away. Acts on others don't wait for the own account: two
 * administrators who change each other's would wait in a circle.
 * @throws AppError `access/not-signed-in`, `access/re-authentication-needed`
 */
export async function confirmProof(work: Work, actor: Prover, now: Date): Promise<void> {
  await lockPerson(work.tx, actor.userId);
  await checkProof(work, actor, now);
}

/** What the session has proved and what the account asks for, with the account locked. */
export async function findProof(work: Work, actor: Prover) {
  await lockPerson(work.tx, actor.userId);
  return getSession(work, actor);
}

async function getSession(work: Work, actor: Prover) {
  const session = await findOpenSession(work.tx, actor.sessionId);
  if (!session) throw new AppError('access/not-signed-in');
  return session;
}
