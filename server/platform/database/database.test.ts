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
