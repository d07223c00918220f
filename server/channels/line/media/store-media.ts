import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Lease } from '#platform/process/lease';
import type { Account, Chat } from '../account.ts';

export type MediaFetch = { messageId: string; account: Account; chatId: string; createdAt: Date; tries: number };

/**
 * Queues a file behind those of the same chat: the first file of every chat comes before the second of any.
 * @returns false if `most` files of the chat wait already, and nothing was queued
 */
export async function insertFetch(
  tx: Connection,
  { account, chatId }: Chat,
  messageId: string,
  { now, most }: { now: Date; most: number },
): Promise<boolean> {
  const waiting = await findRow(
    tx,
    sql<{ count: number }>`WITH waiting AS (
        SELECT count(*)::integer AS count FROM line.media_fetches
        WHERE account = ${account} AND chat_id = ${chatId} AND state = 'pending')
      , inserted AS (
        INSERT INTO line.media_fetches (message_id, account, chat_id, created_at, turn)
        SELECT ${messageId}, ${account}, ${chatId}, ${now}, count FROM waiting WHERE count < ${most}
        ON CONFLICT DO NOTHING)
      SELECT count FROM waiting`,
  );
  return (waiting?.count ?? 0) < most;
}

export async function deleteFetch(tx: Connection, messageId: string): Promise<void> {
  await sql`DELETE FROM line.media_fetches WHERE message_id = ${messageId}`.execute(tx);
}

/** Takes the lease on the next file that is due; undefined if there is none. */
export function takeFetch(db: Connection, { now, until, processId }: Lease): Promise<MediaFetch | undefined> {
  return findRow(
    db,
    sql<MediaFetch>`
      UPDATE line.media_fetches SET fetching_until = ${until}, fetching_process = ${processId}, tries = tries + 1
      WHERE message_id = (SELECT message_id FROM line.media_fetches
        WHERE state = 'pending' AND (next_try_at IS NULL OR next_try_at <= ${now})
          AND (fetching_until IS NULL OR fetching_until <= ${now})
        ORDER BY turn, created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING message_id AS "messageId", account, chat_id AS "chatId", created_at AS "createdAt", tries`,
  );
}

/** @returns false if it is no longer pending: unsent by its sender, or finalised by another process */
export async function finaliseFetch(
  tx: Connection,
  messageId: string,
  state: 'stored' | 'gone' | 'failed',
  now: Date,
): Promise<boolean> {
  const finalised = await rows(
    tx,
    sql`UPDATE line.media_fetches SET state = ${state}, finalised_at = ${now}, fetching_until = NULL,
        fetching_process = NULL
      WHERE message_id = ${messageId} AND state = 'pending' RETURNING message_id`,
  );
  return finalised.length > 0;
}

export async function postponeFetch(
  db: Connection,
  messageId: string,
  until: Date,
  { isTry = true } = {},
): Promise<void> {
  await sql`UPDATE line.media_fetches SET next_try_at = ${until}, tries = tries - ${isTry ? 0 : 1}, fetching_until = NULL, fetching_process = NULL
    WHERE message_id = ${messageId} AND state = 'pending'`.execute(db);
}

/** Releases the files that these processes were fetching when they ended. */
export async function releaseFetchesOf(tx: Connection, processIds: number[]): Promise<void> {
  await sql`UPDATE line.media_fetches SET fetching_until = NULL, fetching_process = NULL
    WHERE state = 'pending' AND fetching_process = ANY(${processIds}::int[])`.execute(tx);
}
