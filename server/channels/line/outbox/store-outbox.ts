import type { MessageSubject } from '#events/outgoing-message';
import { amongNumbers } from '#platform/database/among-ids';
import { type Connection, fillUp, findRow, rows, sql } from '#platform/database/database';
import type { Lease } from '#platform/process/lease';
import type { Chat } from '../account.ts';
import type { MenuRequest } from '../menu/store-menus.ts';
import type { Call, PendingMessage, ReplyToken } from './plan-call.ts';
import type { EventToken } from './store-messages.ts';

/** Chats whose oldest pending message or menu request is due and to which nobody is sending. */
export function listPendingChats(db: Connection, now: Date): Promise<Chat[]> {
  return rows(
    db,
    sql<Chat>`
      WITH oldest AS (SELECT DISTINCT ON (account, chat_id) account, chat_id, created_at, next_try_at
          FROM line.outbound_messages WHERE state = 'pending' ORDER BY account, chat_id, id),
        requested AS (SELECT DISTINCT ON (account, chat_id) account, chat_id, created_at, next_try_at
          FROM line.menu_requests ORDER BY account, chat_id, id DESC)
      SELECT due.account, due.chat_id AS "chatId"
      FROM (SELECT * FROM oldest UNION ALL SELECT * FROM requested) AS due
      JOIN line.chats AS chat ON chat.account = due.account AND chat.chat_id = due.chat_id
      WHERE (due.next_try_at IS NULL OR due.next_try_at <= ${now})
        AND (chat.sender_until IS NULL OR chat.sender_until <= ${now}) AND NOT chat.standby
      GROUP BY due.account, due.chat_id ORDER BY min(due.created_at) LIMIT 1000`,
  );
}

/** Takes the lease on a chat; false if another process has it or the chat is in standby. */
export async function takeChat(
  db: Connection,
  { account, chatId }: Chat,
  { now, until, processId }: Lease,
): Promise<boolean> {
  const taken = await findRow(
    db,
    sql`UPDATE line.chats SET sender_until = ${until}, sender_process = ${processId}
      WHERE account = ${account} AND chat_id = ${chatId} AND NOT standby AND (sender_until IS NULL OR sender_until <= ${now})
      RETURNING 1 AS taken`,
  );
  return taken !== undefined;
}

export async function releaseChat(db: Connection, { account, chatId }: Chat, until: Date): Promise<void> {
  await sql`UPDATE line.chats SET sender_until = NULL, sender_process = NULL
    WHERE account = ${account} AND chat_id = ${chatId} AND sender_until = ${until}`.execute(db);
}

/** Releases the chats to which these processes were sending when they ended. */
export async function releaseChatsOf(tx: Connection, processIds: number[]): Promise<void> {
  // No index: it would slow down every answer, and processes seldom end.
  await sql`UPDATE line.chats SET sender_until = NULL, sender_process = NULL
    WHERE sender_process = ANY(${processIds}::int[])`.execute(tx);
}

type PendingRow = PendingMessage & { token: string | null; tokenEventAt: Date; tokenDeliveredAt: Date };

/** The chat's pending messages, oldest first, at most `most`, and its unused token that stays fresh the longest. */
export async function listPendingMessages(
  db: Connection,
  { account, chatId }: Chat,
  most: number,
): Promise<{ pending: PendingMessage[]; token: ReplyToken | undefined }> {
  const found = await rows(
    db,
    sql<PendingRow>`
      SELECT id, messages, message_count AS "messageCount", quiet, about, created_at AS "createdAt",
        retry_key AS "retryKey", call_key AS "callKey", via, reply_token AS "replyToken",
        reply_token_delivered_at AS "replyTokenDeliveredAt", outcome_unknown AS "outcomeUnknown",
        first_tried_at AS "firstTriedAt", tries, next_try_at AS "nextTryAt", newest.token,
        newest.event_at AS "tokenEventAt", newest.delivered_at AS "tokenDeliveredAt"
      FROM line.outbound_messages AS pending
      LEFT JOIN (SELECT token, event_at, delivered_at FROM line.reply_tokens
        WHERE account = ${account} AND chat_id = ${chatId} ORDER BY delivered_at DESC LIMIT 1) AS newest ON true
      WHERE pending.account = ${account} AND pending.chat_id = ${chatId} AND state = 'pending'
      ORDER BY id LIMIT ${most}`,
  );
  const [head] = found;
  const token = head?.token
    ? { token: head.token, eventAt: head.tokenEventAt, deliveredAt: head.tokenDeliveredAt }
    : undefined;
  return { pending: found, token };
}

