import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chmod, cp, mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../log.ts';
import { openDatabase, rows, sql } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

const QUICK = { settings: { fsync: 'off' } };

async function aFolder(mode = 0o755): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ess-embedded-'));
  await chmod(folder, mode);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Made once and stopped; a copy of it is cheaper than a database made anew. */
let made: string;

beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'ess-made-'));
  await (await startEmbeddedPostgres(made, undefined, QUICK)).stop();
});

afterAll(() => rm(made, { recursive: true, force: true }));

/** A folder with a database in it, not running. */
async function aMadeFolder(): Promise<string> {
  const folder = await aFolder();
  await promisify(execFile)('cp', ['-a', `${made}/.`, folder]);
  return folder;
}

async function start(dataDir: string) {
  const server = await startEmbeddedPostgres(dataDir, undefined, QUICK);
  onTestFinished(async () => void (await server.stop()));
  return server;
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const db = openDatabase(url, { connections: 1 });
  const found = await rows(db, sql.raw<{ value: unknown }>(statement));
  await db.destroy();
  return found.map(({ value }) => value);
}

test('made, stopped and started again, it keeps what was written', async () => {
  const dataDir = await aFolder();
  const said: string[] = [];
  const first = await startEmbeddedPostgres(dataDir, (line) => said.push(line), QUICK);
  expect(first.adopted).toBe(false);
  expect(said.join()).toContain('first database');
  await ask(first.url, `CREATE TABLE kept AS SELECT 'ข้อมูล' AS value`);
  await first.stop();
  await expect(ask(first.url, 'SELECT 1 AS value')).rejects.toThrow();
  const second = await start(dataDir);
  expect(second.adopted).toBe(false);
  expect(await ask(second.url, 'SELECT value FROM kept')).toEqual(['ข้อมูล']);
});

test('when its process is killed PostgreSQL lives on, and the next start adopts it', async () => {
  const dataDir = await aMadeFolder();
  const child = fork(join(import.meta.dirname, '../../../tests/support/hold-embedded-postgres.ts'), [dataDir], {
    execArgv: [],
  });
  const [url] = (await once(child, 'message')) as [string];
  await ask(url, `CREATE TABLE kept AS SELECT 7 AS value`);
  const pid = await ask(url, 'SELECT pg_postmaster_start_time()::text AS value');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const adopted = await start(dataDir);
  expect(adopted).toMatchObject({ adopted: true, url });
  expect(await ask(url, 'SELECT value FROM kept')).toEqual([7]);
  expect(await ask(url, 'SELECT pg_postmaster_start_time()::text AS value')).toEqual(pid);
});

test('it is not stopped while another process works with it', async () => {
  const dataDir = await aMadeFolder();
  const [one, other] = [await start(dataDir), await start(dataDir)];
  expect(other.adopted).toBe(true);
  const db = openDatabase(other.url, { connections: 1 });
  await rows(db, sql`SELECT 1`);
  await one.stop();
  expect(await rows(db, sql`SELECT 2 AS value`)).toEqual([{ value: 2 }]);
  await db.destroy();
});

test('two first starts at the same moment end up with one server', async () => {
  const dataDir = await aFolder();
  const both = await Promise.all([start(dataDir), start(dataDir)]);
  expect(both.map(({ adopted }) => adopted).toSorted()).toEqual([false, true]);
  expect(both[0].url).toBe(both[1].url);
});

test('data of another major version is left alone, with a message that says what to do', async () => {
  const dataDir = await aFolder();
  await mkdir(join(dataDir, 'postgres'));
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
  const refused = startEmbeddedPostgres(dataDir, undefined, QUICK);
  await expect(refused).rejects.toMatchObject({ code: 'database/other-major-version' });
  await expect(refused).rejects.toThrow(/PostgreSQL 15.*Dump it/s);
});

test('a first start that was killed half-way is begun anew', async () => {
  const dataDir = await aFolder();
  await mkdir(join(dataDir, 'postgres'));
  await mkdir(join(dataDir, 'postgres.making', 'base'), { recursive: true });
  await writeFile(join(dataDir, 'postgres.making', 'PG_VERSION'), '18\n');
  await utimes(join(dataDir, 'postgres.making'), 0, 0);
  const { url } = await start(dataDir);
  expect(await ask(url, 'SELECT 1 AS value')).toEqual([1]);
  await expect(stat(join(dataDir, 'postgres.making'))).rejects.toThrow();
});

test.runIf(process.getuid?.() === 0)('run by root it works in a folder that only root may enter', async () => {
  const closed = await aFolder(0o700);
  const dataDir = join(closed, 'inside');
  await mkdir(dataDir);
  const { url } = await start(dataDir);
  expect(await ask(url, 'SELECT 1 AS value')).toEqual([1]);
  const { uid } = await stat(join(dataDir, 'postgres'));
  expect(uid).not.toBe(0);
});

