import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { forgetOldPayloads } from '../../server/channels/line/store-tidying.ts';
import { findRow, rows, sql } from '../../server/platform/database/database.ts';

const { db } = await createTestDatabase();
const now = new Date('2026-11-21T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

async function anEvent(id: string, days: number, { processed = true, failed = false } = {}) {
  await sql`INSERT INTO line.webhook_events (webhook_event_id, account, chat_id, event_at, received_at, payload, processed_at, failed_at)
    VALUES (${id}, 'reporter', 'U1', ${daysAgo(days)}, ${daysAgo(days)}, 'content', ${processed ? daysAgo(days) : null}, ${failed ? daysAgo(days) : null})`.execute(
    db,
  );
  await sql`INSERT INTO line.messages (message_id, webhook_event_id) VALUES (${`m-${id}`}, ${id})`.execute(db);
}

test('contents are deleted after a week, ids after ninety days; pending and failed events keep their content', async () => {
  await anEvent('fresh', 6);
  await anEvent('week-old', 8);
  await anEvent('failed', 8, { processed: false, failed: true });
  await anEvent('waiting', 8, { processed: false });
  await anEvent('old', 91);
  await sql`INSERT INTO line.messages (message_id, unsent_at) VALUES ('tombstone', ${daysAgo(30)}), ('old-tombstone', ${daysAgo(91)})`.execute(
    db,
  );
  await sql`INSERT INTO line.outbound_messages (account, chat_id, messages, message_count, quiet, created_at, state, retry_key, finalised_at)
    VALUES ('reporter', 'U1', 'content', 1, true, ${daysAgo(8)}, 'sent', gen_random_uuid(), ${daysAgo(8)}),
      ('reporter', 'U1', 'content', 1, true, ${daysAgo(8)}, 'pending', gen_random_uuid(), NULL)`.execute(db);
  await sql`INSERT INTO line.reply_tokens (token, webhook_event_id, account, chat_id, event_at, delivered_at)
    VALUES ('stale', 'fresh', 'reporter', 'U1', ${new Date(now.getTime() - 21 * 60_000)}, ${now}),
      ('young', 'fresh', 'reporter', 'U1', ${now}, ${now})`.execute(db);

  for (const round of ['once', 'twice']) {
    await forgetOldPayloads(db, now);
    const events = await rows(
      db,
      sql<{ id: string; payload: string | null }>`SELECT webhook_event_id AS id, payload FROM line.webhook_events`,
    );
    expect(Object.fromEntries(events.map(({ id, payload }) => [id, payload])), round).toEqual({
      fresh: 'content',
      'week-old': null,
      failed: 'content',
      waiting: 'content',
    });
    expect(await rows(db, sql`SELECT message_id AS id FROM line.messages ORDER BY message_id`)).toEqual(
      ['m-failed', 'm-fresh', 'm-waiting', 'm-week-old', 'tombstone'].map((id) => ({ id })),
    );
    expect(await rows(db, sql`SELECT state, messages FROM line.outbound_messages ORDER BY id`)).toEqual([
      { state: 'sent', messages: null },
      { state: 'pending', messages: 'content' },
    ]);
    expect(await findRow(db, sql`SELECT string_agg(token, ',') AS tokens FROM line.reply_tokens`)).toEqual({
      tokens: 'young',
    });
  }
});
