import type { PublicLanguage } from '#contract/languages';
import { type Connection, fillUp, getRow, type RawBuilder, rows, sql } from '#platform/database/database';
import type { Account, Chat } from '../account.ts';
import { MOST_MESSAGES } from '../outbox/plan-call.ts';
import type { ArrivedEvent } from '../webhook/read-webhook.ts';

/** A stored event that is processed now. */
export type ClaimedEvent = Pick<ArrivedEvent, 'webhookEventId' | 'account' | 'chatId' | 'eventAt' | 'receivedAt'> & {
  /** Null if the message was unsent while it waited. */
  payload: string | null;
  tries: number;
  /** The sender unsent the message of this event before we processed it. */
  isUnsent: boolean;
  language: PublicLanguage | null;
  standby: boolean;
  /** Nobody sends to the chat and nothing is pending for it; its row is locked, so that this stays so. */
  mayBegin: boolean;
  /** Ids for the messages of an answer that begins with this transaction. */
  messageIds: number[];
  /** What the receiver wanted to know of the reporter (`Receivers.reportersAt`). */
  known: unknown;
  /** The chat has another event that is due and was not claimed. */
  hasMore: boolean;
};

/** Rows of `address` and `known` at some addresses (`= …` or `IN (…)`), to be read by the statement that claims their events. */
export type ReportersAt = (among: RawBuilder<unknown>) => RawBuilder<unknown>;

const NOBODY = sql`SELECT NULL::text AS address, NULL::jsonb AS known WHERE false`;

/**
 * The earliest events that are due of each of these chats, at most `each`, marked as processed in this transaction, with all
 * that processing begins with, in their order. Another process that wants the same event waits for its row and then finds
 * it done, so two processes never work on one chat; with several chats it does not wait, and of a chat those are missing
 * that it did not get, with all later ones.
 * Also stores which event brought a message, so that it can be erased when it is unsent.
 */
