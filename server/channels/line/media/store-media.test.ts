import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { insertFetch, takeFetch } from './store-media.ts';

const { db } = await createTestDatabase();
const NOW = new Date('2026-11-28T02:00:00Z');
const put = (chatId: string, messageId: string, at = 0) =>
  insertFetch(db, { account: 'reporter', chatId }, messageId, { now: new Date(NOW.getTime() + at), most: 4 });

test('the first file of each chat comes before the second of any, and the number waiting per chat is limited', async () => {
  expect(await Promise.all([put('A', 'a1'), put('A', 'a1')])).toEqual([true, true]);
  for (const [at, id] of ['a2', 'a3', 'a4'].entries()) expect(await put('A', id, at + 1)).toBe(true);
  expect(await put('A', 'a5', 9)).toBe(false);
  expect(await put('B', 'b1', 10)).toBe(true);
  expect(await put('B', 'b2', 11)).toBe(true);
  const taken: (string | undefined)[] = [];
  for (let one = 0; one < 7; one++) {
    taken.push(
      (
        await takeFetch(db, {
          now: new Date(NOW.getTime() + 20),
          until: new Date(NOW.getTime() + 90_000),
          processId: null,
        })
      )?.messageId,
    );
  }
  expect(taken).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'a4', undefined]);
});