/**
 * Stores that a try begins, before it begins: after a kill in the middle the outcome is unknown. The reply token is
 * deleted by the same statement, so no other call can use it.
 */
export async function recordTry(db: Connection, { callKey, rows: called, method }: Call, now: Date): Promise<void> {
  const token = method.via === 'reply' ? method : undefined;
  await sql`
    WITH used AS (DELETE FROM line.reply_tokens WHERE token = ${token?.token ?? null})
    UPDATE line.outbound_messages SET call_key = ${callKey}, via = ${method.via}, reply_token = ${token?.token ?? null},
      reply_token_delivered_at = ${token?.tokenDeliveredAt ?? null}, outcome_unknown = true,
      first_tried_at = coalesce(first_tried_at, ${now}), tries = tries + 1
    WHERE id ${amongNumbers(called.map(({ id }) => id))}`.execute(db);
}

export type DeliveryResult = { state: 'sent' | 'failed'; status: number | null; requestId: string | null; now: Date };

export async function finaliseMessages(
  tx: Connection,
  ids: number[],
  { state, status, requestId, now }: DeliveryResult,
): Promise<void> {
  await sql`UPDATE line.outbound_messages SET state = ${state}, status = ${status}, request_id = ${requestId},
      reply_token = NULL, finalised_at = ${now} WHERE id ${amongNumbers(ids)}`.execute(tx);
}

/** Withdraws messages that LINE certainly does not have; those it may have are finished as usual. */
export async function withdrawMessages(tx: Connection, about: MessageSubject[], now: Date): Promise<void> {
  await sql`UPDATE line.outbound_messages SET state = 'failed', reply_token = NULL, finalised_at = ${now}
    WHERE about = ANY(${about.map((one) => JSON.stringify(one))}::jsonb[]) AND state = 'pending' AND NOT outcome_unknown`.execute(
    tx,
  );
}

/** The end of a sender's turn: the lease it had, and what LINE accepted or refused for good. */
export type EndedTurn = Chat & { until: Date; finalised: { ids: number[]; result: DeliveryResult } | undefined };
/** The chat's newest menu request that is due, and whether more messages are pending. */
export type AfterTurn = { menuRequest: MenuRequest | null; hasMore: boolean };

/**
 * Ends turns of one sender in several chats in one statement: stores the outcomes, finds the newest menu request of each
 * chat if it is due (older ones no longer matter), and releases the lease unless there is such a request.
 */
