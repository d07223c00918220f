import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';
import type { Account, Chat } from '../account.ts';
import type { ArrivedEvent } from '../webhook/read-webhook.ts';

/** A stored event that is processed now. */
export type ClaimedEvent = Pick<ArrivedEvent, 'webhookEventId' | 'eventAt' | 'receivedAt'> & {
  /** Null if the message was unsent while it waited. */
  payload: string | null;
  tries: number;
  /** The sender unsent the message of this event before we processed it. */
  isUnsent: boolean;
  language: 'th' | 'en' | null;
  standby: boolean;
  /** The chat has another event that is due. */
  hasMore: boolean;
};

/**
 * The chat's earliest event that is due, marked as processed in this transaction. Another process that wants the same
 * event waits for this row and then finds it done, so two processes never work on one chat.
 * Also stores which event brought the message, so that it can be erased when it is unsent.
 */
export function claimNextEvent(
  tx: Connection,
  { account, chatId }: Chat,
  now: Date,
): Promise<ClaimedEvent | undefined> {
  return findRow(
    tx,
    sql<ClaimedEvent>`
      WITH claimed AS (UPDATE line.webhook_events AS event SET processed_at = ${now}
          FROM (SELECT webhook_event_id FROM line.webhook_events
            WHERE account = ${account} AND chat_id = ${chatId} AND processed_at IS NULL AND failed_at IS NULL
              AND (next_try_at IS NULL OR next_try_at <= ${now})
            ORDER BY event_at, webhook_event_id LIMIT 1) AS next
          WHERE event.webhook_event_id = next.webhook_event_id AND event.processed_at IS NULL
          RETURNING event.webhook_event_id, event.event_at, event.received_at, event.payload, event.tries,
            event.message_id),
        brought AS (INSERT INTO line.messages (message_id, webhook_event_id)
          SELECT message_id, webhook_event_id FROM claimed WHERE message_id IS NOT NULL
          ON CONFLICT (message_id) DO UPDATE SET webhook_event_id = excluded.webhook_event_id
          RETURNING unsent_at IS NOT NULL AS is_unsent)
      SELECT claimed.webhook_event_id AS "webhookEventId", event_at AS "eventAt", received_at AS "receivedAt", payload,
        tries, coalesce((SELECT is_unsent FROM brought), false) AS "isUnsent",
        chat.language, coalesce(chat.standby, false) AS standby,
        EXISTS (SELECT 1 FROM line.webhook_events AS other WHERE other.account = ${account} AND other.chat_id = ${chatId}
          AND other.processed_at IS NULL AND other.failed_at IS NULL
          AND other.webhook_event_id <> claimed.webhook_event_id
          AND (other.next_try_at IS NULL OR other.next_try_at <= ${now})) AS "hasMore"
      FROM claimed LEFT JOIN line.chats AS chat ON chat.account = ${account} AND chat.chat_id = ${chatId}`,
  );
}

/** Chats with an event that is due. */
export function listWaitingChats(db: Connection, now: Date): Promise<Chat[]> {
  return rows(
    db,
    sql<Chat>`SELECT account, chat_id AS "chatId" FROM line.webhook_events
      WHERE processed_at IS NULL AND failed_at IS NULL AND (next_try_at IS NULL OR next_try_at <= ${now})
      GROUP BY account, chat_id ORDER BY min(event_at) LIMIT 1000`,
  );
}

export async function postponeEvent(db: Connection, webhookEventId: string, until: Date): Promise<void> {
  await sql`UPDATE line.webhook_events SET tries = tries + 1, next_try_at = ${until}
    WHERE webhook_event_id = ${webhookEventId} AND processed_at IS NULL`.execute(db);
}

export async function parkEvent(db: Connection, webhookEventId: string, now: Date): Promise<void> {
  await sql`UPDATE line.webhook_events SET tries = tries + 1, failed_at = ${now}
    WHERE webhook_event_id = ${webhookEventId} AND processed_at IS NULL`.execute(db);
}

/** Puts parked events back in the queue after the cause was fixed. @returns how many */
export async function retryParkedEvents(db: Connection): Promise<number> {
  const unparked = await rows(
    db,
    sql`UPDATE line.webhook_events SET failed_at = NULL, tries = 0, next_try_at = NULL
      WHERE processed_at IS NULL AND failed_at IS NOT NULL RETURNING webhook_event_id`,
  );
  return unparked.length;
}

export async function saveStandby(tx: Connection, { account, chatId }: Chat, standby: boolean): Promise<void> {
  await sql`INSERT INTO line.chats (account, chat_id, standby) VALUES (${account}, ${chatId}, ${standby})
    ON CONFLICT (account, chat_id) DO UPDATE SET standby = excluded.standby`.execute(tx);
}

export async function saveLanguage(db: Connection, { account, chatId }: Chat, language: 'th' | 'en'): Promise<void> {
  await sql`INSERT INTO line.chats (account, chat_id, language) VALUES (${account}, ${chatId}, ${language})
    ON CONFLICT (account, chat_id) DO UPDATE SET language = excluded.language`.execute(db);
}

/** Sets the tombstone and erases our copies of the message, whether its event was processed, waits or failed. */
export async function eraseMessage(
  tx: Connection,
  { account, chatId }: Chat,
  messageId: string,
  now: Date,
): Promise<void> {
  const message = await getRow(
    tx,
    sql<{
      webhookEventId: string | null;
    }>`INSERT INTO line.messages (message_id, unsent_at) VALUES (${messageId}, ${now})
      ON CONFLICT (message_id) DO UPDATE SET unsent_at = coalesce(line.messages.unsent_at, excluded.unsent_at)
      RETURNING webhook_event_id AS "webhookEventId"`,
  );
  const waiting = await listUnprocessed(tx, account, chatId);
  const ids = waiting
    .filter(({ payload }) => bringsMessage(payload, messageId))
    .map(({ webhookEventId }) => webhookEventId);
  if (message.webhookEventId) ids.push(message.webhookEventId);
  await erasePayloads(tx, ids);
}

export async function erasePayloads(tx: Connection, webhookEventIds: string[]): Promise<void> {
  await sql`UPDATE line.webhook_events SET payload = NULL WHERE webhook_event_id = ANY(${webhookEventIds}::text[])`.execute(
    tx,
  );
}

function listUnprocessed(tx: Connection, account: Account, chatId: string) {
  return rows(
    tx,
    sql<{ webhookEventId: string; payload: string | null }>`SELECT webhook_event_id AS "webhookEventId", payload
      FROM line.webhook_events WHERE account = ${account} AND chat_id = ${chatId} AND processed_at IS NULL`,
  );
}

function bringsMessage(payload: string | null, messageId: string): boolean {
  const event = JSON.parse(payload ?? '{}') as { message?: { id?: unknown } };
  return event.message?.id === messageId;
}
