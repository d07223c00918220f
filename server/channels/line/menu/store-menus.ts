import type { ReporterMenu } from '#events/inbound';
import { type Connection, sql } from '#platform/database/database';
import type { Chat } from '../account.ts';

export type MenuRequest = { id: number; menu: ReporterMenu; createdAt: Date; tries: number };

/** Deletes the request and all older ones of its chat, and releases the lease on the chat. */
export async function endMenuRequest(
  db: Connection,
  { account, chatId }: Chat,
  upTo: number,
  lease: Date,
): Promise<void> {
  await sql`
    WITH ended AS (DELETE FROM line.menu_requests
      WHERE account = ${account} AND chat_id = ${chatId} AND id <= ${upTo})
    UPDATE line.chats SET sender_until = NULL, sender_process = NULL
    WHERE account = ${account} AND chat_id = ${chatId} AND sender_until = ${lease}`.execute(db);
}

/** Postpones the request and releases the lease on the chat. */
export async function postponeMenuRequest(
  db: Connection,
  { account, chatId }: Chat,
  id: number,
  next: Date,
  lease: Date,
): Promise<void> {
  await sql`
    WITH postponed AS (UPDATE line.menu_requests SET tries = tries + 1, next_try_at = ${next} WHERE id = ${id})
    UPDATE line.chats SET sender_until = NULL, sender_process = NULL
    WHERE account = ${account} AND chat_id = ${chatId} AND sender_until = ${lease}`.execute(db);
}
