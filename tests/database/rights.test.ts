import { expect, test } from 'vitest';
import { listColumns, listTables } from '../../scripts/describe-schema.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { openRoles } from '../support/role-databases.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { db: owner } = await createTestDatabase();
const { service, user } = await openRoles(owner);
const [self] = await rows(owner, sql<{ name: string }>`SELECT current_user AS name`);

/** Tables to which the user role has no right at all, decided one by one: a new table is in this list or has a policy. */
const CLOSED_TO_USERS = [
  'access.accounts',
  'access.challenges',
  'access.invitations',
  'access.known_devices',
  'access.line_link_codes',
  'access.line_links',
  'access.own_numbers',
  'access.passkeys',
  'access.password_links',
  'access.recovery_codes',
  'access.revocations',
  'access.sessions',
  'access.sign_in_tries',
  'access.totp_keys',
  'access.verifications',
  'alerting.gateways',
  'alerting.group_codes',
  'alerting.groups',
  'alerting.push_subscriptions',
  'alerting.settings',
  'audit.roots',
  'audit.seals',
  'audit.unsealed',
  'duty.consoles',
  'insight.annual_files',
  'insight.annual_reports',
  'insight.case_facts',
  'insight.cursor',
  'insight.day_counts',
  'insight.exports',
  'insight.hour_of_week',
  'insight.incident_facts',
  'insight.interval_bins',
  'insight.missed_reasons',
  'insight.month_counts',
  'insight.month_interval_bins',
  'insight.need_facts',
  'insight.place_incidents',
  'insight.places',
  'insight.province_maps',
  'insight.publication_files',
  'insight.publications',
  'insight.referral_facts',
  'insight.revisits',
  'insight.rounding_key',
  'insight.simulations',
  'insight.targets',
  'intake.placement_reports',
  'intake.web_reports',
  'line.media_fetches',
  'line.messages',
  'line.webhook_events',
  'outreach.import_rows',
  'outreach.imports',
  'outreach.material_parts',
  'platform.actor_keys',
  'platform.clock',
  'platform.last_write',
  'platform.migrations',
  'platform.processes',
  'platform.write_trials',
  'recognition.signing_keys',
];
/** What the user role may use without a policy: agencies and technical facts, nothing personal. */
const OPEN_TO_USERS = [
  'duty.exercises',
  'duty.heartbeats',
  'duty.stations',
  'incident.question_waits',
  'jurisdiction.administrative_areas',
  'jurisdiction.agencies',
  'jurisdiction.agency_areas',
  'jurisdiction.boundaries',
  'jurisdiction.data_sets',
  'jurisdiction.edition',
  'platform.event_log',
  'platform.system_alerts',
];

type Table = { path: string; isProtected: boolean; policies: string[]; service: string[]; user: string[] };

/** Every table with its protection and what each role may do to some part of it. */
async function listRights(): Promise<Table[]> {
  const rightsOf = (role: string) => sql`ARRAY(SELECT kind FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE',
      'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS kind WHERE has_table_privilege(${role}, class.oid, kind)
      OR kind IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') AND has_any_column_privilege(${role}, class.oid, kind))`;
  return rows(
    owner,
    sql<Table>`SELECT nspname || '.' || relname AS path, relrowsecurity AS "isProtected",
        ARRAY(SELECT roles::text FROM (SELECT unnest(roles) AS roles FROM pg_policies
          WHERE schemaname = nspname AND tablename = relname) AS policy ORDER BY 1) AS policies,
        ${rightsOf('ess_service')} AS service, ${rightsOf('ess_user')} AS user
      FROM pg_class AS class JOIN pg_namespace AS space ON space.oid = class.relnamespace
      WHERE relkind IN ('r', 'p') AND nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'public')
      ORDER BY 1`,
  );
}

async function listPersonalTables(): Promise<string[]> {
  const [columns, tables] = [await listColumns(owner), await listTables(owner)];
  const commented = [...columns, ...tables].filter(({ comment }) => comment?.startsWith('Personal data'));
  return [...new Set(commented.map(({ schema, name }) => `${schema}.${name}`))].sort();
}

test('every table with personal data has row-level security, and policies for both roles', async () => {
  const tables = new Map((await listRights()).map((table) => [table.path, table]));
  const personal = await listPersonalTables();
  expect(personal.length).toBeGreaterThan(20);
  expect(personal.filter((path) => !tables.get(path)?.isProtected)).toEqual([]);
  expect(personal.filter((path) => !tables.get(path)?.policies.includes('ess_service'))).toEqual([]);
  const undecided = personal.filter((path) => {
    const table = tables.get(path);
    return table !== undefined && table.user.length > 0 && !table.policies.includes('ess_user');
  });
  expect(undecided).toEqual([]);
});

test('what the user role may do to a table was decided: by a policy, or in one of the lists above', async () => {
  const tables = await listRights();
  const without = tables.filter((table) => table.user.length === 0).map(({ path }) => path);
  expect(without).toEqual(CLOSED_TO_USERS);
  const open = tables.filter((table) => table.user.length > 0 && !table.policies.includes('ess_user'));
  expect(open.map(({ path }) => path)).toEqual(OPEN_TO_USERS);
  // What signs the actor is read by the database's own check alone.
  expect(tables.filter((table) => table.service.length === 0).map(({ path }) => path)).toEqual(['platform.actor_keys']);
});

test('a new table with personal data and without a policy is found', async () => {
  await sql`CREATE TABLE incident.forgotten (phone text)`.execute(owner);
  await sql`COMMENT ON COLUMN incident.forgotten.phone IS 'Personal data: a phone'`.execute(owner);
  expect(await listPersonalTables()).toContain('incident.forgotten');
  const made = (await listRights()).find(({ path }) => path === 'incident.forgotten');
  expect(made).toMatchObject({ isProtected: false, policies: [], user: [] });
  expect(made?.service).toEqual(['SELECT', 'INSERT', 'UPDATE', 'DELETE']);
  await sql`DROP TABLE incident.forgotten`.execute(owner);
});

