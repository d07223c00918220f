import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase, rows, sql } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

const QUICK = { settings: { fsync: 'off' } };

async function aFolder(mode = 0o755): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ess-embedded-'));
  await chmod(folder, mode);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dataDir: string) {
  const server = await startEmbeddedPostgres(dataDir, undefined, QUICK);
  onTestFinished(() => server.stop());
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
  const dataDir = await aFolder();
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

test('it is not stopped under another process that still works with it', async () => {
  const dataDir = await aFolder();
  const [one, other] = [await start(dataDir), await start(dataDir)];
  expect(other.adopted).toBe(true);
  const db = openDatabase(other.url, { connections: 1 });
  await rows(db, sql`SELECT 1`);
  await one.stop();
  expect(await rows(db, sql`SELECT 2 AS value`)).toEqual([{ value: 2 }]);
  await db.destroy();
});

test('two that start at the same moment end up with one server', async () => {
  const dataDir = await aFolder();
  await (await startEmbeddedPostgres(dataDir, undefined, QUICK)).stop();
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
  const { url } = await start(dataDir);
  expect(await ask(url, 'SELECT 1 AS value')).toEqual([1]);
  await expect(stat(join(dataDir, 'postgres.making'))).rejects.toThrow();
});

test.runIf(process.getuid?.() === 0)('run by root it works in a folder that only root may enter', async () => {
  const closed = await aFolder(0o700);
  const dataDir = join(closed, 'inside');
  await mkdir(dataDir);
  const { url } = await start(dataDir);
  expect(await ask(url, `SELECT current_setting('data_directory') AS value`)).toEqual([join(dataDir, 'postgres')]);
  const { uid } = await stat(join(dataDir, 'postgres'));
  expect(uid).not.toBe(0);
});
