import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { rows, sql } from './database.ts';
import { createTransactionState, inSavepoint, inTransaction } from './transaction.ts';

const { db } = await createTestDatabase();
await sql`CREATE TABLE platform.scales (name text PRIMARY KEY, value int NOT NULL)`.execute(db);
await sql`INSERT INTO platform.scales VALUES ('left', 0), ('right', 0)`.execute(db);

test('what waits for the commit happens after it, once, and not at all without it', async () => {
  const happened: string[] = [];
  await inTransaction(db, async ({ afterCommit }) => {
    afterCommit(() => happened.push('after'));
    happened.push('within');
  });
  expect(happened).toEqual(['within', 'after']);
  const failing = inTransaction(db, async ({ afterCommit }) => {
    afterCommit(() => happened.push('never'));
    throw new Error('undone');
  });
  await expect(failing).rejects.toThrow('undone');
  expect(happened).toEqual(['within', 'after']);
});

test('each transaction has its own state, and a part in a savepoint begins without it', async () => {
  const notesOf = createTransactionState((): string[] => []);
  await inTransaction(db, async (work) => {
    notesOf(work).push('whole');
    await inSavepoint(work, async (part) => {
      expect(notesOf(part)).toEqual([]);
      notesOf(part).push('part');
    });
    expect(notesOf(work)).toEqual(['whole']);
    await inTransaction(db, async (other) => expect(notesOf(other)).toEqual([]));
  });
});

test('two who wait for each other both come through: the one that was undone runs again', async () => {
  let runs = 0;
  const done: string[] = [];
  const bothHoldOne = gate(2);
  const touch = (first: string, second: string) =>
    inTransaction(db, async ({ tx, afterCommit }) => {
      runs += 1;
      afterCommit(() => done.push(first));
      await sql`UPDATE platform.scales SET value = value + 1 WHERE name = ${first}`.execute(tx);
      await bothHoldOne();
      await sql`UPDATE platform.scales SET value = value + 1 WHERE name = ${second}`.execute(tx);
    });
  await Promise.all([touch('left', 'right'), touch('right', 'left')]);
  expect(runs).toBe(3);
  expect(done.toSorted()).toEqual(['left', 'right']);
  const values = await rows(db, sql<{ value: number }>`SELECT value FROM platform.scales`);
  expect(values).toEqual([{ value: 2 }, { value: 2 }]);
});

test('any other failure is not tried again', async () => {
  let runs = 0;
  const failing = inTransaction(db, async ({ tx }) => {
    runs += 1;
    await sql`SELECT 1/0`.execute(tx);
  });
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  expect(runs).toBe(1);
});

const said = sql<{ said: string | null }>`SELECT current_setting('app.person_id', true) AS said`;

test('the actor is set in the transaction and ends with it, also when it fails', async () => {
  const settings = { 'app.person_id': '00000000-0000-4000-8000-000000000001', 'app.view_scopes': '' };
  expect(await inTransaction(db, ({ tx }) => rows(tx, said), { settings })).toEqual([
    { said: settings['app.person_id'] },
  ]);
  const failing = inTransaction(db, ({ tx }) => sql`SELECT 1/0`.execute(tx), { settings });
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  const after = await Promise.all(Array.from({ length: 30 }, () => rows(db, said)));
  expect(after.flat().filter(({ said: person }) => person)).toEqual([]);
});

test.each([
  [{ 'app.person_id': "x'; DROP TABLE platform.scales; --" }],
  [{ 'app.person_id': 'x\\' }],
  [{ 'app.person_id; COMMIT': 'x' }],
  [{ role: 'postgres' }],
  [{ session_replication_role: 'replica' }],
])('what is no name and no list of ids gets into no statement: %o', async (settings) => {
  const asked = inTransaction(db, ({ tx }) => rows(tx, said), { settings: settings as Record<string, string> });
  await expect(asked).rejects.toThrow('a setting');
  expect(await rows(db, sql`SELECT 1 FROM platform.scales`)).toHaveLength(2);
});

test('a read-only transaction refuses every change', async () => {
  const change = (readOnly: boolean) =>
    inTransaction(db, ({ tx }) => sql`UPDATE platform.scales SET value = value`.execute(tx), { readOnly });
  await expect(change(true)).rejects.toMatchObject({ code: '25006' });
  await change(false);
});

/** Opens when so many have come; who comes later walks through. */
function gate(people: number): () => Promise<void> {
  let come = 0;
  let open: () => void = () => {};
  const opened = new Promise<void>((resume) => {
    open = resume;
  });
  return () => {
    come += 1;
    if (come >= people) open();
    return opened;
  };
}
