import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { getRow, rows, sql } from '../database/database.ts';
import { DatabaseUnavailable } from '../database/database-unavailable.ts';
import { createLog } from '../log.ts';
import { createServerProcess } from './server-process.ts';
import { createFaultCounter, findStorageFault, type StorageFault } from './storage-fault.ts';

const { db, url } = await createTestDatabase();

function aProcess() {
  const ended: number[] = [];
  const systemAlerts: unknown[] = [];
  const faults = createFaultCounter();
  const process = createServerProcess({
    ...{ url, db, log: createLog('silent'), countFault: faults.count },
    raiseSystemAlert: async (kind, subject, details) => void systemAlerts.push({ kind, subject, details }),
  });
  process.onEnded(async (_work, ids) => void ended.push(...ids));
  onTestFinished(() => process.stop());
  return { process, ended, systemAlerts, faults };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resume) => setTimeout(resume, 20));
}
const idsInTable = async () =>
  (await rows(db, sql<{ id: number }>`SELECT id FROM platform.processes ORDER BY id`)).map(({ id }) => id);
const aSilentRow = async () =>
  (
    await getRow(
      db,
      sql<{ id: number }>`INSERT INTO platform.processes (seen_at) VALUES (now() - interval '1 hour') RETURNING id`,
    )
  ).id;
const holders = () =>
  rows(
    db,
    sql<{ pid: number }>`SELECT pid FROM pg_stat_activity WHERE datname = current_database()
      AND application_name = 'ess-help-me process'`,
  );

test('the leases of a dead process are freed at the start of the next one, and by one that runs', async () => {
  const dead = await aSilentRow();
  const first = aProcess();
  await first.process.start();
  expect(first.ended).toEqual([dead]);
  const later = await aSilentRow();
  await until(() => first.ended.includes(later));
  expect(await idsInTable()).toEqual([first.process.id()]);
});

test('a process knows whether it is alone on the database, and does not think so before it has looked', async () => {
  const { process } = aProcess();
  expect(process.isAlone()).toBe(false);
  await process.start();
  expect(process.isAlone()).toBe(true);
  const other = aProcess();
  await other.process.start();
  expect(other.process.isAlone()).toBe(false);
  await until(() => !process.isAlone());
  await other.process.stop();
  await until(() => process.isAlone());
});

test('a process that still holds its lock is not taken for dead, however long it is silent', async () => {
  const slow = await aSilentRow();
  const own = new pg.Client({ connectionString: url });
  await own.connect();
  await own.query('SELECT pg_advisory_lock(20230315, $1)', [slow]);
  const other = aProcess();
  await other.process.start();
  const dead = await aSilentRow();
  await until(() => other.ended.includes(dead));
  expect(other.ended).not.toContain(slow);
  await own.end();
  await until(() => other.ended.includes(slow));
});

test('a process that stops frees its leases and is forgotten', async () => {
  const { process, ended } = aProcess();
  await process.start();
  const id = process.id();
  await process.stop();
  expect(ended).toEqual([id]);
  expect(process.id()).toBeNull();
  expect(await idsInTable()).not.toContain(id);
});

test('its connection cut, it comes back under the same number; forgotten by the others, under a new one', async () => {
  const { process, systemAlerts } = aProcess();
  await process.start();
  const id = process.id();
  const [before] = await holders();
  await sql`SELECT pg_terminate_backend(${before?.pid})`.execute(db);
  await until(async () => {
    const [now] = await holders();
    return now !== undefined && now.pid !== before?.pid && (await process.findFault()) === undefined;
  });
  expect(process.id()).toBe(id);
  expect(systemAlerts).toEqual([]);
  await sql`DELETE FROM platform.processes`.execute(db);
  await until(() => process.id() !== id);
  expect(await idsInTable()).toEqual([process.id()]);
});

/** From now on every writing fails as PostgreSQL says it does. */
async function failWith(code: string): Promise<() => Promise<void>> {
  await sql
    .raw(`CREATE OR REPLACE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${code}'; END $$`)
    .execute(db);
  await sql`CREATE TRIGGER fail BEFORE INSERT ON platform.write_trials EXECUTE FUNCTION public.fail()`.execute(db);
  return async () => {
    await sql`DROP TRIGGER fail ON platform.write_trials`.execute(db);
  };
}

test.each<[string, StorageFault]>([
  ['53100', 'server/disk-full'],
  ['25006', 'server/database-read-only'],
  ['22012', 'server/database-failing'],
])('PostgreSQL says %s: %s, until it writes again; then a system alert says how long', async (code, fault) => {
  const { process, systemAlerts, faults } = aProcess();
  await process.start();
  expect(await process.findFault()).toBeUndefined();
  const mend = await failWith(code);
  await until(async () => (await process.findFault()) === fault);
  expect(faults.read().get(fault)).toBeGreaterThan(0);
  expect(systemAlerts).toEqual([]);
  await mend();
  await until(async () => (await process.findFault()) === undefined);
  expect(systemAlerts).toEqual([
    { kind: 'server/could-not-store', subject: fault, details: { code: fault, seconds: expect.any(Number) } },
  ]);
});

