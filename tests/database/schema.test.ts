import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { describeSchema, listColumns, listTables } from '../../scripts/describe-schema.ts';
import { sql } from '../../server/platform/database/database.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { db } = await createTestDatabase();

test('database/schema.sql is what the migrations come to; else run node scripts/write-schema.ts', async () => {
  expect(await describeSchema(db)).toBe(await readFile('database/schema.sql', 'utf8'));
});

test('every table says what it is for', async () => {
  const tables = await listTables(db);
  expect(tables.length).toBeGreaterThan(20);
  expect(tables.filter(({ comment }) => !comment).map(({ schema, name }) => `${schema}.${name}`)).toEqual([]);
});

/** Columns whose name says that a person may be found in them; what is public by nature is not meant. */
const PERSONAL =
  /phone|^text$|^lat$|^lng$|^position|address|email|^name$|agent|payload|^messages$|chat_id|origin|label|_note$|^place$|reporter_id|(^|_)by$|^transfer$|^body$|^offered$|^details$|^actor/;
const PUBLIC =
  /^(jurisdiction\.|platform\.(migrations|event_log|system_alerts\.details)|audit\.entries\.actor_kind|access\.users\.email_verified)/;

test('every column that may hold personal data says so, or says why it does not', async () => {
  const columns = (await listColumns(db)).map(({ schema, name, column, comment }) => ({
    path: `${schema}.${name}.${column}`,
    column,
    comment,
  }));
  const personal = columns.filter(({ path, column }) => PERSONAL.test(column) && !PUBLIC.test(path));
  expect(personal.length).toBeGreaterThan(25);
  expect(personal.filter(({ comment }) => !comment).map(({ path }) => path)).toEqual([]);
});

test('a new table without a word about itself is found, and so is a changed one', async () => {
  const before = await describeSchema(db);
  await sql`CREATE TABLE incident.unexplained (phone text)`.execute(db);
  const tables = await listTables(db);
  expect(tables.filter(({ comment }) => !comment)).toMatchObject([{ name: 'unexplained' }]);
  expect(await describeSchema(db)).not.toBe(before);
  await sql`DROP TABLE incident.unexplained`.execute(db);
  expect(await describeSchema(db)).toBe(before);
  await sql`ALTER TABLE incident.incidents ALTER COLUMN code DROP NOT NULL`.execute(db);
  expect(await describeSchema(db)).not.toBe(before);
});
