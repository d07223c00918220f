import { expect, onTestFinished, test } from 'vitest';
import { openWire } from '#support/breakable-wire';
import { createTestDatabase } from '#support/test-database';
import { type Database, getRow, openDatabase, rows, sql } from './database.ts';
import { DatabaseUnavailable, findUnavailable, retryUntilAvailable } from './database-unavailable.ts';
import { inTransaction } from './transaction.ts';

const { db: admin, url } = await createTestDatabase();
await sql`CREATE TABLE platform.kept (what text)`.execute(admin);
const wire = await openWire(url);

function open(address: string, options: { connections?: number; answerWithinMs?: number } = {}): Database {
  const db = openDatabase(address, { connections: 1, ...options });
  onTestFinished(() => db.destroy());
  return db;
}

const ownPid = (db: Database) => getRow(db, sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`);
const cut = (pid: number) => rows(admin, sql`SELECT pg_terminate_backend(${pid}::int, 5000)`);
const kept = async (what: string) => (await rows(admin, sql`SELECT 1 FROM platform.kept WHERE what = ${what}`)).length;
const keep = (db: Database, what: string, meanwhile: () => Promise<unknown> = async () => {}) =>
  inTransaction(db, async ({ tx }) => {
    await sql`INSERT INTO platform.kept VALUES (${what})`.execute(tx);
    await meanwhile();
  });
const away = (kind: string, code = 'server/database-unavailable') => ({ name: 'DatabaseUnavailable', kind, code });

test('a database that is away is an error of its own, with when to come back', async () => {
  const nobody = open('postgres://ess:secret@127.0.0.1:9/ess');
  const refused = rows(nobody, sql`SELECT 1`);
  await expect(refused).rejects.toMatchObject({ ...away('refused'), params: { seconds: 2 } });
  await expect(refused).rejects.not.toThrow(/secret/);
});

test('a connection cut in the middle of a statement is the same error; the next one is made anew', async () => {
  const db = open(url);
  const { pid } = await ownPid(db);
  const sleeping = rows(db, sql`SELECT pg_sleep(60)`);
  const failed = expect(sleeping).rejects.toMatchObject(away('cut'));
  await cut(pid);
  await failed;
  expect(await rows(db, sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
});

test('the silent loss of a machine is found, and its connections are not used again', async () => {
  const db = open(wire.url, { answerWithinMs: 300 });
  await ownPid(db);
  wire.goSilent();
  await expect(rows(db, sql`SELECT 1`)).rejects.toMatchObject(away('silent'));
  wire.heal();
  expect(await rows(db, sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
});

test('what PostgreSQL answers to a statement is no outage', async () => {
  const db = open(url);
  await expect(rows(db, sql`SELECT 1 / 0`)).rejects.toMatchObject({ code: '22012' });
  await expect(rows(db, sql`SELECT * FROM platform.nothing`)).rejects.toMatchObject({ code: '42P01' });
});

test('cut before its commit was sent, a transaction runs again and is done once', async () => {
  const db = open(url);
  let runs = 0;
  await keep(db, 'cut-before', async () => {
    runs += 1;
    if (runs > 1) return;
    await cut((await findPidInTransaction())?.pid ?? 0);
    // What the connection said last has arrived by now, and is read in the next turns.
    for (let turn = 0; turn < 3; turn++) await new Promise((resume) => setImmediate(resume));
  });
  expect(runs).toBe(2);
  expect(await kept('cut-before')).toBe(1);
});

test.each([
  ['reaches-the-server', 1],
  ['is-lost', 0],
] as const)(
  'cut while the commit is on its way (it %s), nobody claims to know what became of it',
  async (way, times) => {
    const db = open(wire.url);
    let runs = 0;
    const done: string[] = [];
    wire.breakAt('COMMIT', way);
    const asked = inTransaction(db, async ({ tx, afterCommit }) => {
      runs += 1;
      afterCommit(() => done.push('after'));
      await sql`INSERT INTO platform.kept VALUES (${way})`.execute(tx);
    });
    await expect(asked).rejects.toMatchObject({ code: 'server/outcome-unknown', params: { seconds: 2 } });
    expect(runs).toBe(1);
    expect(done).toEqual([]);
    await expect.poll(() => kept(way)).toBe(times);
  },
);

test('of a transaction that only reads, the loss of its commit changes nothing: it reads again', async () => {
  const db = open(wire.url);
  wire.breakAt('COMMIT', 'reaches-the-server');
  expect(await inTransaction(db, ({ tx }) => rows(tx, sql`SELECT 7 AS read`), { readOnly: true })).toEqual([
    { read: 7 },
  ]);
});

test('what may be done twice is tried until the database is back, and not for ever', async () => {
  let tries = 0;
  const lost = new DatabaseUnavailable('refused', new Error('ECONNREFUSED'));
  const work = async () => {
    tries += 1;
    if (tries < 3) throw lost;
    return 'done';
  };
  expect(await retryUntilAvailable(work, [1, 1])).toBe('done');
  tries = -10;
  await expect(retryUntilAvailable(work, [1, 1])).rejects.toBe(lost);
  expect(tries).toBe(-7);
  const fault = new Error('a fault');
  await expect(retryUntilAvailable(() => Promise.reject(fault), [1])).rejects.toBe(fault);
});

test('a loss is found behind what a library made of it', () => {
  const lost = new DatabaseUnavailable('cut', new Error('Connection terminated'));
  expect(findUnavailable(new Error('failed', { cause: new Error('inner', { cause: lost }) }))).toBe(lost);
  expect(findUnavailable(new Error('failed'))).toBeUndefined();
});

async function findPidInTransaction(): Promise<{ pid: number } | undefined> {
  const [found] = await rows(
    admin,
    sql<{ pid: number }>`SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'idle in transaction' AND pid <> pg_backend_pid()`,
  );
  return found;
}