test('any number of callers at once share one trial, and each trial takes new space on the disk', async () => {
  const { process } = aProcess();
  await process.start();
  const written = async () =>
    getRow(
      db,
      sql<{ trials: number; pages: number }>`SELECT count(*) AS trials, count(DISTINCT (ctid::text::point)[0]) AS pages
        FROM platform.write_trials`,
    );
  await sql`TRUNCATE platform.write_trials`.execute(db);
  await until(async () => (await written()).trials > 0);
  const before = await written();
  const answers = await Promise.all(Array.from({ length: 250 }, () => process.findFault()));
  expect(answers.every((answer) => answer === undefined)).toBe(true);
  expect((await written()).trials - before.trials).toBeLessThanOrEqual(1);
  await until(async () => (await written()).trials >= 3);
  const after = await written();
  expect(after.pages).toBe(after.trials);
});

test('the table of trials is emptied before it grows', async () => {
  await sql`INSERT INTO platform.write_trials SELECT repeat('.', 500) FROM generate_series(1, 200)`.execute(db);
  const { process } = aProcess();
  await process.start();
  await until(async () => (await process.findFault()) === undefined);
  const { pages } = await getRow(
    db,
    sql<{ pages: number }>`SELECT pg_relation_size('platform.write_trials') / 8192 AS pages`,
  );
  expect(pages).toBeLessThan(130);
});

test('a database that never answers makes no queue of trials', async () => {
  const { process } = aProcess();
  await process.start();
  const blocker = new pg.Client({ connectionString: url });
  await blocker.connect();
  await blocker.query('BEGIN; LOCK TABLE platform.write_trials');
  await until(async () => (await process.findFault()) === 'server/database-slow');
  const waiting = await rows(
    db,
    sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  expect(waiting).toHaveLength(1);
  await blocker.end();
  await until(async () => (await process.findFault()) === undefined);
});

test('a migration of this release that the database does not know makes it not ready', async () => {
  const { process } = aProcess();
  await process.start();
  await sql`UPDATE platform.migrations SET name = name || '-' WHERE name LIKE '0001%'`.execute(db);
  await until(async () => (await process.findFault()) === 'server/not-ready');
  await sql`UPDATE platform.migrations SET name = rtrim(name, '-')`.execute(db);
});

test('how long nobody could store is handed on once that is over, once among all processes; a restart is no outage', async () => {
  await sql`DELETE FROM platform.last_write`.execute(db);
  const outages: number[] = [];
  const processes = [aProcess(), aProcess()].map(({ process }) => process);
  for (const process of processes) process.onOutage(async (_work, { ms }) => void outages.push(ms));
  for (const process of processes) await process.start();
  const lastWrite = (ago: string) =>
    sql`UPDATE platform.last_write SET at = clock_timestamp() - ${ago}::interval`.execute(db);
  await lastWrite('50 seconds');
  await Promise.all(processes.map((process) => process.recoverFromOutage()));
  expect(outages).toEqual([]);
  await lastWrite('40 minutes');
  await Promise.all(processes.map((process) => process.recoverFromOutage()));
  expect(outages.map((ms) => Math.round(ms / 60_000))).toEqual([40]);
  // Nobody has to ask: the heartbeat of any process finds it as well.
  await lastWrite('3 hours');
  await until(() => outages.length === 2);
  expect(Math.round((outages[1] ?? 0) / 3_600_000)).toBe(3);
});

test('an outage ends in the transaction that makes good for it: a part that fails leaves it for the next try', async () => {
  const { process } = aProcess();
  const tries: number[] = [];
  process.onOutage(async () => {
    if (tries.push(1) === 1) throw new Error('not now');
  });
  await process.start();
  await sql`UPDATE platform.last_write SET at = clock_timestamp() - interval '1 hour'`.execute(db);
  await until(() => tries.length === 2);
});

test('an error of the statement itself says nothing about storing', () => {
  const coded = (code: string) => Object.assign(new Error('x'), { code });
  // Not of the database: a partner's server that went away says the same.
  for (const code of ['23505', '40P01', 'ENOENT', 'FST_ERR_BAD_URL', 'ECONNREFUSED', 'ECONNRESET']) {
    expect(findStorageFault(coded(code))).toBeUndefined();
  }
  for (const value of [undefined, null, 'Connection terminated', new Error('no such connection')]) {
    expect(findStorageFault(value)).toBeUndefined();
  }
  expect(findStorageFault(coded('58030'))).toBe('server/database-failing');
  expect(findStorageFault(new DatabaseUnavailable('cut', coded('08006')))).toBe('server/database-unreachable');
});
