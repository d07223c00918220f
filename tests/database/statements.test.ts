import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { createClient } from '../../server/platform/database/database.ts';
import { MOST_SHAPES } from '../../server/platform/database/sql.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { readStatements, type Statement } from './read-statements.ts';

/**
 * A part of LINE's claim, which says at which addresses; the part of a list of referrals that is wanted, each read with the
 * table beside it; one statement of as many parts as changed, and of as many questions as are due, each read here.
 */
const PUT_TOGETHER_WHILE_RUNNING = [
  'server/capabilities/intake/store-conversation.ts: the fragment among',
  'server/capabilities/referral/store/referral-rows.ts: the fragment IN_SCOPE[scope]',
  'server/platform/database/database.ts: the fragment statement',
  'server/platform/database/transaction.ts: the text name',
  'server/platform/jobs/find-any.ts: the fragment question',
];

/** What our connections make of PostgreSQL's types. */
const KINDS: Record<number, string> = {
  [pg.types.builtins.BOOL]: 'boolean',
  [pg.types.builtins.INT2]: 'number',
  [pg.types.builtins.INT4]: 'number',
  [pg.types.builtins.INT8]: 'number',
  [pg.types.builtins.FLOAT4]: 'number',
  [pg.types.builtins.FLOAT8]: 'number',
  [pg.types.builtins.NUMERIC]: 'string',
  [pg.types.builtins.TEXT]: 'string',
  [pg.types.builtins.VARCHAR]: 'string',
  [pg.types.builtins.UUID]: 'string',
  [pg.types.builtins.TIMESTAMPTZ]: 'date',
  [pg.types.builtins.DATE]: 'date',
};
const ARRAYS = new Set([1000, 1005, 1007, 1009, 1016, 1022, 2951, 1185]);

type Column = { name: string; dataTypeID: number };

const { statements, unreadable } = readStatements(process.cwd());
const { url } = await createTestDatabase();
const client = createClient({ connectionString: url });
await client.connect();
afterAll(() => client.end());

/** Lets PostgreSQL prepare the statement, without running it. */
function describeColumns(text: string): Promise<Column[]> {
  let columns: Column[] = [];
  return new Promise((done, failed) => {
    const query = {
      submit(connection: pg.Connection) {
        connection.parse({ text, types: [], name: '' }, true);
        connection.describe({ type: 'S', name: '' }, true);
        connection.sync();
      },
      handleRowDescription({ fields }: { fields: Column[] }) {
        columns = fields;
      },
      handleReadyForQuery: () => done(columns),
      handleError: failed,
    };
    client.query(query as unknown as pg.Submittable);
  });
}

function listDifferences(row: NonNullable<Statement['row']>, columns: Column[]): string[] {
  const names = columns.map(({ name }) => name);
  return [
    ...Object.keys(row).flatMap((name) => (names.includes(name) ? [] : [`no column ${name}`])),
    ...names.flatMap((name) => (name in row ? [] : [`column ${name} is not in the row`])),
    ...columns.flatMap(({ name, dataTypeID }) => {
      const kind = ARRAYS.has(dataTypeID) ? 'array' : KINDS[dataTypeID];
      const declared = row[name];
      if (kind === undefined || !declared || declared.includes('any') || declared.includes(kind)) return [];
      return [`${name} is ${kind}, and ${declared.join(' or ')} in the row`];
    }),
  ];
}

async function listFaults(): Promise<string[]> {
  const faults: string[] = [];
  for (const { at, text, row, isPart } of statements) {
    try {
      const columns = await describeColumns(text);
      if (row) faults.push(...listDifferences(row, columns).map((difference) => `${at} ${difference}`));
    } catch (error) {
      if (!isPart) faults.push(`${at} ${(error as Error).message}`);
    }
  }
  return faults;
}

test('PostgreSQL prepares every statement of the server, and each gives the columns of its declared row', async () => {
  expect(await listFaults()).toEqual([]);
  expect(unreadable).toEqual(PUT_TOGETHER_WHILE_RUNNING);
  expect(statements.length).toBeGreaterThan(450);
  // Or a server that has run for long would read and plan some of them each time.
  expect(statements.length).toBeLessThan(MOST_SHAPES / 2);
});

test('a statement that names nothing, and a row that does not fit its columns, are found', async () => {
  await expect(describeColumns('SELECT nothing FROM intake.reports')).rejects.toThrow('nothing');
  const row = { id: ['number'], gone: ['string'] };
  expect(listDifferences(row, await describeColumns('SELECT id, state FROM intake.reports'))).toEqual([
    'no column gone',
    'column state is not in the row',
    'id is string, and number in the row',
  ]);
});

test('every statement that uses a renamed column is named', async () => {
  await client.query('ALTER TABLE incident.incidents RENAME COLUMN eta_at TO arrives_at');
  const faults = (await listFaults()).map((fault) => fault.replace(/:\d+ /, ' '));
  await client.query('ALTER TABLE incident.incidents RENAME COLUMN arrives_at TO eta_at');
  const record = 'server/capabilities/incident/record/store/incident-rows.ts';
  const life = 'server/capabilities/incident/life/store';
  const missing = 'column "eta_at" of relation "incidents" does not exist';
  expect(faults).toEqual(
    expect.arrayContaining([
      `${record} column "eta_at" does not exist`,
      `${record} ${missing}`,
      `${life}/opening-rows.ts ${missing}`,
      `${life}/incident-to-alert-rows.ts column "eta_at" does not exist`,
      `${life}/set-back-rows.ts column "eta_at" does not exist`,
    ]),
  );
  for (const fault of faults) expect(fault).toContain('eta_at');
});
