import { type Connection, sql } from '#platform/database/database';
import type { ArrivedEvent } from './read-webhook.ts';

/** Stores all events in one statement; those already known stay as they are. */
export async function insertEvents(db: Connection, events: ArrivedEvent[]): Promise<void> {
  await sql`
    INSERT INTO line.webhook_events (webhook_event_id, account, chat_id, event_at, received_at, payload,
      message_id)
    SELECT * FROM unnest(
      ${events.map((event) => event.webhookEventId)}::text[], ${events.map((event) => event.account)}::text[],
      ${events.map((event) => event.chatId)}::text[], ${events.map((event) => event.eventAt)}::timestamptz[],
      ${events.map((event) => event.receivedAt)}::timestamptz[], ${events.map((event) => event.payload)}::text[],
      ${events.map((event) => event.messageId)}::text[])
    ON CONFLICT DO NOTHING`.execute(db);
}

/** A redelivery makes an unused token of a known event valid for another minute. */
export async function refreshReplyTokens(db: Connection, webhookEventIds: string[], now: Date): Promise<void> {
  await sql`UPDATE line.reply_tokens SET delivered_at = ${now}
    WHERE webhook_event_id = ANY(${webhookEventIds}::text[])`.execute(db);
}