test('what is written once is not changed, removed or emptied by anybody who logs in as the server', async () => {
  const tables = (await listRights()).filter(({ path }) =>
    /^audit\.(?!unsealed)|^incident\.timeline$|^care\.case_timeline$|^referral\.timeline$/.test(path),
  );
  expect(tables.length).toBeGreaterThan(3);
  for (const { service: theirs, user: ours } of tables) {
    for (const right of ['UPDATE', 'DELETE', 'TRUNCATE']) expect([...theirs, ...ours]).not.toContain(right);
  }
  for (const { service: theirs, user: ours } of await listRights()) {
    for (const right of ['TRUNCATE', 'REFERENCES', 'TRIGGER']) expect([...theirs, ...ours]).not.toContain(right);
  }
});

test.each([['ess_service'], ['ess_user']])(
  '%s is no administrator, owns nothing and belongs to nobody',
  async (role) => {
    const [found] = await rows(
      owner,
      sql`SELECT rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolcanlogin,
        (SELECT count(*) FROM pg_auth_members WHERE member = pg_roles.oid) AS "memberOf",
        (SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid) AS owned,
        (SELECT count(*) FROM pg_proc WHERE proowner = pg_roles.oid) AS functions
      FROM pg_roles WHERE rolname = ${role}`,
    );
    const none = { rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false };
    expect(found).toMatchObject({ ...none, rolbypassrls: false, memberOf: 0, owned: 0, functions: 0 });
  },
);

test('PUBLIC has no right in the database: not to connect, to make temporary things, or to look into a schema', async () => {
  const [database] = await rows(
    owner,
    sql`SELECT has_database_privilege('public', current_database(), 'CONNECT') AS connects,
      has_database_privilege('public', current_database(), 'TEMPORARY') AS temporary`,
  );
  expect(database).toEqual({ connects: false, temporary: false });
  const open = await rows(
    owner,
    sql<{ name: string }>`SELECT nspname AS name FROM pg_namespace
      WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
        AND (has_schema_privilege('public', oid, 'USAGE') OR has_schema_privilege('public', oid, 'CREATE'))`,
  );
  expect(open).toEqual([]);
  const makers = await rows(
    owner,
    sql<{ name: string }>`SELECT nspname AS name FROM pg_namespace, unnest(ARRAY['ess_service', 'ess_user']) AS role
      WHERE has_schema_privilege(role, oid, 'CREATE')`,
  );
  expect(makers).toEqual([]);
});

const ESCAPES = [
  `SET ROLE "${self?.name}"`,
  `SET SESSION AUTHORIZATION "${self?.name}"`,
  'SET session_replication_role = replica',
  'ALTER ROLE ess_user BYPASSRLS',
  'ALTER ROLE ess_user SUPERUSER',
  'ALTER TABLE incident.incidents DISABLE ROW LEVEL SECURITY',
  'ALTER POLICY user_reads ON incident.incidents USING (true)',
  'DROP POLICY user_reads ON incident.incidents',
  'CREATE POLICY mine ON incident.incidents USING (true)',
  'CREATE TABLE incident.mine (a int)',
  'CREATE TABLE public.mine (a int)',
  'CREATE TEMPORARY TABLE mine (a int)',
  'CREATE SCHEMA mine',
  "CREATE FUNCTION pg_temp.peek(text) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''%'', $1; RETURN true; END'",
  'CREATE OR REPLACE VIEW incident.visible_to_actor AS SELECT id AS incident_id, true AS may_act FROM incident.incidents',
  "CREATE OR REPLACE FUNCTION intake.actor_in_scope(reporter_id uuid) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
  "CREATE OR REPLACE FUNCTION platform.actor_id() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
  'CREATE OR REPLACE FUNCTION platform.actor_is_proved() RETURNS boolean LANGUAGE sql RETURN true',
  'ALTER FUNCTION platform.actor_is_proved() OWNER TO ess_user',
  'SELECT * FROM platform.actor_keys',
  "UPDATE platform.actor_keys SET inner_block = ''",
  'COPY platform.actor_keys TO STDOUT',
  'TRUNCATE incident.incidents CASCADE',
  'UPDATE audit.entries SET action = action',
  'DELETE FROM audit.entries',
  'TRUNCATE audit.entries',
  'ALTER TABLE audit.entries DISABLE TRIGGER ALL',
  'DELETE FROM incident.timeline',
  "UPDATE platform.migrations SET hash = ''",
  "COPY (SELECT 1) TO PROGRAM 'true'",
  "SELECT pg_read_file('/etc/passwd')",
  'SELECT rolpassword FROM pg_authid',
];

test.each([
  ...ESCAPES.map((statement) => ['user role', statement] as const),
  ...ESCAPES.map((statement) => ['service role', statement] as const),
])('as the %s: %s is refused', async (role, statement) => {
  const login = role === 'user role' ? user : service;
  await expect(sql.raw(statement).execute(login)).rejects.toMatchObject({
    code: expect.stringMatching(/^(42501|22023|42704|42710)$/),
  });
});

test('row security switched off is an error for the user role, not a way around it', async () => {
  const asked = user.connection().execute(async (connection) => {
    await sql`SET row_security = off`.execute(connection);
    try {
      await sql`SELECT 1 FROM incident.incidents`.execute(connection);
    } finally {
      await sql`RESET row_security`.execute(connection);
    }
  });
  await expect(asked).rejects.toMatchObject({ code: '42501' });
});
