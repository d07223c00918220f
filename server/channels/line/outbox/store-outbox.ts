import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Chat } from '../account.ts';
import type { Call, OwedMessage, ReplyToken } from './plan-call.ts';

export type NewMessages = {
  messages: string;
  messageCount: number;
  quiet: boolean;
  about: string | null;
  retryKey: string;
  createdAt: Date;
};

/** Puts messages in the outbox, and makes sure that the chat has the row that senders take their lease on. */
export async function insertMessages(tx: Connection, { account, chatId }: Chat, message: NewMessages): Promise<void> {
  await sql`
    WITH chat AS (INSERT INTO line.chats (account, chat_id) VALUES (${account}, ${chatId}) ON CONFLICT DO NOTHING)
    INSERT INTO line.outbound_messages (account, chat_id, messages, message_count, quiet, about, retry_key, created_at)
    VALUES (${account}, ${chatId}, ${message.messages}, ${message.messageCount}, ${message.quiet}, ${message.about},
      ${message.retryKey}, ${message.createdAt})`.execute(tx);
}

/** Chats whose oldest owed message, or a menu wish, is due and to which nobody is sending. */
export function listOwedChats(db: Connection, now: Date): Promise<Chat[]> {
  return rows(
    db,
    sql<Chat>`
      WITH oldest AS (SELECT DISTINCT ON (account, chat_id) account, chat_id, created_at, next_try_at
          FROM line.outbound_messages WHERE state = 'owed' ORDER BY account, chat_id, id),
        wished AS (SELECT DISTINCT ON (account, chat_id) account, chat_id, created_at, next_try_at
          FROM line.menu_wishes ORDER BY account, chat_id, id DESC)
      SELECT due.account, due.chat_id AS "chatId"
      FROM (SELECT * FROM oldest UNION ALL SELECT * FROM wished) AS due
      JOIN line.chats AS chat ON chat.account = due.account AND chat.chat_id = due.chat_id
      WHERE (due.next_try_at IS NULL OR due.next_try_at <= ${now})
        AND (chat.sender_until IS NULL OR chat.sender_until <= ${now}) AND NOT chat.standby
      GROUP BY due.account, due.chat_id ORDER BY min(due.created_at) LIMIT 1000`,
  );
}

/** Takes the lease on a chat, alone among all processes; false when another has it or the chat is in standby. */
export async function takeChat(db: Connection, { account, chatId }: Chat, now: Date, until: Date): Promise<boolean> {
  const taken = await findRow(
    db,
    sql`UPDATE line.chats SET sender_until = ${until}
      WHERE account = ${account} AND chat_id = ${chatId} AND NOT standby AND (sender_until IS NULL OR sender_until <= ${now})
      RETURNING 1 AS taken`,
  );
  return taken !== undefined;
}

export async function releaseChat(db: Connection, { account, chatId }: Chat, until: Date): Promise<void> {
  await sql`UPDATE line.chats SET sender_until = NULL
    WHERE account = ${account} AND chat_id = ${chatId} AND sender_until = ${until}`.execute(db);
}

/** What the chat is owed, oldest first, at most `most`. */
export function listOwedMessages(db: Connection, { account, chatId }: Chat, most: number): Promise<OwedMessage[]> {
  return rows(
    db,
    sql<OwedMessage>`
      SELECT id, messages, message_count AS "messageCount", quiet, about, created_at AS "createdAt",
        retry_key AS "retryKey", call_key AS "callKey", via, reply_token AS "replyToken",
        reply_token_delivered_at AS "replyTokenDeliveredAt", outcome_unknown AS "outcomeUnknown",
        first_tried_at AS "firstTriedAt", tries, next_try_at AS "nextTryAt"
      FROM line.outbound_messages WHERE account = ${account} AND chat_id = ${chatId} AND state = 'owed'
      ORDER BY id LIMIT ${most}`,
  );
}

/** The chat's unused token that stays fresh the longest. */
export function findNewestToken(db: Connection, { account, chatId }: Chat): Promise<ReplyToken | undefined> {
  return findRow(
    db,
    sql<ReplyToken>`SELECT token, event_at AS "eventAt", delivered_at AS "deliveredAt" FROM line.reply_tokens
      WHERE account = ${account} AND chat_id = ${chatId} ORDER BY delivered_at DESC LIMIT 1`,
  );
}

/**
 * Writes down that a try begins, before it begins: after a kill in the middle the rows say "outcome unknown". A reply
 * token leaves the stock in the same statement, so no other call can use it.
 */
export async function recordTry(db: Connection, { callKey, rows: called, way }: Call, now: Date): Promise<void> {
  const token = way.via === 'reply' ? way : undefined;
  await sql`
    WITH used AS (DELETE FROM line.reply_tokens WHERE token = ${token?.token ?? null})
    UPDATE line.outbound_messages SET call_key = ${callKey}, via = ${way.via}, reply_token = ${token?.token ?? null},
      reply_token_delivered_at = ${token?.tokenDeliveredAt ?? null}, outcome_unknown = true,
      first_tried_at = coalesce(first_tried_at, ${now}), tries = tries + 1
    WHERE id = ANY(${called.map(({ id }) => id)}::bigint[])`.execute(db);
}

export type Settlement = { state: 'sent' | 'failed'; status: number | null; requestId: string | null; now: Date };

export async function settleMessages(
  tx: Connection,
  ids: number[],
  { state, status, requestId, now }: Settlement,
): Promise<void> {
  await sql`UPDATE line.outbound_messages SET state = ${state}, status = ${status}, request_id = ${requestId},
      reply_token = NULL, settled_at = ${now} WHERE id = ANY(${ids}::bigint[])`.execute(tx);
}

export type Postponement = {
  until: Date | null;
  unknown: boolean;
  dropToken: boolean;
  status: number | null;
  requestId: string | null;
};

/**
 * Keeps messages owed. When LINE certainly does not have them, the call is dissolved and its key is not used again:
 * messages that came meanwhile may join, and a reused key would want the very same body.
 */
export async function postponeMessages(db: Connection, ids: number[], next: Postponement): Promise<void> {
  await sql`UPDATE line.outbound_messages SET next_try_at = ${next.until}, outcome_unknown = ${next.unknown},
      status = ${next.status}, request_id = ${next.requestId},
      via = CASE WHEN ${next.dropToken} THEN NULL ELSE via END,
      reply_token = CASE WHEN ${next.dropToken} THEN NULL ELSE reply_token END,
      call_key = CASE WHEN ${next.unknown} THEN call_key END,
      retry_key = CASE WHEN ${next.unknown} THEN retry_key ELSE gen_random_uuid() END
    WHERE id = ANY(${ids}::bigint[])`.execute(db);
}
