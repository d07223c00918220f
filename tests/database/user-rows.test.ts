import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listColumns, listTables } from '../../scripts/describe-schema.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { inTransaction, type Work } from '../../server/platform/database/transaction.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { openRoles } from '../support/role-databases.ts';
import { openTestSystem } from '../support/test-system.ts';

// SQL tried directly, as the login with which the server works for people at consoles: what the policies refuse is
// refused whatever a route forgets.
const world = await openTestSystem();
const { owner } = world;
const { user, actorKey: key } = await openRoles(owner);
const muang = await world.officer('duty1');

const incident = await anIncident(world).acknowledgedBy(muang).happens();
await muang.post(`/api/v1/incidents/${incident.id}/messages`, { text: 'อยู่ตรงไหน' });
const elsewhere = await anIncident(world).reportedAt(PLACES.wangThong).happens();

const pathOf = async (code: string) =>
  (await getRow(owner, sql<{ path: string }>`SELECT path::text FROM jurisdiction.agencies WHERE code = ${code}`)).path;
const [OWN, NEIGHBOUR] = [await pathOf('PS65003'), await pathOf('PS65013')];
const HIGHER = OWN.split('.').slice(0, -1).join('.');
const LOWER = `${OWN}.SOMEWHERE_BELOW`;

type Settings = Record<string, string>;
const asPerson = (settings: Settings = {}): Settings => ({ 'app.person_id': randomUUID(), ...settings });
const seeing = (...scopes: string[]) => asPerson({ 'app.view_scopes': scopes.join(',') });
const asUser = <Result>(settings: Settings, work: (work: Work) => Promise<Result>) =>
  inTransaction(user, work, { settings, key });
const idsFor = (settings: Settings) =>
  asUser(settings, async ({ tx }) => {
    const found = await rows(tx, sql<{ id: string }>`SELECT id FROM incident.incidents`);
    return found.map(({ id }) => id);
  });

/** How many rows of each part of the incident are shown. */
const PARTS = ['involvements', 'reports', 'positions', 'timeline', 'messages'];
const partsFor = (settings: Settings, id: string) =>
  asUser(settings, async ({ tx }) => {
    const counts: Record<string, number> = {};
    for (const part of PARTS) {
      const counted = sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(`incident.${part}`)}
        WHERE incident_id = ${id}`;
      counts[part] = (await getRow(tx, counted)).n;
    }
    return counts;
  });

test('own and higher agencies see the incident whole; neighbouring and lower ones see none of it', async () => {
  for (const scope of [OWN, HIGHER, 'th']) {
    expect(await idsFor(seeing(scope))).toContain(incident.id);
    const parts = await partsFor(seeing(scope), incident.id);
    expect(Object.values(parts).every((count) => count > 0)).toBe(true);
  }
  for (const scope of [NEIGHBOUR, LOWER]) {
    expect(await idsFor(seeing(scope))).not.toContain(incident.id);
    expect(Object.values(await partsFor(seeing(scope), incident.id))).toEqual(PARTS.map(() => 0));
  }
  expect(await idsFor(seeing(NEIGHBOUR))).toEqual([elsewhere.id]);
  expect((await idsFor(seeing(OWN, NEIGHBOUR))).toSorted()).toEqual([incident.id, elsewhere.id].toSorted());
});

test('without settings no table with personal data shows a row', async () => {
  const [columns, tables] = [await listColumns(owner), await listTables(owner)];
  const commented = [...columns, ...tables].filter(({ comment }) => comment?.startsWith('Personal data'));
  const personal = [...new Set(commented.map(({ schema, name }) => `${schema}.${name}`))];
  const filled: string[] = [];
  for (const table of personal) {
    const all = await getRow(owner, sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`);
    if (all.n > 0) filled.push(table);
    const nobody: Settings = { 'app.view_scopes': 'th', 'app.permissions': 'report:view-unfinished,audit:view' };
    for (const settings of [{}, nobody]) {
      const shown = await asUser(settings, ({ tx }) => rows(tx, sql`SELECT * FROM ${sql.table(table)}`)).catch(
        (error: { code?: string }) => error.code,
      );
      expect([table, shown]).toEqual([table, shown === '42501' ? '42501' : []]);
    }
  }
  // Nothing would also be shown of empty tables.
  expect(filled.length).toBeGreaterThan(12);
});

test.each([
  ['a person of another form', { 'app.person_id': '1 OR 1=1'.replaceAll(/[^\w]/g, '-') }],
  ['an empty person', { 'app.person_id': '' }],
  ['a branch with an empty label', { 'app.view_scopes': 'th..PS65003' }],
  ['a branch that is no label', { 'app.view_scopes': '-' }],
  ['an empty list of branches', { 'app.view_scopes': '' }],
  ['commas only', { 'app.view_scopes': ',,,' }],
  ['a label beyond the limit', { 'app.view_scopes': 'x'.repeat(5000) }],
  ['a branch of nobody', { 'app.view_scopes': 'TH' }],
])('%s shows nothing and reveals nothing', async (_what, settings) => {
  const scopes = { 'app.view_scopes': 'th', ...settings };
  const all = 'app.person_id' in settings ? scopes : asPerson(settings);
  expect(await idsFor(all)).toEqual([]);
});

