import { createHmac, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { actorKey } from '../../server/platform/database/actor-proof.ts';
import { type Connection, getRow, openDatabase, rows, sql } from '../../server/platform/database/database.ts';
import { inTransaction } from '../../server/platform/database/transaction.ts';
import { anIncident } from '../support/an-incident.ts';
import { openRoles } from '../support/role-databases.ts';
import { openTestSystem } from '../support/test-system.ts';

// Somebody has a connection of the user role: by a hole in a statement, or by its password. They may set any setting;
// what they see must not hang on it.
const world = await openTestSystem();
const { user, userUrl, actorKey: key } = await openRoles(world.owner);
await anIncident(world)
  .acknowledgedBy(await world.officer('duty1'))
  .happens();

const somebody = {
  'app.person_id': randomUUID(),
  'app.view_scopes': 'th',
  'app.hand_over_scopes': 'th',
  'app.case_scopes': 'th',
  'app.referral_scopes': 'th',
  'app.outreach_scopes': 'th',
  'app.permissions':
    'incident:view,audit:view,report:view-unfinished,unit:view,unit:manage,care:view-hand-overs,duty:view',
};
type Settings = Record<string, string>;
const set = async (tx: Connection, settings: Settings) => {
  for (const [name, value] of Object.entries(settings))
    await sql`SELECT set_config(${name}, ${value}, true)`.execute(tx);
};
const readAll = async (tx: Connection) => rows(tx, sql<{ id: string }>`SELECT id FROM incident.incidents`);
/** In a transaction of a stolen connection. */
const stolen = <Result>(steal: (tx: Connection) => Promise<Result>, db = user) =>
  inTransaction(db, ({ tx }) => steal(tx));
const proofIn = async (tx: Connection) =>
  (await getRow(tx, sql<{ proof: string }>`SELECT current_setting('app.proof') AS proof`)).proof;
const asServer = <Result>(work: (tx: Connection) => Promise<Result>, settings: Settings = somebody, db = user) =>
  inTransaction(db, ({ tx }) => work(tx), { settings, key });

/** Tables that a stolen connection may ask at all, with what they show. */
async function countAllShown(tx: Connection): Promise<string[]> {
  const tables = await rows(
    world.owner,
    sql<{ path: string }>`SELECT nspname || '.' || relname AS path FROM pg_class AS class
      JOIN pg_namespace AS space ON space.oid = relnamespace
      WHERE relkind IN ('r', 'p') AND relrowsecurity AND has_any_column_privilege('ess_user', class.oid, 'SELECT')`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const shown: string[] = [];
  for (const { path } of tables) {
    const { n } = await getRow(tx, sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(path)}`);
    if (n > 0) shown.push(path);
  }
  return shown;
}

test('the server’s own signature shows what it says; the same settings without one show nothing of any table', async () => {
  expect(await asServer(readAll)).toHaveLength(1);
  expect((await asServer(countAllShown)).length).toBeGreaterThan(8);
  const seen = await stolen(async (tx) => {
    await set(tx, somebody);
    return { rows: await readAll(tx), tables: await countAllShown(tx) };
  });
  expect(seen).toEqual({ rows: [], tables: [] });
});

test('who is nobody also writes and does nothing', async () => {
  const action = (statement: string) =>
    stolen(async (tx) => {
      await set(tx, somebody);
      return rows(tx, sql.raw(statement));
    });
  expect(await action('UPDATE incident.incidents SET version = version RETURNING id')).toEqual([]);
  const refused = { code: '42501' };
  await expect(
    action(`INSERT INTO audit.entries (at, kind, action, actor_kind, actor_id, subject_kind, subject_id, details, origin)
      VALUES (now(), 'action', 'x', 'person', '${somebody['app.person_id']}', 'x', 'x', '{}', 'x')`),
  ).rejects.toMatchObject(refused);
  await expect(
    action(`INSERT INTO incident.timeline (id, incident_id, at, kind, details)
      SELECT '${randomUUID()}', id, now(), 'x', '{}' FROM (VALUES ('${randomUUID()}'::uuid)) AS any_incident (id)`),
  ).rejects.toMatchObject(refused);
});

test.each([
  ['no signature', ''],
  ['no shape of one', 'x'],
  ['a signature of nothing', `${Date.now() + 5000}:${'0'.repeat(64)}`],
  ['a list of several', `${Date.now() + 5000}:${'0'.repeat(64)}:${'0'.repeat(64)}`],
  ['an SQL fragment', "' OR true --"],
])('%s proves nobody', async (_, proof) => {
  const seen = await stolen(async (tx) => {
    await set(tx, { ...somebody, 'app.proof': proof });
    return readAll(tx);
  });
  expect(seen).toEqual([]);
});

test('a signature holds for exactly what was signed: other person, wider view, more rights are nobody', async () => {
  const narrow = { ...somebody, 'app.view_scopes': 'th.nowhere', 'app.permissions': 'incident:view' };
  const changes: Settings[] = [
    { 'app.view_scopes': 'th' },
    { 'app.person_id': randomUUID() },
    { 'app.permissions': 'incident:view,audit:view' },
    { 'app.hand_over_scopes': '' },
    { 'app.case_scopes': '' },
    { 'app.referral_scopes': '' },
    { 'app.outreach_scopes': '' },
    // The same text, cut at other places.
    { 'app.person_id': `${narrow['app.person_id']}\n${narrow['app.view_scopes']}`, 'app.view_scopes': 'th' },
  ];
  for (const change of changes) {
    const seen = await asServer(async (tx) => {
      expect(await getRow(tx, sql`SELECT platform.actor_is_proved() AS yes`)).toEqual({ yes: true });
      await set(tx, change);
      expect(await getRow(tx, sql`SELECT platform.actor_is_proved() AS yes`)).toEqual({ yes: false });
      return countAllShown(tx);
    }, narrow);
    expect(seen).toEqual([]);
  }
});

test('a signature seen elsewhere is worth nothing on another connection, at the same moment', async () => {
  const other = openDatabase(userUrl, { connections: 1 });
  const replayed = await asServer(async (tx) => {
    const proof = await proofIn(tx);
    expect(await readAll(tx)).toHaveLength(1);
    return stolen(async (theirs) => {
      await set(theirs, { ...somebody, 'app.proof': proof });
      return readAll(theirs);
    }, other);
  });
  expect(replayed).toEqual([]);
  await other.destroy();
});

test('on its own connection a signature is over after some seconds, and one for longer is none', async () => {
  const single = openDatabase(userUrl, { connections: 1 });
  const bound = await single
    .connection()
    .execute((tx) =>
      getRow(
        tx,
        sql<{ pid: number; port: number }>`SELECT pg_backend_pid() AS pid, coalesce(inet_client_port(), -1) AS port`,
      ),
    );
  /** Signed with the right key for this connection: only the moment may be wrong. */
  const signedUntil = (until: number) => {
    const said = Object.values(somebody);
    const text = ['ess-actor/1', until, bound.pid, bound.port, ...said].join('\n');
    return `${until}:${createHmac('sha256', key).update(text).digest('hex')}`;
  };
  const seenUntil = (until: number) =>
    stolen(async (tx) => {
      await set(tx, { ...somebody, 'app.proof': signedUntil(until) });
      return (await readAll(tx)).length;
    }, single);
  const now = Date.now();
  expect(await seenUntil(now + 20_000)).toBe(1);
  expect(await seenUntil(now - 1000)).toBe(0);
  expect(await seenUntil(now + 120_000)).toBe(0);
  await single.destroy();
});

test('a signature by another secret is refused, loudly: nobody is shown an empty board instead', async () => {
  const other = actorKey('another secret of 32 characters or more');
  const asked = inTransaction(user, ({ tx }) => readAll(tx), { settings: somebody, key: other });
  await expect(asked).rejects.toMatchObject({ code: '28000' });
  expect(await asServer(readAll)).toHaveLength(1);
});

test('a setting that is not signed can not be handed over', async () => {
  const asked = inTransaction(user, ({ tx }) => readAll(tx), { settings: { ...somebody, 'app.more': 'x' }, key });
  await expect(asked).rejects.toThrow('app.more');
});

test('when the clocks no longer fit, the next request measures them anew and nobody notices', async () => {
  const single = openDatabase(userUrl, { connections: 1 });
  expect(await asServer(readAll, somebody, single)).toHaveLength(1);
  const still = performance.now;
  try {
    // The machine slept for an hour that the database did not.
    performance.now = () => still.call(performance) - 3_600_000;
    expect(await asServer(readAll, somebody, single)).toHaveLength(1);
    performance.now = () => still.call(performance) + 3_600_000;
    expect(await asServer(readAll, somebody, single)).toHaveLength(1);
  } finally {
    performance.now = still;
  }
  await single.destroy();
});
