import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { rows, sql } from './database.ts';
import {
  createLastWrite,
  createSharedStatement,
  createTransactionState,
  inSavepoint,
  inTransaction,
  sideBySide,
} from './transaction.ts';

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

await sql
  .raw(`CREATE TABLE platform.notes (id serial, text text NOT NULL CHECK (text <> ''));
    CREATE TABLE platform.labels (text text);
    CREATE TABLE platform.queries (text text);
    CREATE FUNCTION platform.note_query() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO platform.queries VALUES (current_query()); RETURN NULL; END $$;
    CREATE TRIGGER notes_queries AFTER INSERT ON platform.notes EXECUTE FUNCTION platform.note_query();
    CREATE TRIGGER labels_queries AFTER INSERT ON platform.labels EXECUTE FUNCTION platform.note_query()`)
  .execute(db);
const addNote = createLastWrite<string>(
  'notes',
  (texts) => sql`INSERT INTO platform.notes (text) SELECT * FROM unnest(${texts}::text[])`,
);
const addLabel = createLastWrite<string>(
  'labels',
  (texts) => sql`INSERT INTO platform.labels SELECT * FROM unnest(${texts}::text[])`,
);

/** What is noted meanwhile, in its order. */
async function listNoted(work: () => Promise<unknown>): Promise<string[]> {
  await sql`TRUNCATE platform.notes`.execute(db);
  await work();
  return (await rows(db, sql<{ text: string }>`SELECT text FROM platform.notes ORDER BY id`)).map(({ text }) => text);
}

test('what a transaction writes last is written once before its commit, all kinds together and in order', async () => {
  const noted = await listNoted(() =>
    inTransaction(db, async (work) => {
      addNote(work, 'one');
      addLabel(work, 'blue');
      addNote(work, 'two');
      expect(await rows(work.tx, sql`SELECT 1 FROM platform.notes`)).toEqual([]);
      addNote(work, 'three');
    }),
  );
  expect(noted).toEqual(['one', 'two', 'three']);
  const inserting = await rows(db, sql<{ text: string }>`SELECT text FROM platform.queries`);
  expect(inserting).toHaveLength(2);
  expect(inserting[0]).toEqual(inserting[1]);
});

test('what can not be written last undoes the transaction, and what is undone writes nothing', async () => {
  const happened: string[] = [];
  const refused = () =>
    inTransaction(db, async (work) => {
      work.afterCommit(() => happened.push('after'));
      addNote(work, 'first');
      addNote(work, '');
    });
  expect(await listNoted(() => expect(refused()).rejects.toMatchObject({ code: '23514' }))).toEqual([]);
  expect(happened).toEqual([]);
});

test('a part that fails takes with it what it wanted to write; the rest keeps its order', async () => {
  const noted = await listNoted(() =>
    inTransaction(db, async (work) => {
      addNote(work, 'before');
      await inSavepoint(work, async (part) => addNote(part, 'part'));
      addNote(work, 'between');
      const failing = inSavepoint(work, async (part) => {
        addNote(part, 'undone');
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await expect(inSavepoint(work, async (part) => addNote(part, ''))).rejects.toMatchObject({ code: '23514' });
      addNote(work, 'after');
    }),
  );
  expect(noted).toEqual(['before', 'part', 'between', 'after']);
});

test('a transaction that runs again after a deadlock writes only what it collected in its last run', async () => {
  let runs = 0;
  const noted = await listNoted(() =>
    inTransaction(db, async (work) => {
      runs += 1;
      addNote(work, `run ${runs}`);
      if (runs === 1)
        await sql`DO $$ BEGIN RAISE EXCEPTION 'waited' USING ERRCODE = 'deadlock_detected'; END $$`.execute(work.tx);
    }),
  );
  expect(noted).toEqual(['run 2']);
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
  // Three as a rule; on a busy machine the one that was undone may be back before the other one has gone on.
  expect(runs).toBeGreaterThan(2);
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

/** Halves numbers, and notes which it was asked of together. */
function aSharedStatement() {
  const asked: number[][] = [];
  const halve = createSharedStatement<number, number>(async (tx, numbers) => {
    asked.push(numbers);
    const found = await rows(
      tx,
      sql<{ half: number }>`SELECT 10 / one AS half FROM unnest(${numbers}::int[]) WITH ORDINALITY AS n (one, place)
        ORDER BY place`,
    );
    return found.map(({ half }) => half);
  });
  return { asked, halve };
}

test('what goes on side by side in a transaction shares its statements, each with its own answer', async () => {
  const { asked, halve } = aSharedStatement();
  const halves: number[] = [];
  await inTransaction(db, async (work) => {
    const piece = async (number: number) => {
      halves.push(await halve(work, number));
      halves.push(await halve(work, number + 1));
    };
    await sideBySide([piece(1), piece(4)]);
    await inTransaction(db, async (other) => void (await halve(other, 10)));
  });
  expect(asked).toEqual([[1, 4], [2, 5], [10]]);
  expect(halves).toEqual([10, 2, 5, 2]);
});

test('of pieces side by side the first failure is thrown, when the others have ended', async () => {
  const { halve } = aSharedStatement();
  const ended: string[] = [];
  const whole = inTransaction(db, async (work) => {
    const slow = async () => {
      await sql`SELECT pg_sleep(0.05)`.execute(work.tx).catch(() => ended.push('refused'));
      ended.push('slow');
    };
    await sideBySide([halve(work, 0).then(() => {}), slow()]);
  });
  await expect(whole).rejects.toMatchObject({ code: '22012' });
  expect(ended).toContain('slow');
});
