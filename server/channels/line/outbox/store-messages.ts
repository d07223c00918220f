import type { ReporterMenu } from '#events/inbound';
import { sql } from '#platform/database/database';
import { createLastWrite } from '#platform/database/transaction';
import type { Chat } from '../account.ts';
import type { PendingMessage, ReplyToken } from './plan-call.ts';

/** A row of the outbox before its first try. */
export type NewMessage = Pick<
  PendingMessage,
  'messages' | 'messageCount' | 'quiet' | 'about' | 'retryKey' | 'createdAt'
>;

/** A reply token with the event that brought it. */
export type EventToken = ReplyToken & { webhookEventId: string };

/** A message whose first try begins with the transaction: after a kill its outcome is unknown. */
export type BegunMessage = Chat & PendingMessage;

// What a transaction sends is written right before its commit, for all chats together. The caller knows that a chat is free
// by having locked its row.

/** Takes the lease on chats to which calls begin. */
export const takeChatAtCommit = createLastWrite<Chat & { until: Date; processId: number | null }>(
  'line_chats_taken',
  (chats) => sql`INSERT INTO line.chats (account, chat_id, sender_until, sender_process)
    SELECT * FROM unnest(${chats.map(({ account }) => account)}::text[], ${chats.map(({ chatId }) => chatId)}::text[],
      ${chats.map(({ until }) => until)}::timestamptz[], ${chats.map(({ processId }) => processId)}::int[])
    ORDER BY 1, 2 ON CONFLICT (account, chat_id) DO UPDATE SET sender_until = excluded.sender_until,
      sender_process = excluded.sender_process`,
);

/**
 * Adds chats that are not known yet. Known ones are left out beforehand: to see that a row is in the way, an INSERT waits
 * for whoever is changing it, who may wait for a chat that this transaction has locked.
 */
export const addChatAtCommit = createLastWrite<Chat>(
  'line_chats_added',
  (chats) => sql`INSERT INTO line.chats (account, chat_id)
    SELECT account, chat_id FROM unnest(${chats.map(({ account }) => account)}::text[],
      ${chats.map(({ chatId }) => chatId)}::text[]) AS new (account, chat_id)
    WHERE NOT EXISTS (SELECT FROM line.chats AS known WHERE known.account = new.account AND known.chat_id = new.chat_id)
    ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
);

/** Queues messages; they are sent in this order. */
export const queueMessageAtCommit = createLastWrite<Chat & NewMessage>(
  'line_messages_queued',
  (
    messages,
  ) => sql`INSERT INTO line.outbound_messages (account, chat_id, messages, message_count, quiet, about, retry_key,
      created_at)
    SELECT account, chat_id, messages, message_count, quiet, about, retry_key, created_at FROM unnest(
      ${messages.map(({ account }) => account)}::text[], ${messages.map(({ chatId }) => chatId)}::text[],
      ${messages.map((message) => message.messages)}::text[],
      ${messages.map(({ messageCount }) => messageCount)}::int[], ${messages.map(({ quiet }) => quiet)}::bool[],
      ${messages.map(({ about }) => about && JSON.stringify(about))}::jsonb[],
      ${messages.map(({ retryKey }) => retryKey)}::uuid[], ${messages.map(({ createdAt }) => createdAt)}::timestamptz[]
    ) WITH ORDINALITY AS message (account, chat_id, messages, message_count, quiet, about, retry_key, created_at, place)
    ORDER BY place`,
);

/** Stores messages as a try that has begun; no other call can use its token. */
export const beginMessageAtCommit = createLastWrite<BegunMessage>(
  'line_messages_begun',
  (messages) => sql`INSERT INTO line.outbound_messages (id, account, chat_id, messages, message_count, quiet, about,
      retry_key, created_at, call_key, via, reply_token, reply_token_delivered_at, outcome_unknown, first_tried_at, tries)
    OVERRIDING SYSTEM VALUE
    SELECT id, account, chat_id, messages, message_count, quiet, about, retry_key, created_at, call_key, 'reply', token,
      delivered_at, true, tried_at, 1
    FROM unnest(${messages.map(({ id }) => id)}::bigint[], ${messages.map(({ account }) => account)}::text[],
      ${messages.map(({ chatId }) => chatId)}::text[], ${messages.map((message) => message.messages)}::text[],
      ${messages.map(({ messageCount }) => messageCount)}::int[], ${messages.map(({ quiet }) => quiet)}::bool[],
      ${messages.map(({ about }) => about && JSON.stringify(about))}::jsonb[],
      ${messages.map(({ retryKey }) => retryKey)}::uuid[], ${messages.map(({ createdAt }) => createdAt)}::timestamptz[],
      ${messages.map(({ callKey }) => callKey)}::uuid[], ${messages.map(({ replyToken }) => replyToken)}::text[],
      ${messages.map(({ replyTokenDeliveredAt }) => replyTokenDeliveredAt)}::timestamptz[],
      ${messages.map(({ firstTriedAt }) => firstTriedAt)}::timestamptz[]
    ) AS message (id, account, chat_id, messages, message_count, quiet, about, retry_key, created_at, call_key, token,
      delivered_at, tried_at)`,
);

export const requestMenuAtCommit = createLastWrite<Chat & { menu: ReporterMenu; createdAt: Date }>(
  'line_menus_requested',
  (requests) => sql`INSERT INTO line.menu_requests (account, chat_id, menu, created_at)
    SELECT * FROM unnest(${requests.map(({ account }) => account)}::text[],
      ${requests.map(({ chatId }) => chatId)}::text[], ${requests.map(({ menu }) => menu)}::text[],
      ${requests.map(({ createdAt }) => createdAt)}::timestamptz[])`,
);

/** Keeps tokens for later answers. */
export const keepTokenAtCommit = createLastWrite<Chat & EventToken>(
  'line_tokens_kept',
  (tokens) => sql`INSERT INTO line.reply_tokens (token, webhook_event_id, account, chat_id, event_at, delivered_at)
    SELECT * FROM unnest(${tokens.map(({ token }) => token)}::text[],
      ${tokens.map(({ webhookEventId }) => webhookEventId)}::text[], ${tokens.map(({ account }) => account)}::text[],
      ${tokens.map(({ chatId }) => chatId)}::text[], ${tokens.map(({ eventAt }) => eventAt)}::timestamptz[],
      ${tokens.map(({ deliveredAt }) => deliveredAt)}::timestamptz[])
    ON CONFLICT DO NOTHING`,
);