test('a lock that a power cut left, whose number is some other process now, stops nobody', async () => {
  const dataDir = await aMadeFolder();
  const lock = join(dataDir, 'postgres', 'postmaster.pid');
  const before = await startEmbeddedPostgres(dataDir, undefined, QUICK);
  const left = await readFile(lock, 'utf8');
  await before.stop();
  // The worst: it belongs to the account of the database, so that PostgreSQL alone takes it for a server of its own.
  const { uid, gid } = await stat(join(dataDir, 'postgres'));
  const other = spawn('sleep', ['600'], { uid, gid });
  onTestFinished(() => void other.kill());
  await writeFile(lock, left.replace(/^\d+/, String(other.pid)));
  const { url, adopted } = await start(dataDir);
  expect(adopted).toBe(false);
  expect(await ask(url, 'SELECT 1 AS value')).toEqual([1]);
  expect([other.exitCode, other.signalCode]).toEqual([null, null]);
});

test('a lock that names the PostgreSQL of other data neither adopts nor ends that one', async () => {
  const [mine, theirs] = [await aMadeFolder(), await aMadeFolder()];
  const other = await start(theirs);
  const lock = 'postgres/postmaster.pid';
  await cp(join(theirs, lock), join(mine, lock));
  const own = await start(mine);
  expect(own.adopted).toBe(false);
  expect(own.url).not.toBe(other.url);
  expect(await ask(other.url, 'SELECT 1 AS value')).toEqual([1]);
});

test('a server on our data that refuses our password is named with its lock file, at once', async () => {
  const dataDir = await aMadeFolder();
  await start(dataDir);
  const password = join(dataDir, 'postgres-password');
  const right = await readFile(password, 'utf8');
  await writeFile(password, 'some-other-password');
  const refused = startEmbeddedPostgres(dataDir, undefined, QUICK);
  await expect(refused).rejects.toThrow(/postmaster\.pid says that process \d+ .*password authentication failed/);
  await writeFile(password, right);
});

test('when PostgreSQL does not start its own output is shown', async () => {
  const dataDir = await aMadeFolder();
  await appendFile(join(dataDir, 'postgres', 'postgresql.conf'), 'no_such_thing = 1\n');
  const refused = startEmbeddedPostgres(dataDir, undefined, QUICK);
  await expect(refused).rejects.toMatchObject({ code: 'database/embedded-failed' });
  await expect(refused).rejects.toThrow('unrecognized configuration parameter "no_such_thing"');
});

/** Kills the postmaster alone, as the system does when memory runs out; its children are left to themselves. */
async function killPostgres(dataDir: string): Promise<void> {
  process.kill(Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]), 'SIGKILL');
}

test('killed under two processes that use it, it is started again once, at the same port, with what it had', async () => {
  const dataDir = await aMadeFolder();
  const restarts: string[] = [];
  const watch = async (name: string) => {
    const server = await start(dataDir);
    server.supervise({
      log: createLog('silent'),
      onRestart: async ({ deaths }) => void restarts.push(`${name} ${deaths}`),
      onWell: async () => {},
      onGiveUp: ({ message }) => void restarts.push(message),
    });
    return server;
  };
  const [one, other] = [await watch('one'), await watch('other')];
  expect(other.adopted).toBe(true);
  const db = openDatabase(one.url, { connections: 1 });
  await rows(db, sql`CREATE TABLE kept AS SELECT 7 AS value`);
  for (const deaths of [1, 2]) {
    await killPostgres(dataDir);
    // The same pool, at the same address.
    await expect.poll(() => rows(db, sql`SELECT value FROM kept`).catch(() => [])).toEqual([{ value: 7 }]);
    await expect.poll(() => restarts.length).toBe(deaths);
    // Both must have seen it run before it dies again, or the second death is one of the same.
    await new Promise((seen) => setTimeout(seen, 1200));
  }
  expect(restarts).toHaveLength(2);
  await db.destroy();
  await one.stop();
  await other.stop();
  await new Promise((later) => setTimeout(later, 1200));
  await expect(ask(one.url, 'SELECT 1 AS value')).rejects.toThrow();
  expect(restarts).toHaveLength(2);
});

test('a start meanwhile, by a command, finds it at the port at which the others look for it', async () => {
  const dataDir = await aMadeFolder();
  const first = await startEmbeddedPostgres(dataDir, undefined, QUICK);
  await killPostgres(dataDir);
  await expect.poll(() => ask(first.url, 'SELECT 1 AS value').catch(() => 'gone')).toBe('gone');
  expect((await start(dataDir)).url).toBe(first.url);
});
