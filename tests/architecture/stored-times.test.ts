import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ProjectFile, readSources } from './read-project.ts';
import { listSqlTexts } from './sql-in-code.ts';

// Decision 0038: for every stored time the operator's page says what becomes of it when somebody sets the clock,
// and what it says will be moved is what the code moves.
const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('docs/operate/when-the-clock-is-wrong.md');

/** `schema.table.column` of every time that the schema stores. */
function listStoredTimes(schema: string): string[] {
  return [...schema.matchAll(/CREATE TABLE (\w+\.\w+) \(\n(.*?)\n\);/gs)].flatMap(([, table, columns = '']) =>
    [...columns.matchAll(/^\s+(\w+) timestamp with time zone/gm)].map(([, column]) => `${table}.${column}`),
  );
}

/** Every column in the tables under a heading of the page, or under all. */
function listDecided(text: string, heading = ''): string[] {
  const part = heading === '' ? text : (text.split(`### ${heading}\n`)[1]?.split('\n### ')[0] ?? '');
  return [...part.matchAll(/^\| `(\w+\.\w+)` \| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, table, columns = '']) =>
    [...columns.matchAll(/`(\w+)`/g)].map(([, column]) => `${table}.${column}`),
  );
}

/** What the stores move when the clock was set back. */
function listMoved(files: ProjectFile[]): string[] {
  const updates = files
    .filter(({ path }) => /set-back(-rows)?\.ts$/.test(path))
    .flatMap((file) => listSqlTexts(file))
    .flatMap((text) => [...text.matchAll(/UPDATE (\w+\.\w+) SET (.*?)(?:\sWHERE\s|$)/gs)]);
  const columns = updates.flatMap(([, table, set = '']) =>
    [...set.matchAll(/(?:^|,)\s*(\w+) =/g)].map(([, column]) => `${table}.${column}`),
  );
  return [...new Set(columns)];
}

/** Where a statement asks PostgreSQL for its own clock. */
function listDatabaseClocks(files: ProjectFile[]): string[] {
  return files
    .filter(({ path }) => !path.endsWith('.test.ts'))
    .filter((file) =>
      listSqlTexts(file).some((text) =>
        /\b(now|clock_timestamp|statement_timestamp)\(\)|\bcurrent_timestamp\b/i.test(text),
      ),
    )
    .map(({ path }) => path);
}

test('every stored time has its decision, once', () => {
  const decided = listDecided(page);
  expect(listStoredTimes(read('database/schema.sql')).filter((column) => !decided.includes(column))).toEqual([]);
  expect(decided.filter((column, at) => decided.indexOf(column) !== at)).toEqual([]);
});

test('what the page says will be moved is what the code moves', () => {
  expect(listDecided(page, 'Moves with the clock').sort()).toEqual(listMoved(readSources('server/**/*.ts')).sort());
});

test('PostgreSQL’s own clock decides only what the database compares with itself', () => {
  expect(listDatabaseClocks(readSources('server/**/*.ts')).sort()).toEqual([
    // The end of a session, days ahead, which better-auth writes by the machine's clock: minutes make no difference.
    'server/capabilities/access/store-sessions.ts',
    // When something was read in last; nothing is decided by it.
    'server/capabilities/jurisdiction/store-agencies.ts',
    'server/capabilities/jurisdiction/store-areas.ts',
    // Positions written since this process last read them, both by the one clock.
    'server/capabilities/units/store/position-rows.ts',
    // A signature is made for a connection and a moment of the database.
    'server/platform/database/actor-proof.ts',
    'server/platform/database/migrate.ts',
    // How long nothing could be stored, from the database's own mark; only the length goes further.
    'server/platform/process/outage.ts',
  ]);
});

test('a new time, one that is moved without a line on the page and a statement by another clock are found', () => {
  const schema = 'CREATE TABLE care.cases (\n  id uuid,\n  due_at timestamp with time zone NOT NULL\n);';
  expect(listStoredTimes(schema)).toEqual(['care.cases.due_at']);
  const store = {
    path: 'server/capabilities/care/store-set-back.ts',
    text: 'sql`UPDATE care.cases SET due_at = due_at - x WHERE x`',
  };
  expect(listMoved([store])).toEqual(['care.cases.due_at']);
  expect(listDatabaseClocks([{ path: 'server/x.ts', text: 'sql`SELECT now()`' }])).toEqual(['server/x.ts']);
});
