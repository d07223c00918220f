import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSharedBoards } from './shared-boards.ts';

/** Boards, and how often one was built. */
function openBoards() {
  let [now, builds] = [0, 0];
  const { share } = createSharedBoards({ elapsed: () => now });
  const ask = (rights: string, cursor: number) =>
    share(rights, cursor, async () => ({ json: Buffer.from(`${rights} ${cursor}`), count: ++builds }));
  return { share, ask, builds: () => builds, wait: (ms: number) => (now += ms) };
}

test('who asks at the same moment, or with nothing changed since, is given the same', async () => {
  const { ask, builds } = openBoards();
  const [one, two] = await Promise.all([ask('a', 7), ask('a', 7)]);
  expect(two.json).toBe(one.json);
  expect((await ask('a', 7)).json).toBe(one.json);
  expect(builds()).toBe(1);
});

test('nobody is given a board of other rights or of another cursor, whoever asks in whatever order', async () => {
  const asked = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 3 })), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(asked, async (asks) => {
      const { ask } = openBoards();
      const given = await Promise.all(asks.map(([rights, cursor]) => ask(rights, cursor)));
      expect(given.map(({ json }) => json.toString())).toEqual(asks.map(([rights, cursor]) => `${rights} ${cursor}`));
    }),
    { seed: 20_261_128, numRuns: 200 },
  );
});

test('numbers that come again, as after a restored database, bring back no board', async () => {
  const { ask, builds } = openBoards();
  for (const cursor of [7, 5, 7]) await ask('a', cursor);
  expect(builds()).toBe(3);
});

test('without any entry it is built again after a few seconds', async () => {
  const { ask, builds, wait } = openBoards();
  await ask('a', 7);
  wait(5000);
  await ask('a', 7);
  expect(builds()).toBe(2);
});

test('what failed for one is built for the others', async () => {
  const { share, ask } = openBoards();
  const failing = share('a', 7, () => Promise.reject(new Error('their connection was lost')));
  const waiting = ask('a', 7);
  await expect(failing).rejects.toThrow('lost');
  expect((await waiting).json.toString()).toBe('a 7');
  expect((await ask('a', 7)).json.toString()).toBe('a 7');
});
