import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase, sql } from '../../server/platform/database/database.ts';
import { startEmbeddedPostgres } from '../../server/platform/database/embedded-postgres.ts';
import { migrate } from '../../server/platform/database/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server whose database `ess_template` is migrated and empty. */
    databaseServer: string;
  }
}

/** One PostgreSQL for the whole run; each test file copies the migrated template (see test-database.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env.TEST_DATABASE_URL;
  const folder = await mkdtemp(join(tmpdir(), 'ess-test-'));
  // A test run may lose its last second to a power cut; production may not.
  const embedded = own ? undefined : await startEmbeddedPostgres(folder, undefined, { settings: { fsync: 'off' } });
  const server = own ?? embedded?.url ?? '';
  const admin = openDatabase(server, { connections: 1 });
  await sql`DROP DATABASE IF EXISTS ess_template`.execute(admin);
  await sql`CREATE DATABASE ess_template`.execute(admin);
  const template = openDatabase(databaseAddress(server, 'ess_template'), { connections: 1 });
  await migrate(template);
  await template.destroy();
  await admin.destroy();
  project.provide('databaseServer', server);
  return async () => {
    await embedded?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** The same server, another database. */
export function databaseAddress(server: string, name: string): string {
  const address = new URL(server);
  address.pathname = `/${name}`;
  return address.href;
}
