import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { type Database, openDatabase, sql } from '../../server/platform/database/database.ts';
import { restrictDatabase } from '../../server/platform/database/database-roles.ts';
import { databaseAddress } from './database-cluster.ts';

/** A database of this test file's own, migrated and empty (or with all demonstration agencies and people). */
export async function createTestDatabase(
  template: 'ess_template' | 'ess_demo_template' = 'ess_template',
): Promise<{ db: Database; url: string }> {
  const server = inject('databaseServer');
  const name = `ess_test_${randomBytes(6).toString('hex')}`;
  const admin = openDatabase(server, { connections: 1 });
  await sql.raw(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY=FILE_COPY`).execute(admin);
  const url = databaseAddress(server, name);
  const db = openDatabase(url);
  // Rights on a database are not copied with it.
  await restrictDatabase(db);
  afterAll(async () => {
    await db.destroy();
    await sql.raw(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).execute(admin);
    await admin.destroy();
  });
  return { db, url };
}
