import type { ReporterMenu } from '#events/inbound';
import { type Connection, fillUp, sql } from '#platform/database/database';
import type { Chat } from '../account.ts';

export type MenuRequest = { id: number; menu: ReporterMenu; createdAt: Date; tries: number };

/** A request that was dealt with, and the lease under which. */
export type EndedMenuRequest = Chat & { upTo: number; lease: Date };

/** Deletes the requests and all older ones of their chats, and releases the leases on the chats, in one statement. */
export async function endMenuRequests(db: Connection, requests: EndedMenuRequest[]): Promise<void> {
  const values = fillUp(requests).map(
    ({ account, chatId, upTo, lease }) => sql`(${account}, ${chatId}, ${upTo}::bigint, ${lease}::timestamptz)`,
  );
  await sql`
    WITH ended (account, chat_id, up_to, lease) AS MATERIALIZED (VALUES ${sql.join(values)}),
      deleted AS (DELETE FROM line.menu_requests AS request USING ended
        WHERE request.account = ended.account AND request.chat_id = ended.chat_id AND request.id <= ended.up_to),
      leased AS MATERIALIZED (SELECT account, chat_id FROM line.chats
        WHERE (account, chat_id, sender_until) IN (SELECT account, chat_id, lease FROM ended)
        ORDER BY account, chat_id FOR UPDATE)
    UPDATE line.chats AS chat SET sender_until = NULL, sender_process = NULL FROM leased
    WHERE chat.account = leased.account AND chat.chat_id = leased.chat_id`.execute(db);
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
