import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { type Connection, openDatabase, rows, sql } from '../database/database.ts';
import { inTransaction } from '../database/transaction.ts';
import { createEventLog, type LogEntry, RETAINED_ENTRIES } from './event-log.ts';

const { db, url } = await createTestDatabase();
const notified: string[] = [];
const notifier = {
  send: (topic: string) => void notified.push(topic),
  on: () => {},
  start: async () => {},
  stop: async () => {},
};
const log = createEventLog(db, notifier);
const append = (name: string) => inTransaction(db, async (work) => log.append(work, 'test', { name }));
/** Its entry has its place in the table long before the commit, as with a server that is slow between the two. */
const insertEntry = (connection: Connection, name: string) =>
  sql`INSERT INTO platform.event_log (type, body) VALUES ('test', ${JSON.stringify({ name })})`.execute(connection);
const names = (events: LogEntry[]) => events.map(({ body }) => body.name);

test('a slow transaction that began first is not skipped by a reader who saw a faster one', async () => {
  const start = await log.lastSeq();
  const other = openDatabase(url, { connections: 1 });
  const held = hold();
  const slow = inTransaction(other, async ({ tx }) => {
    await insertEntry(tx, 'slow');
    await held.holding();
  });
  await held.isHeld;
  await append('fast');
  const seen = await log.readAfter(start, 10);
  expect(names(seen)).toEqual(['fast']);
  held.release();
  await slow;
  expect(names(await log.readAfter(seen.at(-1)?.seq ?? 0, 10))).toEqual(['slow']);
  await other.destroy();
});

test('numbers have no gaps and no twins, however many write and read at once', async () => {
  const start = await log.lastSeq();
  const all = Array.from({ length: 200 }, (_, number) => `at-once-${number}`);
  await Promise.all(all.flatMap((name) => [append(name), log.readAfter(start, 1000)]));
  const events = await log.readAfter(start, 1000);
  expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, place) => start + place + 1));
  expect(names(events).toSorted()).toEqual(all.toSorted());
});

test('of very many entries that wait for a number none is left for later', async () => {
  const start = await log.lastSeq();
  await sql`INSERT INTO platform.event_log (type, body)
    SELECT 'test', jsonb_build_object('name', 'many') FROM generate_series(1, 2500)`.execute(db);
  expect(await log.readAfter(start, 3000)).toHaveLength(2500);
});

test('several entries are added at once and in their order, and none is nothing', async () => {
  const start = await log.lastSeq();
  await inTransaction(db, async (work) => log.append(work, 'test', { name: 'a "quoted" one' }, { name: 'ข้อความ' }));
  await inTransaction(db, async (work) => log.append(work, 'test'));
  expect(names(await log.readAfter(start, 10))).toEqual(['a "quoted" one', 'ข้อความ']);
});

test('two who number at once agree, also when a slow transaction commits between them', async () => {
  const start = await log.lastSeq();
  const other = openDatabase(url, { connections: 2 });
  const slow = hold();
  const slowDone = inTransaction(other, async ({ tx }) => {
    await insertEntry(tx, 'slow');
    await slow.holding();
  });
  await slow.isHeld;
  await append('a');
  await append('b');
  // Somebody holds an entry, so that the first to number waits in the middle of its work.
  const entry = hold();
  const entryDone = inTransaction(other, async ({ tx }) => {
    await sql`SELECT 1 FROM platform.event_log WHERE body->>'name' = 'a' AND seq IS NULL FOR UPDATE`.execute(tx);
    await entry.holding();
  });
  await entry.isHeld;
  const first = log.readAfter(start, 10);
  await expect.poll(countWaiting).toBe(1);
  slow.release();
  await slowDone;
  const second = log.readAfter(start, 10);
  await expect.poll(countWaiting).toBe(2);
  entry.release();
  await entryDone;
  const [early, late] = [await first, await second];
  expect(names(late).toSorted()).toEqual(['a', 'b', 'slow']);
  expect(late.map(({ seq }) => seq)).toEqual([start + 1, start + 2, start + 3]);
  // An entry that was read under a number keeps that number.
  expect(late).toEqual(expect.arrayContaining(early));
  await other.destroy();
});

/** A transaction that stays open until it is let go. */
function hold() {
  let release: () => void = () => {};
  let held: () => void = () => {};
  const released = new Promise<void>((resume) => {
    release = resume;
  });
  const isHeld = new Promise<void>((resume) => {
    held = resume;
  });
  return {
    isHeld,
    release: () => release(),
    holding() {
      held();
      return released;
    },
  };
}

async function countWaiting(): Promise<number | undefined> {
  const waiting = sql<{ count: number }>`SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return (await rows(db, waiting))[0]?.count;
}

test('entries of one transaction keep their order, the same one is there once; a reader gets them in pieces as large as they ask', async () => {
  const start = await log.lastSeq();
  await inTransaction(db, async (work) => {
    for (const name of ['one', 'two', 'three', 'one']) log.append(work, 'test', { name });
  });
  const first = await log.readAfter(start, 2);
  expect(names(first)).toEqual(['one', 'two']);
  expect(names(await log.readAfter(first[1]?.seq ?? 0, 2))).toEqual(['three']);
});

test('what is rolled back is not in the log and notifies nobody', async () => {
  const start = await log.lastSeq();
  notified.length = 0;
  const failing = inTransaction(db, async (work) => {
    log.append(work, 'test', { name: 'undone' });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await log.readAfter(start, 10)).toEqual([]);
  expect(notified).toEqual([]);
  await append('done');
  expect(notified).toEqual(['event-log']);
});

test('what no stream can ask for any more is forgotten after a day, never the last ten thousand', async () => {
  await sql`INSERT INTO platform.event_log (type, body, at)
    SELECT 'test', '{"name": "long ago"}', now() - interval '2 days' FROM generate_series(1, ${RETAINED_ENTRIES + 40})`.execute(
    db,
  );
  const last = await log.lastSeq();
  const now = new Date(Date.now());
  expect(await log.deleteOldEntries(new Date(now.getTime() - 2 * 24 * 3600_000))).toBe(0);
  expect(await log.deleteOldEntries(now)).toBeGreaterThanOrEqual(40);
  expect(await log.deleteOldEntries(now)).toBe(0);
  expect(await log.readAfter(last - RETAINED_ENTRIES, RETAINED_ENTRIES * 2)).toHaveLength(RETAINED_ENTRIES);
  expect(await log.lastSeq()).toBe(last);
});
