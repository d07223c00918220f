import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../app-error.ts';
import { type Connection, type Database, rows, sql } from './database.ts';
import { createRoles, restrictDatabase } from './database-roles.ts';

const MIGRATIONS = join(import.meta.dirname, '../../../database/migrations');
/** Any fixed number: processes that start together take turns at migrating. */
const MIGRATION_LOCK = 20_230_314;

type Migration = { name: string; text: string; hash: string };

/** The migrations of this release in order: `NNNN_<capability>_<verb-what>.sql`. */
export async function listMigrations(folder: string = MIGRATIONS): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z-]+_[a-z0-9-]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Brings the database forward, all or nothing, with the roles its rights are given to. There is no way back: a mistake
 * is corrected by the next migration. Runs as the owner.
 * @throws AppError `database/too-old`, `database/roles-missing`, `database/made-before-release`,
 *   `database/migration-changed`, `database/newer-than-program`
 */
export async function migrate(db: Database, folder: string = MIGRATIONS): Promise<string[]> {
  const migrations = await listMigrations(folder);
  return db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx);
    await refuseOldServer(tx);
    await createRoles(tx);
    await restrictDatabase(tx);
    await sql`CREATE SCHEMA IF NOT EXISTS platform`.execute(tx);
    await sql`CREATE TABLE IF NOT EXISTS platform.migrations (
      name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`.execute(tx);
    const applied = await rows(tx, sql<{ name: string; hash: string }>`SELECT name, hash FROM platform.migrations`);
    refuseForeignHistory(applied, migrations);
    const done = new Set(applied.map(({ name }) => name));
    const missing = migrations.filter(({ name }) => !done.has(name));
    for (const migration of missing) {
      await sql.raw(migration.text).execute(tx);
      await sql`INSERT INTO platform.migrations (name, hash) VALUES (${migration.name}, ${migration.hash})`.execute(tx);
    }
    return missing.map(({ name }) => name);
  });
}

async function refuseOldServer(tx: Connection): Promise<void> {
  const [server] = await rows(
    tx,
    sql<{ version: number }>`SELECT current_setting('server_version_num')::int AS version`,
  );
  if (server && server.version < 150_000) {
    throw new AppError('database/too-old', { message: 'PostgreSQL 15 or newer is needed.' });
  }
}

function refuseForeignHistory(applied: { name: string; hash: string }[], migrations: Migration[]): void {
  const known = new Map(migrations.map(({ name, hash }) => [name, hash]));
  const hashes = new Map(applied.map(({ name, hash }) => [name, hash]));
  const unknown = applied.find(({ name }) => !known.has(name));
  const changed = applied.find(({ name, hash }) => known.has(name) && known.get(name) !== hash);
  // A newer release has all of ours and more. Until the first release migrations may be written anew: that is neither.
  if (unknown && (changed || migrations.some(({ name }) => !hashes.has(name)))) {
    throw new AppError('database/made-before-release', {
      message:
        'This database was made by a version from before the first release and can not be brought forward: move the data folder (DATA_DIR) away, or give DATABASE_URL an empty database, and start again.',
    });
  }
  if (unknown) {
    throw new AppError('database/newer-than-program', {
      message: `The database knows the migration ${unknown.name}, this program does not: start the newer release.`,
    });
  }
  if (changed) {
    throw new AppError('database/migration-changed', {
      message: `The migration ${changed.name} was changed after it had been applied. Write a new one instead.`,
    });
  }
}
