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
  openDatabases({ url: server.url, authSecret: SECRET, say: () => {}, ...options }, async () => {});
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
  expect(failure?.message).toContain("CREATE ROLE ess_house LOGIN PASSWORD '…'");
  expect(failure?.message).toContain('DATABASE_DESK_URL');
  expect(failure?.message).not.toContain(rolePassword(SECRET, 'ess_house'));
});

test('processes that start at once agree on the logins; the server runs as two roles and not as the owner', async () => {
  const opened = await Promise.all([open(), open(), open()]);
  for (const { house, desk, close } of opened) {
    expect(await rows(house, whoAmI)).toEqual([{ name: 'ess_house' }]);
    expect(await rows(desk, whoAmI)).toEqual([{ name: 'ess_desk' }]);
    await close();
  }
});

test('a server found running is used in the same way', async () => {
  const again = await startEmbeddedPostgres(folder);
  expect(again.adopted).toBe(true);
  const opened = await open({ url: again.url });
  expect(await rows(opened.desk, whoAmI)).toEqual([{ name: 'ess_desk' }]);
  await opened.close();
});

test('another AUTH_SECRET gives other passwords, and the old ones open nothing', async () => {
  const before = withLogin(server.url, 'ess_desk', rolePassword(SECRET, 'ess_desk'));
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
  await expect(open({ url, authSecret: 'a-secret-nobody-told-the-database-of' })).rejects.toMatchObject({
    code: 'database/roles-missing',
  });
  const own = { house: 'modest_house', desk: 'modest_desk' };
  await sql.raw(`CREATE ROLE ${own.house} LOGIN PASSWORD 'h' IN ROLE ess_house`).execute(admin);
  await sql.raw(`CREATE ROLE ${own.desk} LOGIN PASSWORD 'd' IN ROLE ess_desk`).execute(admin);
  const [houseUrl, deskUrl] = [withLogin(database, own.house, 'h'), withLogin(database, own.desk, 'd')];
  const opened = await open({ url, houseUrl, deskUrl });
  expect(await rows(opened.house, sql`SELECT id FROM incident.incidents`)).toEqual([]);
  expect(await rows(opened.desk, sql`SELECT id FROM incident.incidents`)).toEqual([]);
  await opened.close();
});

test('a login that could do more than its role is refused, and so is the wrong one', async () => {
  const { houseUrl, deskUrl } = {
    houseUrl: withLogin(server.url, 'ess_house', rolePassword(SECRET, 'ess_house')),
    deskUrl: withLogin(server.url, 'ess_desk', rolePassword(SECRET, 'ess_desk')),
  };
  const tooStrong = { code: 'database/role-too-strong' };
  await expect(open({ deskUrl: server.url })).rejects.toMatchObject(tooStrong);
  await expect(open({ houseUrl: server.url })).rejects.toMatchObject(tooStrong);
  await expect(open({ houseUrl: deskUrl })).rejects.toMatchObject(tooStrong);
  await expect(open({ deskUrl: houseUrl })).rejects.toMatchObject(tooStrong);
  await sql`ALTER ROLE ess_desk BYPASSRLS`.execute(admin);
  await expect(open()).rejects.toMatchObject(tooStrong);
  await sql`ALTER ROLE ess_desk NOBYPASSRLS`.execute(admin);
  await (await open()).close();
});

test('a login stands in the address, or beside it where there is a socket', () => {
  expect(withLogin('postgres://me:secret@db:5432/ess?sslmode=require', 'ess_desk', 'p-w')).toBe(
    'postgres://ess_desk:p-w@db:5432/ess?sslmode=require',
  );
  expect(withLogin('postgres:///ess?host=/var/run/postgresql&user=me', 'ess_desk', 'p-w')).toBe(
    'postgres:///ess?host=%2Fvar%2Frun%2Fpostgresql&user=ess_desk&password=p-w',
  );
});