test('settings end with their transaction', async () => {
  await idsFor(seeing('th'));
  const pool = Array.from({ length: 8 }, () => rows(user, sql`SELECT id FROM incident.incidents`));
  expect(await Promise.all(pool)).toEqual(pool.map(() => []));
});

test('from whom it is withheld, they find nothing of it, nor whom it concerns, nor that it is withheld', async () => {
  const person = randomUUID();
  const asked = { 'app.person_id': person, 'app.view_scopes': 'th', 'app.permissions': 'audit:view' };
  const kept = () =>
    asUser(asked, ({ tx }) =>
      getRow(tx, sql<{ yes: boolean }>`SELECT incident.has_withheld_incidents(${person}) AS yes`),
    );
  expect(await kept()).toEqual({ yes: false });
  await sql`INSERT INTO incident.assignees (incident_id, person_id, by_person_id, at)
    VALUES (${incident.id}, ${person}, ${randomUUID()}, now())`.execute(owner);
  await sql`INSERT INTO incident.conflicts (id, incident_id, person_id, kind, by_person_id, reason, at)
    VALUES (${randomUUID()}, ${incident.id}, ${person}, 'named', ${randomUUID()}, 'x', now())`.execute(owner);
  expect(await idsFor(asked)).toEqual([elsewhere.id]);
  expect(Object.values(await partsFor(asked, incident.id))).toEqual(PARTS.map(() => 0));
  const nothing = async (text: string) => expect(await asUser(asked, ({ tx }) => rows(tx, sql.raw(text)))).toEqual([]);
  await nothing('SELECT * FROM incident.conflicts');
  await nothing('SELECT * FROM incident.assignees');
  await nothing(`SELECT * FROM audit.entries WHERE subject_id = '${incident.id}'`);
  await nothing(
    `SELECT * FROM intake.reports JOIN incident.reports ON report_id = id WHERE incident_id = '${incident.id}'`,
  );
  expect(await kept()).toEqual({ yes: true });
  // The user role can't ask about others.
  const another = await asUser(seeing('th'), ({ tx }) =>
    getRow(tx, sql<{ yes: boolean }>`SELECT incident.has_withheld_incidents(${person}) AS yes`),
  );
  expect(another.yes).not.toBe(true);
  await sql`UPDATE incident.conflicts SET lifted_at = now(), lifted_by_person_id = by_person_id, lift_reason = 'x'
    WHERE person_id = ${person}`.execute(owner);
  expect((await idsFor(asked)).toSorted()).toEqual([incident.id, elsewhere.id].toSorted());
});

test('who is sent sees this one and works on it; who is invited sees it until the date and changes nothing', async () => {
  const [patrol, guest, past, recalled] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await sql`INSERT INTO incident.assignees (incident_id, person_id, by_person_id, at)
    VALUES (${incident.id}, ${patrol}, ${randomUUID()}, now())`.execute(owner);
  const invite = (person: string, until: string, ended: boolean) =>
    sql`INSERT INTO incident.guests (id, incident_id, person_id, until, by_person_id, reason, at, ended_at)
      VALUES (${randomUUID()}, ${incident.id}, ${person}, now() + ${until}::interval, ${randomUUID()}, 'x',
        now() - interval '9 days', ${ended ? new Date() : null})`.execute(owner);
  await invite(guest, '2 days', false);
  await invite(past, '-1 day', false);
  await invite(recalled, '2 days', true);
  expect(await idsFor({ 'app.person_id': patrol })).toEqual([incident.id]);
  expect(await idsFor({ 'app.person_id': guest })).toEqual([incident.id]);
  expect(await idsFor({ 'app.person_id': past })).toEqual([]);
  expect(await idsFor({ 'app.person_id': recalled })).toEqual([]);
  // A guest knows of their own invitation, and of nobody else's.
  const invited = await asUser({ 'app.person_id': guest }, ({ tx }) =>
    rows(tx, sql<{ person: string }>`SELECT person_id AS person FROM incident.guests`),
  );
  expect(invited).toEqual([{ person: guest }]);

  const touch = (person: string) =>
    asUser({ 'app.person_id': person }, async ({ tx }) =>
      rows(tx, sql`UPDATE incident.incidents SET version = version WHERE id = ${incident.id} RETURNING id`),
    );
  expect(await touch(patrol)).toHaveLength(1);
  expect(await touch(guest)).toHaveLength(0);
  const write = (person: string) =>
    asUser({ 'app.person_id': person }, ({ tx }) =>
      sql`INSERT INTO incident.timeline (id, incident_id, at, kind, details)
        VALUES (${randomUUID()}, ${incident.id}, now(), 'x', '{}')`.execute(tx),
    );
  await write(patrol);
  await expect(write(guest)).rejects.toMatchObject({ code: '42501' });
  const readConversation = (person: string) =>
    asUser({ 'app.person_id': person }, ({ tx }) => rows(tx, sql`SELECT * FROM intake.reporters`));
  expect(await readConversation(patrol)).toHaveLength(1);
  expect(await readConversation(guest)).toHaveLength(0);
});

