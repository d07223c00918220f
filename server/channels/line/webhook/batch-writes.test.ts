import { expect, test } from 'vitest';
import { batchWrites } from './batch-writes.ts';

/** A database that answers when the test says so. */
function slowDatabase() {
  const batches: { rows: string[]; done: () => void; fail: (error: unknown) => void }[] = [];
  const write = (rows: string[]) => new Promise<void>((done, fail) => batches.push({ rows, done, fail }));
  const turn = () => new Promise((resume) => setImmediate(resume));
  return { batches, write, turn };
}

test('rows that arrive during a write are written together by the next', async () => {
  const { batches, write, turn } = slowDatabase();
  const store = batchWrites(write, () => true);
  const first = store(['a']);
  await turn();
  const rest = [store(['b']), store(['c', 'd']), store(['e'])];
  await turn();
  expect(batches.map(({ rows }) => rows)).toEqual([['a']]);
  batches[0]?.done();
  await first;
  await turn();
  expect(batches.map(({ rows }) => rows)).toEqual([['a'], ['b', 'c', 'd', 'e']]);
  batches[1]?.done();
  await Promise.all(rest);
});

test('a caller goes on only after its write has ended', async () => {
  const { batches, write, turn } = slowDatabase();
  const store = batchWrites(write, () => true);
  let isStored = false;
  const asked = store(['a']).then(() => {
    isStored = true;
  });
  await turn();
  await turn();
  expect(isStored).toBe(false);
  batches[0]?.done();
  await asked;
  expect(isStored).toBe(true);
});

test('one bad row fails its own webhook and no other', async () => {
  const written: string[] = [];
  const store = batchWrites<string>(
    async (rows) => {
      if (rows.includes('bad')) throw new Error('bad row');
      written.push(...rows);
    },
    () => true,
  );
  const outcomes = await Promise.allSettled([store(['a']), store(['bad']), store(['b'])]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(written).toEqual(['a', 'b']);
  await store(['c']);
  expect(written).toEqual(['a', 'b', 'c']);
});

test('if no row is the cause, every caller fails at once and nothing is tried again', async () => {
  let writes = 0;
  const store = batchWrites<string>(
    async () => {
      writes += 1;
      throw new Error('no connection');
    },
    () => false,
  );
  const outcomes = await Promise.allSettled([store(['a']), store(['b']), store(['c'])]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(writes).toBe(1);
});

test('a batch is limited, but one huge webhook is still written', async () => {
  const sizes: number[] = [];
  const store = batchWrites<number>(
    async (rows) => {
      sizes.push(rows.length);
    },
    () => true,
  );
  const many = Array.from({ length: 300 }, (_, at) => at);
  await Promise.all([store(many), store(many), store([...many, ...many, ...many])]);
  expect(sizes).toEqual([300, 300, 900]);
});
