import { createHash } from 'node:crypto';
import { AppError } from '../app-error.ts';
import { type Database, findRow, sql } from '../database/database.ts';
import type { Work } from '../database/transaction.ts';

/** Who submitted what under which key. Without a key the submission simply runs. */
export type Submission = { actor: string; key: string | undefined; request: unknown };

/**
 * Runs a submission once. A second one with the same key waits for the first and gets its answer; a failure keeps
 * nothing, so that it may be tried again.
 * @throws AppError `request/idempotency-key-reused` when the key came with another request before.
 */
export async function runOnce<Answer>(
  transact: (work: (work: Work) => Promise<Answer>) => Promise<Answer>,
  { actor, key, request }: Submission,
  run: (work: Work) => Promise<Answer>,
): Promise<Answer> {
  if (key === undefined) return transact(run);
  const hash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  return transact(async (work) => {
    const taken = await findRow(
      work.tx,
      sql`INSERT INTO platform.idempotency_keys (actor, key, request_hash, status, body)
        VALUES (${actor}, ${key}, ${hash}, 0, '{}') ON CONFLICT DO NOTHING RETURNING key`,
    );
    if (!taken) return storedAnswer<Answer>(work, actor, key, hash);
    const answer = await run(work);
    await sql`UPDATE platform.idempotency_keys SET status = 200, body = ${JSON.stringify(answer ?? {})}
      WHERE actor = ${actor} AND key = ${key}`.execute(work.tx);
    return answer;
  });
}

/** Kept for as long as an officer's phone may be without signal; the answers hold personal data, so no longer. */
const KEPT_FOR_MS = 24 * 3_600_000;

/** Removes keys and answers that nobody will ask for again. */
export async function deleteExpiredKeys(db: Database, now: Date): Promise<void> {
  await sql`DELETE FROM platform.idempotency_keys WHERE at < ${new Date(now.getTime() - KEPT_FOR_MS)}`.execute(db);
}

/** Forgets what somebody was answered, because they may no longer see it: sent again, the action is judged anew. */
export async function deleteStoredAnswers({ tx }: Work, actor: string): Promise<void> {
  // A function of the database's: a supervisor's own transaction sees no answer but theirs.
  await sql`SELECT platform.delete_stored_answers(${actor})`.execute(tx);
}

async function storedAnswer<Answer>({ tx }: Work, actor: string, key: string, hash: string): Promise<Answer> {
  const stored = await findRow(
    tx,
    sql<{ hash: string; body: Answer }>`SELECT request_hash AS hash, body FROM platform.idempotency_keys
      WHERE actor = ${actor} AND key = ${key}`,
  );
  if (stored?.hash !== hash) throw new AppError('request/idempotency-key-reused');
  return stored.body;
}
