import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { openDatabase, rows, sql } from './database.ts';

const { url } = await createTestDatabase();

test('a statement with values is read and planned once for each connection, whatever the values', async () => {
  const db = openDatabase(url, { connections: 1 });
  for (const value of [1, 2, 3]) {
    expect(await rows(db, sql`SELECT ${value}::int + 1 AS next`)).toEqual([{ next: value + 1 }]);
  }
  await rows(db, sql`SELECT 1 AS bare`);
  const prepared = await rows(
    db,
    sql<{ statement: string; uses: number }>`SELECT statement, generic_plans + custom_plans AS uses
      FROM pg_prepared_statements WHERE statement LIKE 'SELECT%'`,
  );
  expect(prepared).toEqual([{ statement: 'SELECT $1::int + 1 AS next', uses: 3 }]);
  await db.destroy();
});

test('a failing statement leaves its connection and its name usable', async () => {
  const db = openDatabase(url, { connections: 1 });
  const divide = (by: number) => rows(db, sql`SELECT 6 / ${by}::int AS share`);
  await expect(divide(0)).rejects.toMatchObject({ code: '22012' });
  expect(await divide(2)).toEqual([{ share: 3 }]);
  await db.destroy();
});

test('a connection that the server cuts in the middle of a transaction fails that work, not the process', async () => {
  const db = openDatabase(url, { connections: 1 });
  const admin = openDatabase(url, { connections: 1 });
  // Vitest fails a run in which an error was thrown outside of every test, which would end a server.
  await expect(
    db.transaction().execute(async (tx) => {
      const [own] = await rows(tx, sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`);
      await rows(admin, sql`SELECT pg_terminate_backend(${own?.pid}::int, 5000)`);
      await new Promise((resume) => setTimeout(resume, 50));
      await rows(tx, sql`SELECT 1`);
    }),
  ).rejects.toThrow();
  expect(await rows(db, sql`SELECT 1 AS next`)).toEqual([{ next: 1 }]);
  await db.destroy();
  await admin.destroy();
});

test('of several idle connections the one that was opened first is used, whichever was used last', async () => {
  const db = openDatabase(url, { connections: 3 });
  const pid = async (seconds: number) => {
    const [own] = await rows(db, sql<{ pid: number }>`SELECT pg_backend_pid() AS pid FROM pg_sleep(${seconds})`);
    return own?.pid;
  };
  const first = await pid(0);
  // The others are given back after it.
  expect(new Set(await Promise.all([pid(0), pid(0.05), pid(0.1)])).size).toBe(3);
  expect([await pid(0), await pid(0)]).toEqual([first, first]);
  await db.destroy();
});