export async function claimNextEvents(
  tx: Connection,
  { chats, each }: { chats: Chat[]; each: number },
  reportersAt: ReportersAt | undefined,
  now: Date,
): Promise<ClaimedEvent[]> {
  const isOne = chats.length === 1 && each === 1;
  const values = fillUp(chats).map(({ account, chatId }) => sql`(${account}, ${chatId})`);
  const isDue = sql`processed_at IS NULL AND failed_at IS NULL AND (next_try_at IS NULL OR next_try_at <= ${now})`;
  // Nearly always it is one event of one chat; what puts several in order costs as much as finding it.
  const next = isOne
    ? sql`SELECT webhook_event_id, 1::bigint AS place, account, chat_id FROM line.webhook_events
        WHERE account = ${chats[0]?.account} AND chat_id = ${chats[0]?.chatId} AND ${isDue}
        ORDER BY event_at, webhook_event_id LIMIT 1`
    : sql`SELECT chat.account, chat.chat_id, event.webhook_event_id, event.place
        FROM (VALUES ${sql.join(values)}) AS chat (account, chat_id)
        CROSS JOIN LATERAL (SELECT webhook_event_id, row_number() OVER (ORDER BY event_at, webhook_event_id) AS place
          FROM line.webhook_events AS due
          WHERE due.account = chat.account AND due.chat_id = chat.chat_id AND ${isDue}
          ORDER BY event_at, webhook_event_id LIMIT ${each}) AS event`;
  // For one chat PostgreSQL knows that it is one, and uses the index on a new table too.
  const addresses = sql`(SELECT chat_id FROM claimed WHERE account = 'reporter')`;
  const among = isOne ? sql`= ${addresses}` : sql`IN ${addresses}`;
  // By its key. Asked as `IS NULL`, PostgreSQL takes the index of what waits, expects it to be empty, and reads in it all that
  // was processed since the last vacuum: a third of the statement at a hundred reports a second.
  const waits = sql`coalesce(event.processed_at, 'infinity') = 'infinity'`;
  const unlocked = sql`SELECT webhook_event_id FROM line.webhook_events AS event
    WHERE webhook_event_id IN (SELECT webhook_event_id FROM next) AND ${waits}
    ORDER BY webhook_event_id FOR UPDATE SKIP LOCKED`;
  // None after one that another process has. A list that was filled up names a chat twice.
  const whichAreFree = sql`(SELECT webhook_event_id FROM (SELECT webhook_event_id, place,
        row_number() OVER (PARTITION BY account, chat_id ORDER BY place) AS place_among_unlocked
      FROM (SELECT DISTINCT * FROM next) AS wanted JOIN (${unlocked}) AS unlocked USING (webhook_event_id)) AS ranked
    WHERE place = place_among_unlocked)`;
  // Names the row, or PostgreSQL would draw ids once for all of them.
  const eachRow = sql`0 * claimed.tries`;
  const claimed = await rows(
    tx,
    sql<ClaimedEvent>`
      WITH next AS MATERIALIZED (${next}),
        claimed AS (UPDATE line.webhook_events AS event SET processed_at = ${now}
          FROM ${isOne ? sql`next` : whichAreFree} AS ours
          WHERE event.webhook_event_id = ours.webhook_event_id AND ${waits}
          RETURNING event.webhook_event_id, event.account, event.chat_id, event.event_at, event.received_at,
            event.payload, event.tries, event.message_id),
        brought AS (INSERT INTO line.messages (message_id, webhook_event_id)
          SELECT message_id, webhook_event_id FROM claimed WHERE message_id IS NOT NULL
          ON CONFLICT (message_id) DO UPDATE SET webhook_event_id = excluded.webhook_event_id
          RETURNING webhook_event_id, unsent_at IS NOT NULL AS is_unsent),
        free AS MATERIALIZED (SELECT account, chat_id FROM line.chats
          WHERE (account, chat_id) ${isOne ? sql`=` : sql`IN`} (SELECT account, chat_id FROM claimed) AND NOT standby
            AND (sender_until IS NULL OR sender_until <= ${now})
          ORDER BY account, chat_id FOR UPDATE SKIP LOCKED),
        known AS MATERIALIZED (${reportersAt ? reportersAt(among) : NOBODY})
      SELECT claimed.webhook_event_id AS "webhookEventId", claimed.account, claimed.chat_id AS "chatId",
        event_at AS "eventAt", received_at AS "receivedAt", payload, tries, coalesce(is_unsent, false) AS "isUnsent",
        chat.language, coalesce(chat.standby, false) AS standby,
        (chat.chat_id IS NULL OR free.chat_id IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM line.outbound_messages AS older
          WHERE older.account = claimed.account AND older.chat_id = claimed.chat_id AND older.state = 'pending')
          AS "mayBegin",
        ARRAY(SELECT nextval('line.outbound_messages_id_seq') FROM generate_series(1, ${MOST_MESSAGES}::int + ${eachRow}))
          AS "messageIds",
        known.known,
        EXISTS (SELECT 1 FROM line.webhook_events AS other
          WHERE other.account = claimed.account AND other.chat_id = claimed.chat_id AND other.processed_at IS NULL
            AND other.failed_at IS NULL AND NOT EXISTS (SELECT 1 FROM claimed AS ours WHERE ours.webhook_event_id = other.webhook_event_id)
            AND (other.next_try_at IS NULL OR other.next_try_at <= ${now})) AS "hasMore"
      FROM claimed LEFT JOIN brought ON brought.webhook_event_id = claimed.webhook_event_id
      LEFT JOIN line.chats AS chat ON chat.account = claimed.account AND chat.chat_id = claimed.chat_id
      LEFT JOIN free ON free.account = claimed.account AND free.chat_id = claimed.chat_id
      LEFT JOIN known ON claimed.account = 'reporter' AND known.address = claimed.chat_id
      ORDER BY event_at, "webhookEventId"`,
  );
  return claimed.map((event) => ({ ...event, messageIds: event.messageIds.map(Number) }));
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

/**
 * Each chat at most once; one that has no row yet is left out and asked about at its next message. Adding rows here would
 * wait for a transaction that adds the same ones, which may wait for those locked here.
 */
export async function saveLanguages(db: Connection, learned: (Chat & { language: PublicLanguage })[]): Promise<void> {
  await sql`UPDATE line.chats AS chat SET language = known.language
    FROM (SELECT account, chat_id, learned.language FROM line.chats JOIN unnest(
        ${learned.map(({ account }) => account)}::text[], ${learned.map(({ chatId }) => chatId)}::text[],
        ${learned.map(({ language }) => language)}::text[]) AS learned (account, chat_id, language) USING (account, chat_id)
      ORDER BY account, chat_id FOR UPDATE OF chats) AS known
    WHERE chat.account = known.account AND chat.chat_id = known.chat_id`.execute(db);
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
