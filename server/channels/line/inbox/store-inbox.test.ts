import { expect, test } from 'vitest';
import { getRow, onOneConnection, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { createTestDatabase } from '#support/test-database';
import { insertEvents } from '../webhook/store-events.ts';
import { claimNextEvents } from './store-inbox.ts';

/** Seconds of a bad hour: vacuum comes once a minute at most. One claim read 242 pages after them, and reads 13. */
const PROCESSED = 1200;
const now = new Date('2026-11-30T03:00:00Z');

test('a claim reads its own event, however many were processed since the last vacuum', async () => {
  const { db } = await createTestDatabase();
  const chat = (at: number) => ({ account: 'reporter', chatId: `U${at}` }) as const;
  await insertEvents(
    db,
    Array.from({ length: PROCESSED + 1 }, (_, at) => ({
      ...chat(at),
      webhookEventId: `event-${at}`,
      eventAt: now,
      receivedAt: now,
      payload: '{}',
      messageId: null,
      hasRedeliveredToken: false,
      isPlace: false,
    })),
  );
  const claim = (at: number) =>
    inTransaction(db, ({ tx }) => claimNextEvents(tx, { chats: [chat(at)], each: 1 }, undefined, now));
  await sql`UPDATE line.webhook_events SET processed_at = ${now} WHERE chat_id <> 'U0'`.execute(db);
  // As autovacuum does after so many changes, while what is dead is still there.
  await sql`ANALYZE line.webhook_events`.execute(db);
  const pagesRead = () =>
    onOneConnection(db, async (connection) => {
      await sql`SELECT pg_stat_force_next_flush()`.execute(connection);
      const { pages } = await getRow(
        connection,
        sql<{ pages: number }>`SELECT heap_blks_hit + heap_blks_read AS pages FROM pg_statio_user_tables
          WHERE relid = 'line.webhook_events'::regclass`,
      );
      return pages;
    });
  const before = await pagesRead();
  expect(await claim(0)).toMatchObject([{ webhookEventId: 'event-0', mayBegin: true, hasMore: false }]);
  expect((await pagesRead()) - before).toBeLessThan(PROCESSED / 50);
});
