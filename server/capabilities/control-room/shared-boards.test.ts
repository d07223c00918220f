import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BoardRows, createSharedBoards } from './shared-boards.ts';

const rowsOf = (text: string): BoardRows => new Map([['id', Buffer.from(text)]]);
const textOf = (rows: BoardRows) => rows.get('id')?.toString();

/** Boards, how often one was built, and from which ones others were renewed. */
function openBoards({ canRenew = true } = {}) {
  let [now, builds] = [0, 0];
  const renewals: string[] = [];
  const { share } = createSharedBoards({ elapsed: () => now });
  const ask = (rights: string, cursor: number) =>
    share(rights, cursor, {
      async build() {
        builds++;
        return rowsOf(`${rights} ${cursor}`);
      },
      async renew(rows, after) {
        if (!canRenew) return undefined;
        // As a board that was given entries it does not need, or lacks those before.
        if (textOf(rows) !== `${rights} ${after}`) return rowsOf(`${textOf(rows)} taken for ${rights} ${after}`);
        renewals.push(`${rights} ${after}`);
        return rowsOf(`${rights} ${cursor}`);
      },
    });
  return { share, ask, builds: () => builds, renewals, wait: (ms: number) => (now += ms) };
}

test('who asks at the same moment, or with nothing changed since, is given the same', async () => {
  const { ask, builds } = openBoards();
  const [one, two] = await Promise.all([ask('a', 7), ask('a', 7)]);
  expect(two).toBe(one);
  expect(await ask('a', 7)).toBe(one);
  expect(builds()).toBe(1);
});

test('after further entries the board is renewed once, and not built', async () => {
  const { ask, builds, renewals } = openBoards();
  await ask('a', 7);
  const [one, two] = await Promise.all([ask('a', 9), ask('a', 9)]);
  expect(textOf(one)).toBe('a 9');
  expect(two).toBe(one);
  expect(renewals).toEqual(['a 7']);
  expect(builds()).toBe(1);
});

test.each([true, false])(
  'nobody is given a board of other rights or of another cursor, can it be renewed: %s',
  async (canRenew) => {
    const asked = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 4 })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(asked, async (asks) => {
        const { ask } = openBoards({ canRenew });
        const given = await Promise.all(asks.map(([rights, cursor]) => ask(rights, cursor)));
        expect(given.map(textOf)).toEqual(asks.map(([rights, cursor]) => `${rights} ${cursor}`));
      }),
      { seed: 20_261_128, numRuns: 200 },
    );
  },
);

test('at a smaller number, as after a restored database, it is built again', async () => {
  const { ask, builds, renewals } = openBoards();
  for (const cursor of [7, 5, 7]) await ask('a', cursor);
  expect(builds()).toBe(2);
  expect(renewals).toEqual(['a 5']);
});

test('however often it is renewed, it is built again half a minute after it was built', async () => {
  const { ask, builds, wait } = openBoards();
  for (let cursor = 1; cursor <= 7; cursor++) {
    await ask('a', cursor);
    wait(5000);
  }
  expect(builds()).toBe(2);
});

test('what failed for one is built for the others', async () => {
  const { share, ask } = openBoards();
  const fail = () => Promise.reject(new Error('their connection was lost'));
  const failing = share('a', 7, { build: fail, renew: fail });
  const [same, later] = [ask('a', 7), ask('a', 8)];
  await expect(failing).rejects.toThrow('lost');
  expect([textOf(await same), textOf(await later)]).toEqual(['a 7', 'a 8']);
  await expect(share('a', 9, { build: fail, renew: fail })).rejects.toThrow('lost');
  expect(textOf(await ask('a', 9))).toBe('a 9');
});
