import { type Connection, sql } from '#platform/database/database';

/** What people wrote is stored by intake and incident; our copies are only needed to repair failures. */
const PAYLOAD_DAYS = 7;
/** Ids stay longer, against late duplicates and for questions to LINE's support. */
const ID_DAYS = 90;
const DAY_MS = 86_400_000;

/** Deletes what is no longer needed (PDPA s.37(3)): first the contents, later the ids. Running it twice changes nothing. */
export async function forgetOldPayloads(db: Connection, now: Date): Promise<void> {
  const contents = new Date(now.getTime() - PAYLOAD_DAYS * DAY_MS);
  const ids = new Date(now.getTime() - ID_DAYS * DAY_MS);
  const tokens = new Date(now.getTime() - 20 * 60_000);
  await sql`UPDATE line.webhook_events SET payload = NULL
    WHERE received_at < ${contents} AND processed_at IS NOT NULL AND payload IS NOT NULL`.execute(db);
  await sql`DELETE FROM line.webhook_events WHERE received_at < ${ids}`.execute(db);
  await sql`UPDATE line.outbound_messages SET messages = NULL WHERE finalised_at < ${contents} AND messages IS NOT NULL`.execute(
    db,
  );
  await sql`DELETE FROM line.outbound_messages WHERE finalised_at < ${ids}`.execute(db);
  await sql`DELETE FROM line.messages AS message WHERE (unsent_at IS NULL OR unsent_at < ${ids})
    AND NOT EXISTS (SELECT 1 FROM line.webhook_events AS event WHERE event.webhook_event_id = message.webhook_event_id)`.execute(
    db,
  );
  await sql`DELETE FROM line.media_fetches WHERE finalised_at < ${contents}`.execute(db);
  await sql`DELETE FROM line.reply_tokens WHERE event_at < ${tokens}`.execute(db);
}
