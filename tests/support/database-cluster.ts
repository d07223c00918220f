import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createApp } from '../../server/app.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { openDatabase, sql } from '../../server/platform/database/database.ts';
import { startEmbeddedPostgres } from '../../server/platform/database/embedded-postgres.ts';
import { migrate } from '../../server/platform/database/migrate.ts';
import { createLog } from '../../server/platform/log.ts';
import { testConfig } from './test-config.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server whose databases `ess_template` (empty) and `ess_demo_template` (all agencies) are copied. */
    databaseServer: string;
  }
}

const ENOUGH_MEMORY = 3 * 1024 ** 3;

/** One PostgreSQL for the whole run; each test file copies a template (see test-database.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env.TEST_DATABASE_URL;
  // Tests kill processes and start them again: what the first has compiled the next ones read.
  const compiled = await mkdtemp(join(tmpdir(), 'ess-compiled-'));
  process.env.NODE_COMPILE_CACHE = compiled;
  const folder = await mkdtemp(join(await findFastFolder(), 'ess-test-'));
  // A test run may lose its last second to a power cut; production may not. Each new database makes a checkpoint, after which
  // whole pages would be logged again.
  // Each worker has an app with up to 38 connections and its test's own ones, and a crash test has several apps: 200 were once
  // too few, and whoever was refused died.
  const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '500' };
  const embedded = own ? undefined : await startEmbeddedPostgres(folder, undefined, { settings });
  const server = own ?? embedded?.url ?? '';
  const admin = openDatabase(server, { connections: 1 });
  for (const name of ['ess_template', 'ess_demo_template']) {
    await sql.raw(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).execute(admin);
    await sql.raw(`CREATE DATABASE ${name}`).execute(admin);
  }
  await admin.destroy();
  const template = openDatabase(databaseAddress(server, 'ess_template'), { connections: 1 });
  await migrate(template);
  await template.destroy();
  const demo = testConfig({ databaseUrl: databaseAddress(server, 'ess_demo_template'), dataDir: folder });
  await (await createApp(demo, { clock: systemClock, log: createLog('silent') })).stop();
  project.provide('databaseServer', server);
  return async () => {
    await embedded?.stop();
    for (const made of [folder, compiled]) await rm(made, { recursive: true, force: true, maxRetries: 5 });
  };
}

/** Memory where there is enough: each test file copies a database of a thousand files, and disks are slow at that. */
async function findFastFolder(): Promise<string> {
  const { bavail, bsize } = await statfs('/dev/shm').catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > ENOUGH_MEMORY ? '/dev/shm' : tmpdir();
}

/** The same server, another database. */
export function databaseAddress(server: string, name: string): string {
  const address = new URL(server);
  address.pathname = `/${name}`;
  return address.href;
}
