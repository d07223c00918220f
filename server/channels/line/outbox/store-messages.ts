import type { ReporterMenu } from '#events/inbound';
import { type Connection, getRow, sql } from '#platform/database/database';
import type { Lease } from '#platform/process/lease';
import type { Chat } from '../account.ts';
import type { PendingMessage, ReplyToken } from './plan-call.ts';

/** A row of the outbox before its first try. */
export type NewMessages = Pick<
  PendingMessage,
  'messages' | 'messageCount' | 'quiet' | 'about' | 'retryKey' | 'createdAt'
>;

/** A reply token with the event that brought it. */
export type EventToken = ReplyToken & { webhookEventId: string };

type NewBatch = { messages: NewMessages[]; menu: ReporterMenu | null; token: EventToken | null };

/**
 * Queues messages and a menu for a chat, and stores the token for a later answer, in one statement. With `begin` it also
 * takes the lease on the chat, if it is free and nothing older is pending, and stores the first messages as a try that
 * has begun with the token: after a kill their outcome is unknown, and no other call can use the token.
 * @returns whether the try has begun, and the ids of the messages in order
 */
export async function insertMessages(
  tx: Connection,
  { account, chatId }: Chat,
  { messages, menu, token }: NewBatch,
  now: Date,
  begin: { first: number; lease: Lease } | null,
): Promise<{ isBegun: boolean; ids: number[] }> {
  const column = <Key extends keyof NewMessages>(key: Key) => messages.map((message) => message[key]);
  const callKey = messages[0]?.retryKey ?? null;
  // Without `begin` an existing row is not touched: an update would wait for the current sender.
  const onKnownChat = begin
    ? sql`DO UPDATE SET sender_until = excluded.sender_until, sender_process = excluded.sender_process
        WHERE NOT chats.standby AND (chats.sender_until IS NULL OR chats.sender_until <= ${now})
          AND NOT EXISTS (SELECT 1 FROM line.outbound_messages AS older
            WHERE older.account = ${account} AND older.chat_id = ${chatId} AND older.state = 'pending')`
    : sql`DO NOTHING`;
  const { isBegun, ids } = await getRow(
    tx,
    sql<{ isBegun: boolean; ids: string[] }>`
      WITH chat AS (INSERT INTO line.chats (account, chat_id, sender_until, sender_process)
          VALUES (${account}, ${chatId}, ${begin?.lease.until ?? null}, ${begin?.lease.processId ?? null})
          ON CONFLICT (account, chat_id) ${onKnownChat}
          RETURNING sender_until),
        begun AS MATERIALIZED (SELECT coalesce((SELECT sender_until IS NOT NULL FROM chat), false) AS is_begun),
        pending AS (INSERT INTO line.outbound_messages (account, chat_id, messages, message_count, quiet, about, retry_key,
            created_at, call_key, via, reply_token, reply_token_delivered_at, outcome_unknown, first_tried_at, tries)
          SELECT ${account}, ${chatId}, messages, message_count, quiet, about, retry_key, created_at,
            CASE WHEN is_begun_row THEN ${callKey}::uuid END, CASE WHEN is_begun_row THEN 'reply' END,
            CASE WHEN is_begun_row THEN ${token?.token ?? null}::text END,
            CASE WHEN is_begun_row THEN ${token?.deliveredAt ?? null}::timestamptz END,
            is_begun_row, CASE WHEN is_begun_row THEN ${now}::timestamptz END, is_begun_row::int
          FROM (SELECT entry.*, is_begun AND place <= ${begin?.first ?? 0} AS is_begun_row FROM begun, unnest(
              ${column('messages')}::text[], ${column('messageCount')}::int[], ${column('quiet')}::bool[],
              ${messages.map(({ about }) => about && JSON.stringify(about))}::jsonb[], ${column('retryKey')}::uuid[], ${column('createdAt')}::timestamptz[]
            ) WITH ORDINALITY AS entry (messages, message_count, quiet, about, retry_key, created_at, place)
            ORDER BY place) AS new
          RETURNING id),
        requested AS (INSERT INTO line.menu_requests (account, chat_id, menu, created_at)
          SELECT ${account}, ${chatId}, ${menu}::text, ${now}::timestamptz WHERE ${menu}::text IS NOT NULL),
        stored AS (INSERT INTO line.reply_tokens (token, webhook_event_id, account, chat_id, event_at, delivered_at)
          SELECT ${token?.token ?? null}::text, ${token?.webhookEventId ?? null}::text, ${account}, ${chatId},
            ${token?.eventAt ?? null}::timestamptz, ${token?.deliveredAt ?? null}::timestamptz
          FROM begun WHERE ${token !== null} AND NOT is_begun ON CONFLICT DO NOTHING)
      SELECT is_begun AS "isBegun", coalesce((SELECT array_agg(id ORDER BY id) FROM pending), '{}')::bigint[] AS ids
      FROM begun`,
  );
  return { isBegun, ids: ids.map(Number) };
}
