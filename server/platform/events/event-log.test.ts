import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { openDatabase } from '../database/database.ts';
import { inTransaction } from '../database/transaction.ts';
import { createEventLog, type LoggedEvent } from './event-log.ts';

const { db, url } = await createTestDatabase();
const woken: string[] = [];
const wake = {
  send: (topic: string) => void woken.push(topic),
  on: () => {},
  start: async () => {},
  stop: async () => {},
};
const log = createEventLog(db, wake);
const append = (name: string) => inTransaction(db, (work) => log.append(work, 'test', { name }));
const names = (events: LoggedEvent[]) => events.map(({ body }) => body.name);

test('a slow transaction that began first is not skipped by a reader who saw a faster one', async () => {
  const start = await log.lastSeq();
  const other = openDatabase(url, { connections: 1 });
  let commit: () => void = () => {};
  const held = new Promise<void>((resume) => {
    commit = resume;
  });
  let written: () => void = () => {};
  const hasWritten = new Promise<void>((resume) => {
    written = resume;
  });
  const slow = inTransaction(other, async (work) => {
    await createEventLog(other, wake).append(work, 'test', { name: 'slow' });
    written();
    await held;
  });
  await hasWritten;
  await append('fast');
  const seen = await log.readAfter(start, 10);
  expect(names(seen)).toEqual(['fast']);
  commit();
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

test('entries of one transaction keep their order; a reader gets them in pieces as large as they ask', async () => {
  const start = await log.lastSeq();
  await inTransaction(db, async (work) => {
    for (const name of ['one', 'two', 'three']) await log.append(work, 'test', { name });
  });
  const first = await log.readAfter(start, 2);
  expect(names(first)).toEqual(['one', 'two']);
  expect(names(await log.readAfter(first[1]?.seq ?? 0, 2))).toEqual(['three']);
});

test('what is rolled back is not in the log and wakes nobody', async () => {
  const start = await log.lastSeq();
  woken.length = 0;
  const failing = inTransaction(db, async (work) => {
    await log.append(work, 'test', { name: 'undone' });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await log.readAfter(start, 10)).toEqual([]);
  expect(woken).toEqual([]);
  await append('done');
  expect(woken).toEqual(['event-log']);
});
