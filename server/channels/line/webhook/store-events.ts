import { type Connection, sql } from '#platform/database/database';
import type { ArrivedEvent } from './read-webhook.ts';

/**
 * Stores all events in one statement; those already known stay as they are. They travel as one JSON text, which costs this
 * process half of what an array for each column does.
 */
export async function insertEvents(db: Connection, events: ArrivedEvent[]): Promise<void> {
  await sql`
    INSERT INTO line.webhook_events (webhook_event_id, account, chat_id, event_at, received_at, payload,
      message_id)
    SELECT "webhookEventId", account, "chatId", "eventAt", "receivedAt", payload, "messageId"
    FROM json_to_recordset(${JSON.stringify(events)}::json) AS event ("webhookEventId" text, account text, "chatId" text,
      "eventAt" timestamptz, "receivedAt" timestamptz, payload text, "messageId" text)
    ON CONFLICT DO NOTHING`.execute(db);
}

/** A redelivery makes an unused token of a known event valid for another minute. */
export async function refreshReplyTokens(db: Connection, webhookEventIds: string[], now: Date): Promise<void> {
  await sql`UPDATE line.reply_tokens SET delivered_at = ${now}
    WHERE webhook_event_id = ANY(${webhookEventIds}::text[])`.execute(db);
}
