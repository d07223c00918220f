import { expect, test } from 'vitest';
import { CAPABILITY_NAMES } from '../../.dependency-cruiser.mjs';
import { isTest, listPaths, type ProjectFile, readSources, withoutComments } from './read-project.ts';
import { listSqlTexts } from './sql-in-code.ts';

// One PostgreSQL schema per part of the server. The dependency rule cannot see SQL: a statement on another part's table
// would be a dependency that nobody sees.
const SCHEMAS = [...CAPABILITY_NAMES.map((name) => name.replaceAll('-', '_')), 'platform', 'line', 'web_push'];
const READERS = ['insight', 'outreach'];
const TABLE = new RegExp(String.raw`\b(${SCHEMAS.join('|')})\.("?[a-z_]\w*)`, 'g');

/** The schema that a file may name, or undefined where any is right (migrations, tests, the start of the server). */
function ownSchema(path: string): string | undefined {
  const [, capability] = /^server\/capabilities\/([^/]+)\//.exec(path) ?? [];
  const [, channel] = /^server\/channels\/([^/]+)\//.exec(path) ?? [];
  return (
    (capability ?? channel)?.replaceAll('-', '_') ?? (path.startsWith('server/platform/') ? 'platform' : undefined)
  );
}

/** Statements on the tables of another part. insight and outreach may also read views named `published_…`. */
function findForeignTables(files: ProjectFile[]): string[] {
  return files.flatMap((file) => {
    const own = ownSchema(file.path);
    if (own === undefined || isTest(file.path)) return [];
    return listSqlTexts(file)
      .flatMap((sql) => [...sql.matchAll(TABLE)])
      .filter(([, schema, table]) => schema !== own && !(READERS.includes(own) && table?.startsWith('published_')))
      .map(([name]) => `${file.path}: ${name}`);
  });
}

/** Statements built outside a store; kysely's builder needs no import that the dependency rule could see. */
function findSqlOutsideStores(files: ProjectFile[]): string[] {
  return files
    .filter(({ path }) => /^server\/(capabilities|channels|events)\//.test(path) && !isTest(path))
    .filter(({ path }) => !/\/store(\.ts$|-|\/)/.test(path))
    .filter(({ text }) =>
      /\bsql(<[^`]*>)?`|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/.test(withoutComments(text)),
    )
    .map(({ path }) => path);
}

test('each part of the server touches only its own tables', () => {
  expect(findForeignTables(readSources('server/**/*.ts'))).toEqual([]);
});

test('a statement on another part is found, also behind a value', () => {
  const text = (sql: string): string => `const found = sql<Row>\`${sql}\`;`;
  const value = (code: string): string => `\${${code}}`;
  const at = (path: string, sql: string): ProjectFile => ({ path, text: text(sql) });
  const bad = [
    at('server/capabilities/incident/store.ts', `SELECT ${value('column({ a: 1 })')} FROM intake.reports`),
    at('server/channels/line/store-outbox.ts', 'DELETE FROM incident.incidents'),
    at('server/platform/events/event-log.ts', 'SELECT 1 FROM line.messages'),
    at('server/capabilities/insight/store.ts', 'SELECT 1 FROM incident.incidents'),
  ];
  const good = [
    at(
      'server/capabilities/incident/store.ts',
      `SELECT 1 FROM incident.incidents WHERE id = ${value('intake.reportId')}`,
    ),
    at('server/capabilities/insight/store.ts', 'SELECT 1 FROM incident.published_incidents'),
  ];
  expect(findForeignTables([...bad, ...good]).map((finding) => finding.split(': ')[1])).toEqual([
    'intake.reports',
    'incident.incidents',
    'line.messages',
    'incident.incidents',
  ]);
});

test('statements stand in stores only', () => {
  expect(findSqlOutsideStores(readSources('server/**/*.ts'))).toEqual([]);
});

test('a statement outside a store is found', () => {
  const command = 'server/capabilities/incident/commands/close-incident.ts';
  expect(findSqlOutsideStores([{ path: command, text: 'await db.updateTable("incidents")' }])).toEqual([command]);
  expect(findSqlOutsideStores([{ path: command, text: 'await rows(db, sql<Row>`SELECT 1`)' }])).toEqual([command]);
  expect(findSqlOutsideStores([{ path: command, text: '// sql`…` stands in the store' }])).toEqual([]);
});

test('every schema that a migration makes is one of these', () => {
  const made = readSources('database/migrations/*.sql').flatMap(({ text }) =>
    [...text.matchAll(/CREATE SCHEMA (?:IF NOT EXISTS )?(\w+)/gi)].map(([, schema]) => schema),
  );
  expect(listPaths('database/migrations/*.sql').length).toBeGreaterThan(0);
  expect(made.filter((schema) => !SCHEMAS.includes(String(schema)))).toEqual([]);
});
