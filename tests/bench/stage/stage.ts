import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase, sql } from '../../../server/platform/database/database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../server/platform/database/embedded-postgres.ts';
import { databaseAddress } from '../../support/database-cluster.ts';
import { openConsoles } from '../../support/open-consoles.ts';
import { readFamilyCpuMs } from './cpu-time.ts';
import { killServers, startServer } from './server-process.ts';

/** A PostgreSQL with production's settings, and fresh databases full of demonstration agencies on it. */
export type Stage = {
  admin: Database;
  folder: string;
  /** A database of the bench's own with all agencies, areas and demonstration people. Gives its address. */
  freshDatabase(): Promise<string>;
  /** CPU that PostgreSQL has taken so far, in ms. */
  databaseCpuMs(): Promise<number>;
  stop(): Promise<void>;
};

const TEMPLATE = 'ess_bench_template';

/**
 * Starts the embedded PostgreSQL in a temporary folder exactly as the server would: fsync on, nothing tuned.
 * `settings` adds what a bench wants to look at; what it then measures is not compared with the others.
 */
export async function openStage(settings: Record<string, string> = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'ess-bench-'));
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder, undefined, { settings });
  const admin = openDatabase(postgres.url, { connections: 1 });
  let made = 0;
  let hasTemplate = false;
  return {
    admin,
    folder,
    async freshDatabase() {
      if (!hasTemplate) await makeTemplate(postgres, admin, folder);
      hasTemplate = true;
      made += 1;
      await sql.raw(`CREATE DATABASE ess_bench_${made} TEMPLATE ${TEMPLATE}`).execute(admin);
      return databaseAddress(postgres.url, `ess_bench_${made}`);
    },
    async databaseCpuMs() {
      const lock = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8');
      return readFamilyCpuMs(Number(lock.split('\n')[0]));
    },
    async stop() {
      await killServers();
      await admin.destroy();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A server process of the demonstration fills the database at its first start; afterwards it is only copied. */
async function makeTemplate(postgres: EmbeddedPostgres, admin: Database, folder: string): Promise<void> {
  await sql.raw(`CREATE DATABASE ${TEMPLATE}`).execute(admin);
  const server = await startServer({
    databaseUrl: databaseAddress(postgres.url, TEMPLATE),
    dataDir: folder,
    lineUrl: 'http://127.0.0.1:9',
  });
  await server.stop();
  // What is measured is a country whose stations are manned: where nobody is available, all steps are executed at once.
  const db = openDatabase(databaseAddress(postgres.url, TEMPLATE), { connections: 1 });
  await openConsoles(db);
  await db.destroy();
}
