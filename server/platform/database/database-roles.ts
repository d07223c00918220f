import { AppError } from '../app-error.ts';
import { type Connection, findRow, sql } from './database.ts';

/**
 * The roles the running server logs in as. `ess_service` is the application itself: intake, jobs, deliveries, sign-in. `ess_user`
 * is somebody at a console, for whom the database chooses the rows. Neither owns anything, so neither can lift a policy.
 */
const DATABASE_ROLES = ['ess_service', 'ess_user'] as const;
export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/**
 * Makes the roles where they are missing; a server's roles are shared by all its databases, so another may be making
 * them in the same moment.
 * @throws AppError `database/roles-missing`, with the SQL that somebody who may make roles runs once
 */
export async function createRoles(tx: Connection): Promise<void> {
  for (const role of DATABASE_ROLES) {
    const known = await findRow(tx, sql`SELECT 1 FROM pg_roles WHERE rolname = ${role}`);
    if (known) continue;
    const may = await findRow(
      tx,
      sql`SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole)`,
    );
    if (!may) throw rolesMissing('The role in DATABASE_URL may not make roles.');
    await sql
      .raw(
        `DO $$ BEGIN CREATE ROLE ${role} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
      )
      .execute(tx);
  }
}

/**
 * Closes the database to everybody but its owner and the two roles. Without this every role of the server could connect
 * and make temporary functions, which is where a search path can be led astray. Rights on a database are not copied
 * with it, so this is no migration.
 */
export async function restrictDatabase(tx: Connection): Promise<void> {
  const state = await findRow(
    tx,
    sql<{ isClosed: boolean }>`SELECT NOT has_database_privilege('public', current_database(), 'CONNECT')
      AND NOT has_database_privilege('public', current_database(), 'TEMPORARY')
      AND has_database_privilege('ess_service', current_database(), 'CONNECT')
      AND has_database_privilege('ess_user', current_database(), 'CONNECT') AS "isClosed"`,
  );
  if (state?.isClosed) return;
  await sql
    .raw(
      `DO $$ BEGIN
        EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO ess_service, ess_user', current_database());
      END $$`,
    )
    .execute(tx);
}

/** What to run once where the server may not make or change roles itself. Holds no secret. */
export function rolesMissing(reason: string): AppError {
  return new AppError('database/roles-missing', {
    message: `${reason} Run this once as a role that may, with two passwords of your own:
    CREATE ROLE ess_service LOGIN PASSWORD '…';
    CREATE ROLE ess_user LOGIN PASSWORD '…';
    CREATE EXTENSION IF NOT EXISTS earthdistance CASCADE;  -- in this database, unless its owner may
and name both connections in DATABASE_SERVICE_URL and DATABASE_USER_URL (postgres://ess_service:…@…, postgres://ess_user:…@…).`,
  });
}
