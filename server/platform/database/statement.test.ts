import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { createClient, type Database, openDatabase, rows, sql } from './database.ts';
import { createLastWrite, inTransaction } from './transaction.ts';

const { db: admin, url } = await createTestDatabase();
await sql
  .raw(`CREATE TABLE platform.firsts (id int PRIMARY KEY);
  CREATE TABLE platform.seconds (id int REFERENCES platform.firsts DEFERRABLE INITIALLY DEFERRED)`)
  .execute(admin);

function open(): Database {
  const db = openDatabase(url, { connections: 1 });
  onTestFinished(() => db.destroy());
  return db;
}

const insert = (id: number) => sql`INSERT INTO platform.firsts VALUES (${id})`;
const addSecond = createLastWrite<number>(
  'seconds',
  (ids) => sql`INSERT INTO platform.seconds SELECT * FROM unnest(${ids}::int[])`,
);
const firsts = async () => (await rows(admin, sql<{ id: number }>`SELECT id FROM platform.firsts`)).map(({ id }) => id);

const VALUES = [
  [7, 'ก "quoted" \\ one', true, null, new Date('2026-11-28T01:02:03.004Z')],
  [-1, '', false, 'there', new Date('1999-12-31T23:59:59Z')],
] as const;

test('an answer is read as the driver reads it, the first time and when its columns are known', async () => {
  const text = `SELECT $1::int AS whole, $2::text AS text, $3::bool AS yes, $4::text AS maybe, $5::timestamptz AS at,
    ARRAY[$2, NULL] AS list, jsonb_build_object('n', $1) AS json, 12::bigint AS big, 1.50::numeric AS exact, '\\x00ff'::bytea AS bytes
    FROM generate_series(1, 2)`;
  const driver = createClient({ connectionString: url });
  await driver.connect();
  onTestFinished(() => driver.end());
  const db = open();
  for (const values of [...VALUES, ...VALUES]) {
    const [whole, said, yes, maybe, at] = values;
    const ours = await rows(
      db,
      sql`SELECT ${whole}::int AS whole, ${said}::text AS text, ${yes}::bool AS yes, ${maybe}::text AS maybe,
        ${at}::timestamptz AS at, ARRAY[${said}, NULL] AS list, jsonb_build_object('n', ${whole}::int) AS json, 12::bigint AS big,
        1.50::numeric AS exact, '\\x00ff'::bytea AS bytes FROM generate_series(1, 2)`,
    );
    expect(ours).toEqual((await driver.query(text, [...values])).rows);
  }
});

test('the first statement of a transaction is in it: when it fails, what comes after it is refused', async () => {
  const work = inTransaction(open(), async ({ tx }) => {
    await rows(tx, sql`SELECT 1 / ${0}::int`).catch(() => {});
    await insert(1).execute(tx);
  });
  await expect(work).rejects.toMatchObject({ code: '25P02' });
  expect(await firsts()).not.toContain(1);
});

test('a transaction that a failed statement has undone does not pass for committed', async () => {
  const happened: string[] = [];
  const work = inTransaction(open(), async ({ tx, afterCommit }) => {
    afterCommit(() => happened.push('after'));
    await insert(2).execute(tx);
    await rows(tx, sql`SELECT 1 / ${0}::int`).catch(() => {});
  });
  await expect(work).rejects.toThrow('undone');
  expect(happened).toEqual([]);
  expect(await firsts()).not.toContain(2);
});

test('what is refused only at the commit undoes all, though it was sent together with the last write', async () => {
  const db = open();
  const work = (second: number) =>
    inTransaction(db, async (work) => {
      await insert(3).execute(work.tx);
      addSecond(work, second);
    });
  await expect(work(99)).rejects.toMatchObject({ code: '23503' });
  expect(await firsts()).not.toContain(3);
  await work(3);
  expect(await firsts()).toContain(3);
});

test('the last write and the first statement may be the same one', async () => {
  const db = open();
  await inTransaction(db, async (work) => addSecond(work, 3));
  await expect(inTransaction(db, async (work) => addSecond(work, 98))).rejects.toMatchObject({ code: '23503' });
  await inTransaction(db, async () => {});
  expect(await rows(admin, sql`SELECT id FROM platform.seconds WHERE id = 3`)).toHaveLength(2);
});

test('a value that can not be sent fails its statement alone', async () => {
  const db = open();
  const circle: Record<string, unknown> = {};
  circle.itself = circle;
  await expect(rows(db, sql`SELECT ${circle}::jsonb AS json`)).rejects.toThrow('circular');
  expect(await rows(db, sql`SELECT ${{ n: 1 }}::jsonb AS json`)).toEqual([{ json: { n: 1 } }]);
});

test('what follows a first statement that could not be sent is still in the transaction', async () => {
  const circle: Record<string, unknown> = {};
  circle.itself = circle;
  const work = inTransaction(open(), async ({ tx }) => {
    await rows(tx, sql`SELECT ${circle}::jsonb AS json`).catch(() => {});
    await insert(4).execute(tx);
    throw new Error('given up');
  });
  await expect(work).rejects.toThrow('given up');
  expect(await firsts()).not.toContain(4);
});

test('many at once get each their own answer', async () => {
  const asked = Array.from({ length: 50 }, (_, n) => n);
  const db = open();
  const answers = await Promise.all(asked.map((n) => rows(db, sql<{ n: number }>`SELECT ${n}::int AS n`)));
  expect(answers.flat().map(({ n }) => n)).toEqual(asked);
});
