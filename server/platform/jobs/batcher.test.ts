import { expect, test } from 'vitest';
import { createBatcher } from './batcher.ts';

/** A database that answers when the test says so. */
function slowDatabase() {
  const batches: { items: string[]; done: (results?: string[]) => void; fail: (error: unknown) => void }[] = [];
  const write = (items: string[]) =>
    new Promise<string[]>((done, fail) =>
      batches.push({ items, done: (results = items.map((item) => `${item} written`)) => done(results), fail }),
    );
  const turn = () => new Promise((resume) => setImmediate(resume));
  return { batches, write, turn };
}

test('items that arrive during a write are written together by the next, and each caller gets its own result', async () => {
  const { batches, write, turn } = slowDatabase();
  const store = createBatcher(write);
  const first = store('a');
  await turn();
  const rest = [store('b'), store('c'), store('d')];
  await turn();
  expect(batches.map(({ items }) => items)).toEqual([['a']]);
  batches[0]?.done();
  expect(await first).toBe('a written');
  await turn();
  expect(batches.map(({ items }) => items)).toEqual([['a'], ['b', 'c', 'd']]);
  batches[1]?.done();
  expect(await Promise.all(rest)).toEqual(['b written', 'c written', 'd written']);
});

test('a caller goes on only after its write has ended', async () => {
  const { batches, write, turn } = slowDatabase();
  const store = createBatcher(write);
  let isStored = false;
  const asked = store('a').then(() => {
    isStored = true;
  });
  await turn();
  await turn();
  expect(isStored).toBe(false);
  batches[0]?.done();
  await asked;
  expect(isStored).toBe(true);
});

test('with a delay, items of several turns share a write', async () => {
  const sizes: number[] = [];
  const store = createBatcher(
    async (items: string[]) => {
      sizes.push(items.length);
      return items;
    },
    { delayMs: 20 },
  );
  const first = store('a');
  await new Promise((resume) => setTimeout(resume, 5));
  await Promise.all([first, store('b')]);
  await store('c');
  expect(sizes).toEqual([2, 1]);
});

test('one bad item fails its own caller and no other', async () => {
  const written: string[] = [];
  const store = createBatcher(
    async (items: string[]) => {
      if (items.includes('bad')) throw new Error('bad item');
      written.push(...items);
      return items;
    },
    { isFaultOfItem: () => true },
  );
  const outcomes = await Promise.allSettled([store('a'), store('bad'), store('b')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(written).toEqual(['a', 'b']);
  await store('c');
  expect(written).toEqual(['a', 'b', 'c']);
});

test('if no item is the cause, every caller fails at once and nothing is tried again', async () => {
  let writes = 0;
  const store = createBatcher(async (_items: string[]): Promise<string[]> => {
    writes += 1;
    throw new Error('no connection');
  });
  const outcomes = await Promise.allSettled([store('a'), store('b'), store('c')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(writes).toBe(1);
});

test('a batch is limited, but one huge item is still written', async () => {
  const sizes: number[] = [];
  const store = createBatcher(
    async (items: number[][]) => {
      sizes.push(items.flat().length);
      return items;
    },
    { sizeOf: (item) => item.length, largest: 500 },
  );
  const many = Array.from({ length: 300 }, (_, at) => at);
  await Promise.all([store(many), store(many), store([...many, ...many, ...many])]);
  expect(sizes).toEqual([300, 300, 900]);
});