export async function endTurns(db: Connection, turns: EndedTurn[], now: Date): Promise<AfterTurn[]> {
  const values = fillUp(turns).map(
    ({ account, chatId, until, finalised: { ids = [], result } = {} }, place) =>
      sql`(${place}::int, ${account}, ${chatId}, ${until}::timestamptz, ${ids}::bigint[], ${result?.state ?? null},
        ${result?.status ?? null}::int, ${result?.requestId ?? null}, ${result?.now ?? null}::timestamptz)`,
  );
  const ended = await rows(
    db,
    sql<{ hasMore: boolean } & (MenuRequest | { [Key in keyof MenuRequest]: null })>`
      WITH turn (place, account, chat_id, until, ids, state, status, request_id, at) AS MATERIALIZED (
          VALUES ${sql.join(values)}),
        finalised AS (UPDATE line.outbound_messages AS message SET state = turn.state, status = turn.status,
            request_id = turn.request_id, reply_token = NULL, finalised_at = turn.at FROM turn
          WHERE message.account = turn.account AND message.chat_id = turn.chat_id AND message.state = 'pending'
            AND message.id = ANY(turn.ids)),
        request AS MATERIALIZED (SELECT turn.place, newest.id, newest.menu, newest.created_at, newest.tries
          FROM turn CROSS JOIN LATERAL (SELECT id, menu, created_at, tries, next_try_at FROM line.menu_requests AS asked
            WHERE asked.account = turn.account AND asked.chat_id = turn.chat_id ORDER BY id DESC LIMIT 1) AS newest
          WHERE newest.next_try_at IS NULL OR newest.next_try_at <= ${now}),
        leased AS MATERIALIZED (SELECT account, chat_id FROM line.chats
          WHERE (account, chat_id, sender_until) IN (SELECT account, chat_id, until FROM turn
            WHERE place NOT IN (SELECT place FROM request)) ORDER BY account, chat_id FOR UPDATE),
        released AS (UPDATE line.chats AS chat SET sender_until = NULL, sender_process = NULL FROM leased
          WHERE chat.account = leased.account AND chat.chat_id = leased.chat_id)
      SELECT EXISTS (SELECT 1 FROM line.outbound_messages AS other
          WHERE other.account = turn.account AND other.chat_id = turn.chat_id AND other.state = 'pending'
            AND other.id <> ALL(turn.ids)) AS "hasMore",
        request.id, request.menu, request.created_at AS "createdAt", request.tries
      FROM turn LEFT JOIN request ON request.place = turn.place ORDER BY turn.place`,
  );
  return ended.slice(0, turns.length).map(({ hasMore, id, menu, createdAt, tries }) => {
    return { hasMore, menuRequest: id === null ? null : { id, menu, createdAt, tries } };
  });
}

/** Undoes a try that was stored but never made: its messages are pending as before and the token is free again. */
export async function undoTry(
  db: Connection,
  { account, chatId }: Chat,
  ids: number[],
  token: EventToken,
  until: Date,
): Promise<void> {
  await sql`
    WITH freed AS (UPDATE line.chats SET sender_until = NULL, sender_process = NULL
        WHERE account = ${account} AND chat_id = ${chatId} AND sender_until = ${until} RETURNING 1),
      undone AS (UPDATE line.outbound_messages SET call_key = NULL, via = NULL, reply_token = NULL,
          reply_token_delivered_at = NULL, outcome_unknown = false, first_tried_at = NULL, tries = 0
        WHERE id = ANY(${ids}::bigint[]) AND state = 'pending' AND EXISTS (SELECT 1 FROM freed) RETURNING id)
    INSERT INTO line.reply_tokens (token, webhook_event_id, account, chat_id, event_at, delivered_at)
    SELECT ${token.token}, ${token.webhookEventId}, ${account}, ${chatId}, ${token.eventAt}::timestamptz,
      ${token.deliveredAt}::timestamptz WHERE EXISTS (SELECT 1 FROM undone) ON CONFLICT DO NOTHING`.execute(db);
}

export type Postponement = {
  until: Date | null;
  unknown: boolean;
  /** LINE refused for now: the same call is made again with the same key, unless a reply includes its messages. */
  keepCall: boolean;
  dropToken: boolean;
  status: number | null;
  requestId: string | null;
};

/**
 * Postpones messages. If LINE certainly does not have them, the call is dissolved and its key is not used again:
 * messages that came meanwhile may join, and a reused key would need the same body.
 */
export async function postponeMessages(db: Connection, ids: number[], next: Postponement): Promise<void> {
  await sql`UPDATE line.outbound_messages SET next_try_at = ${next.until}, outcome_unknown = ${next.unknown},
      status = ${next.status}, request_id = ${next.requestId},
      via = CASE WHEN ${next.dropToken} THEN NULL ELSE via END,
      reply_token = CASE WHEN ${next.dropToken} THEN NULL ELSE reply_token END,
      call_key = CASE WHEN ${next.unknown || next.keepCall} THEN call_key END,
      retry_key = CASE WHEN ${next.unknown || next.keepCall} THEN retry_key ELSE gen_random_uuid() END
    WHERE id = ANY(${ids}::bigint[])`.execute(db);
}
