import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { databaseAddress } from '../../../tests/support/database-cluster.ts';
import { openDatabase, rows, sql } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { openDatabases } from './open-databases.ts';
import { rolePassword, withLogin } from './role-logins.ts';

// A server of its own, because roles belong to all databases of a server.
const folder = await mkdtemp(join(tmpdir(), 'ess-roles-'));
await chmod(folder, 0o755);
const server = await startEmbeddedPostgres(folder, undefined, { settings: { fsync: 'off' } });
const admin = openDatabase(server.url, { connections: 2 });
afterAll(async () => {
  await admin.destroy();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const SECRET = 'a-secret-of-this-test-0123456789abcdef';
type Options = Partial<Parameters<typeof openDatabases>[0]>;
const open = (options: Options = {}) =>
  openDatabases({ url: server.url, authSecret: SECRET, writeLine: () => {}, ...options }, async () => {});
const whoAmI = sql<{ name: string }>`SELECT session_user AS name`;

/** A database that belongs to a role without any further right, as on a server that somebody else runs. */
async function aModestOwner(name: string): Promise<string> {
  await sql.raw(`CREATE ROLE ${name} LOGIN PASSWORD 'modest'`).execute(admin);
  await sql.raw(`CREATE DATABASE ${name} OWNER ${name}`).execute(admin);
  return withLogin(databaseAddress(server.url, name), name, 'modest');
}

test('where the owner may not make roles, the SQL to run once is said, and no secret with it', async () => {
  const url = await aModestOwner('modest_one');
  const failure = await open({ url }).then(
    () => undefined,
    (error: { code: string; message: string }) => error,
  );
  expect(failure?.code).toBe('database/roles-missing');
  expect(failure?.message).toContain("CREATE ROLE ess_service LOGIN PASSWORD '…'");
  expect(failure?.message).toContain('DATABASE_USER_URL');
  expect(failure?.message).not.toContain(rolePassword(SECRET, 'ess_service'));
});

test('processes that start at once agree on the logins; the server runs as two roles and not as the owner', async () => {
  const opened = await Promise.all([open(), open(), open()]);
  for (const { service, user, close } of opened) {
    expect(await rows(service, whoAmI)).toEqual([{ name: 'ess_service' }]);
    expect(await rows(user, whoAmI)).toEqual([{ name: 'ess_user' }]);
    await close();
  }
});

test('a server found running is used in the same way', async () => {
  const again = await startEmbeddedPostgres(folder);
  expect(again.adopted).toBe(true);
  const opened = await open({ url: again.url });
  expect(await rows(opened.user, whoAmI)).toEqual([{ name: 'ess_user' }]);
  await opened.close();
});

test('another AUTH_SECRET gives other passwords, and the old ones no longer work', async () => {
  const before = withLogin(server.url, 'ess_user', rolePassword(SECRET, 'ess_user'));
  await (await open({ authSecret: 'another-secret-of-this-test-0123456789' })).close();
  const old = openDatabase(before, { connections: 1 });
  await expect(rows(old, whoAmI)).rejects.toMatchObject({ cause: { code: '28P01' } });
  await old.destroy();
  await (await open()).close();
});

test('a modest owner works with logins that somebody else made', async () => {
  const url = await aModestOwner('modest_two');
  const database = databaseAddress(server.url, 'modest_two');
  const inside = openDatabase(database, { connections: 1 });
  await sql`CREATE EXTENSION earthdistance CASCADE`.execute(inside);
  await inside.destroy();
  await expect(open({ url, authSecret: 'a-secret-the-database-does-not-know' })).rejects.toMatchObject({
    code: 'database/roles-missing',
  });
  const own = { service: 'modest_service', user: 'modest_user' };
  await sql.raw(`CREATE ROLE ${own.service} LOGIN PASSWORD 'h' IN ROLE ess_service`).execute(admin);
  await sql.raw(`CREATE ROLE ${own.user} LOGIN PASSWORD 'd' IN ROLE ess_user`).execute(admin);
  const [serviceUrl, userUrl] = [withLogin(database, own.service, 'h'), withLogin(database, own.user, 'd')];
  const opened = await open({ url, serviceUrl, userUrl });
  expect(await rows(opened.service, sql`SELECT id FROM incident.incidents`)).toEqual([]);
  expect(await rows(opened.user, sql`SELECT id FROM incident.incidents`)).toEqual([]);
  await opened.close();
});

test('a login that could do more than its role is refused, and so is the wrong one', async () => {
  const { serviceUrl, userUrl } = {
    serviceUrl: withLogin(server.url, 'ess_service', rolePassword(SECRET, 'ess_service')),
    userUrl: withLogin(server.url, 'ess_user', rolePassword(SECRET, 'ess_user')),
  };
  const tooStrong = { code: 'database/role-too-strong' };
  await expect(open({ userUrl: server.url })).rejects.toMatchObject(tooStrong);
  await expect(open({ serviceUrl: server.url })).rejects.toMatchObject(tooStrong);
  await expect(open({ serviceUrl: userUrl })).rejects.toMatchObject(tooStrong);
  await expect(open({ userUrl: serviceUrl })).rejects.toMatchObject(tooStrong);
  await sql`ALTER ROLE ess_user BYPASSRLS`.execute(admin);
  await expect(open()).rejects.toMatchObject(tooStrong);
  await sql`ALTER ROLE ess_user NOBYPASSRLS`.execute(admin);
  await (await open()).close();
});

test('a login stands in the address, or beside it where there is a socket', () => {
  expect(withLogin('postgres://me:secret@db:5432/ess?sslmode=require', 'ess_user', 'p-w')).toBe(
    'postgres://ess_user:p-w@db:5432/ess?sslmode=require',
  );
  expect(withLogin('postgres:///ess?host=/var/run/postgresql&user=me', 'ess_user', 'p-w')).toBe(
    'postgres:///ess?host=%2Fvar%2Frun%2Fpostgresql&user=ess_user&password=p-w',
  );
});
