import { type Connection, sql } from '#platform/database/database';
import { lag, oldFrom, type SetBack } from '#platform/set-back';

/** Moves the times of retries, leases and tokens; LINE's own times (`event_at`) stay. */
export async function moveTries(tx: Connection, setBack: SetBack): Promise<void> {
  const [by, old, { now, since }] = [lag(setBack), oldFrom(setBack), setBack];
  const isNew = sql`BETWEEN ${since} AND ${now}`;
  await sql`UPDATE line.chats SET sender_until = sender_until - ${by} WHERE sender_until > ${old}`.execute(tx);
  await sql`UPDATE line.webhook_events SET next_try_at = next_try_at - ${by}
    WHERE processed_at IS NULL AND next_try_at > ${old}`.execute(tx);
  await sql`UPDATE line.reply_tokens SET delivered_at = delivered_at - ${by} WHERE delivered_at NOT ${isNew}`.execute(
    tx,
  );
  // LINE forgets a retry key after a day: without this it would be used for too long.
  await sql`UPDATE line.outbound_messages SET created_at = created_at - ${by}, first_tried_at = first_tried_at - ${by},
      reply_token_delivered_at = reply_token_delivered_at - ${by}
    WHERE state = 'pending' AND created_at NOT ${isNew}`.execute(tx);
  await sql`UPDATE line.outbound_messages SET next_try_at = next_try_at - ${by}
    WHERE state = 'pending' AND next_try_at > ${old}`.execute(tx);
  await sql`UPDATE line.media_fetches SET created_at = created_at - ${by}
    WHERE state = 'pending' AND created_at NOT ${isNew}`.execute(tx);
  await sql`UPDATE line.media_fetches SET next_try_at = next_try_at - ${by}
    WHERE state = 'pending' AND next_try_at > ${old}`.execute(tx);
  await sql`UPDATE line.media_fetches SET fetching_until = fetching_until - ${by}
    WHERE state = 'pending' AND fetching_until > ${old}`.execute(tx);
  await sql`UPDATE line.menu_requests SET created_at = created_at - ${by} WHERE created_at NOT ${isNew}`.execute(tx);
  await sql`UPDATE line.menu_requests SET next_try_at = next_try_at - ${by} WHERE next_try_at > ${old}`.execute(tx);
}