test('an officer changes nothing of another station, and sends nothing to its reporters', async () => {
  const officer = seeing(NEIGHBOUR);
  const changed = await asUser(officer, ({ tx }) =>
    rows(tx, sql`UPDATE incident.incidents SET version = version WHERE id = ${incident.id} RETURNING id`),
  );
  expect(changed).toEqual([]);
  const { address } = await getRow(
    owner,
    sql<{ address: string }>`SELECT address FROM intake.reporters JOIN incident.reports ON reporter_id = reporters.id
      WHERE incident_id = ${incident.id}`,
  );
  const say = (settings: Settings) =>
    asUser(settings, ({ tx }) =>
      sql`INSERT INTO line.outbound_messages (account, chat_id, messages, message_count, quiet, created_at, state,
          retry_key) VALUES ('reporter', ${address}, '[]', 1, true, now(), 'failed', ${randomUUID()})`.execute(tx),
    );
  await expect(say(officer)).rejects.toMatchObject({ code: '42501' });
  await say(seeing(OWN));
});

test('nobody moves an incident out of what they may see, or into it', async () => {
  const stolen = asUser(seeing(NEIGHBOUR), ({ tx }) =>
    sql`INSERT INTO incident.involvements (incident_id, agency_id, role, since)
      SELECT ${incident.id}, id, 'neighbour', now() FROM jurisdiction.agencies WHERE code = 'PS65013'`.execute(tx),
  );
  await expect(stolen).rejects.toMatchObject({ code: '42501' });
});

test('an action is recorded under one’s own name only, and read by who may see views', async () => {
  const person = randomUUID();
  const record = (actorKind: string, actorId: string) =>
    asUser({ 'app.person_id': person }, ({ tx }) =>
      sql`INSERT INTO audit.entries (at, kind, action, actor_kind, actor_id, subject_kind, subject_id, details, origin)
        VALUES (now(), 'view', 'incident/view', ${actorKind}, ${actorId}, 'incident', ${incident.id}, '{}', 'test')`.execute(
        tx,
      ),
    );
  await record('person', person);
  await expect(record('person', randomUUID())).rejects.toMatchObject({ code: '42501' });
  await expect(record('system', person)).rejects.toMatchObject({ code: '42501' });
  const looksFor = (settings: Settings) =>
    asUser(settings, ({ tx }) => rows(tx, sql`SELECT id FROM audit.entries WHERE actor_id = ${person}`));
  expect(await looksFor({ ...seeing(OWN), 'app.permissions': 'audit:view' })).toHaveLength(1);
  expect(await looksFor({ ...seeing(NEIGHBOUR), 'app.permissions': 'audit:view' })).toEqual([]);
  expect(await looksFor(seeing(OWN))).toEqual([]);
  expect(await looksFor({ 'app.person_id': person })).toEqual([]);
});

test('passwords, sessions and addresses of colleagues are closed to the user role; names are not', async () => {
  const ask = (text: string) => asUser(seeing('th'), ({ tx }) => rows(tx, sql.raw(text)));
  for (const text of [
    'SELECT password FROM access.accounts',
    'SELECT token FROM access.sessions',
    'SELECT * FROM access.verifications',
    'SELECT email FROM access.users',
    'SELECT * FROM access.users',
  ]) {
    await expect(ask(text)).rejects.toMatchObject({ code: '42501' });
  }
  expect((await ask('SELECT id, name FROM access.users')).length).toBeGreaterThan(0);
});

test('answers stored for repeated requests are each person’s own', async () => {
  const mine = randomUUID();
  const keep = (actor: string) =>
    asUser({ 'app.person_id': mine }, ({ tx }) =>
      sql`INSERT INTO platform.idempotency_keys (actor, key, request_hash, status, body)
        VALUES (${actor}, ${randomUUID()}, 'x', 200, '{}')`.execute(tx),
    );
  await keep(mine);
  await expect(keep(randomUUID())).rejects.toMatchObject({ code: '42501' });
  const shown = await asUser(asPerson(), ({ tx }) => rows(tx, sql`SELECT * FROM platform.idempotency_keys`));
  expect(shown).toEqual([]);
});

test('incidents nearby are found by the index, although the user role may not see them all', async () => {
  const plan = await asUser(seeing(OWN), async ({ tx }) => {
    await sql`SET LOCAL enable_seqscan = off`.execute(tx);
    const explained = sql<{ 'QUERY PLAN': string }>`EXPLAIN SELECT id FROM incident.incidents
      WHERE lat BETWEEN 16.8 AND 16.9 AND lng BETWEEN 100.2 AND 100.3`;
    return (await rows(tx, explained)).map((line) => line['QUERY PLAN']).join('\n');
  });
  expect(plan).toMatch(/incidents_place_box[\s\S]*Index Cond: \(\(lat >= .*lng >=/);
});
