import { expect, test } from 'vitest';
import { rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { caller, enter, makePerson, PASSWORD, together } from '#support/access-people';
import { cookieHeader, createAccessServer, createTurnableClock } from '#support/access-server';
import { createTestDatabase } from '#support/test-database';

const { db } = await createTestDatabase();
const clock = createTurnableClock();
const server = await createAccessServer(db, { clock });
const station = '01900000-0000-7000-8000-000000000001';
const HERE = '127.0.0.1';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let people = 0;
const newPerson = async (role: 'duty-officer' | 'superintendent' | 'patrol' = 'duty-officer') => {
  const email = `officer${people++}@ess.example`;
  await makePerson(db, { email, role, agencyId: station }, clock.now());
  return email;
};
/** Uses the session regularly for a while, like an open console. @returns whether it is still valid */
async function use(cookie: { cookie: string }, every: number, during: number): Promise<boolean> {
  for (let passed = 0; passed < during; passed += every) {
    clock.turn(every);
    if (!(await server.access.authenticate(cookie, HERE))) return false;
  }
  return true;
}

test('a duty room that re-authenticates within twelve hours is not signed out at night', async () => {
  const cookie = await enter(server, await newPerson());
  const { post } = caller(server, cookie);
  for (let night = 0; night < 3; night++) {
    expect(await use(cookie, 20 * MINUTE, 11 * HOUR + 40 * MINUTE)).toBe(true);
    expect((await post('/api/v1/me/re-authenticate', { password: PASSWORD })).statusCode).toBe(200);
  }
  expect(await use(cookie, 20 * MINUTE, 12 * HOUR)).toBe(false);
});

test('a patrol is not signed out within a month', async () => {
  const cookie = await enter(server, await newPerson('patrol'));
  expect(await use(cookie, 6 * 24 * HOUR, 24 * 24 * HOUR)).toBe(true);
  expect(await use(cookie, 3 * 24 * HOUR, 6 * 24 * HOUR)).toBe(false);
});

test('a session unused for a week ends', async () => {
  const cookie = await enter(server, await newPerson('patrol'));
  clock.turn(7 * 24 * HOUR);
  expect(await server.access.authenticate(cookie, HERE)).toBeUndefined();
});

test('a privileged session ends after half an hour without use and after twelve hours with it', async () => {
  const email = await newPerson('superintendent');
  const idle = await enter(server, email);
  expect(await use(idle, 29 * MINUTE, 2 * HOUR)).toBe(true);
  clock.turn(30 * MINUTE);
  expect(await server.access.authenticate(idle, HERE)).toBeUndefined();
  const busy = await enter(server, email);
  expect(await use(busy, 20 * MINUTE, 11 * HOUR + 40 * MINUTE)).toBe(true);
  expect(await use(busy, 20 * MINUTE, 20 * MINUTE)).toBe(false);
});

test('the time of an outage does not count as time without use: the first user afterwards is still signed in', async () => {
  const outages: number[] = [];
  const away = await createAccessServer(db, {
    clock,
    // Handled during the first lookup, as if the database had just come back.
    recoverFromOutage: async () => {
      for (const ms of outages.splice(0)) await inTransaction(db, (work) => away.access.skipOutage(work, { ms }));
    },
  });
  const used = await enter(away, await newPerson());
  const idle = await enter(away, await newPerson());
  expect(await use(used, 20 * MINUTE, 40 * MINUTE)).toBe(true);
  outages.push(2 * HOUR);
  clock.turn(2 * HOUR + MINUTE);
  const [first, second] = await Promise.all([used, used].map((cookie) => away.access.authenticate(cookie, HERE)));
  expect([first, second]).toEqual([expect.anything(), expect.anything()]);
  // Sessions that had ended before stay ended, and nobody gets more than the time lost.
  expect(await away.access.authenticate(idle, HERE)).toBeUndefined();
  clock.turn(30 * MINUTE);
  expect(await away.access.authenticate(used, HERE)).toBeUndefined();
});

test('a session ends twelve hours after the last proof, also after an outage', async () => {
  const cookie = await enter(server, await newPerson());
  clock.turn(12 * HOUR);
  await inTransaction(db, (work) => server.access.skipOutage(work, { ms: 12 * HOUR }));
  expect(await server.access.authenticate(cookie, HERE)).toBeUndefined();
});

test('on a full disk signed-in people can still read', async () => {
  const cookie = await enter(server, await newPerson());
  await sql`CREATE FUNCTION public.full_disk() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '53100'; END $$`.execute(db);
  await sql`CREATE TRIGGER full_disk BEFORE UPDATE ON access.sessions EXECUTE FUNCTION public.full_disk()`.execute(db);
  clock.turn(20 * MINUTE);
  const reader = await server.access.authenticate(cookie, HERE);
  await sql`DROP TRIGGER full_disk ON access.sessions`.execute(db);
  expect(reader).toBeDefined();
});

test('the list shows all sessions of a person; one, the others or all can be ended', async () => {
  const email = await newPerson();
  const phone = cookieHeader(await server.signIn(email, PASSWORD, { 'user-agent': 'Telephone' }));
  const current = cookieHeader(await server.signIn(email, PASSWORD, { 'user-agent': 'Desk' }));
  const third = await enter(server, email);
  const { get, post } = caller(server, current);
  const list = async () => (await get('/api/v1/me/sessions')).json().sessions as { id: string; device: string }[];
  const all = await list();
  expect(all).toHaveLength(3);
  expect(all.find(({ device }) => device === 'Desk')).toMatchObject({
    isThis: true,
    signedInBy: 'password',
    secondFactor: false,
    address: HERE,
  });
  const other = all.find(({ device }) => device === 'Telephone');
  await post(`/api/v1/me/sessions/${other?.id}/end`);
  expect(await server.access.authenticate(phone, HERE)).toBeUndefined();
  expect((await post(`/api/v1/me/sessions/${other?.id}/end`)).json()).toMatchObject({
    code: 'access/session-not-found',
  });
  await post('/api/v1/me/sessions/end-others');
  expect(await server.access.authenticate(third, HERE)).toBeUndefined();
  expect(await list()).toHaveLength(1);
  await post('/api/v1/me/sessions/end-all');
  expect((await get('/api/v1/me')).statusCode).toBe(401);
});

test('nobody ends or sees the session of another', async () => {
  const cookie = await enter(server, await newPerson());
  const actor = await server.access.authenticate(cookie, HERE);
  const { get, post } = caller(server, await enter(server, await newPerson()));
  expect((await post(`/api/v1/me/sessions/${actor?.sessionId}/end`)).statusCode).toBe(404);
  expect((await get('/api/v1/me/sessions')).json().sessions).toHaveLength(1);
  expect(await server.access.authenticate(cookie, HERE)).toBeDefined();
});

test('a new password ends the other sessions, not this one', async () => {
  const email = await newPerson();
  const other = await enter(server, email);
  const { get, post } = caller(server, await enter(server, email));
  expect((await post('/api/v1/me/password', { password: email, current: PASSWORD })).json()).toMatchObject({
    code: 'access/password-guessable',
  });
  expect((await post('/api/v1/me/password', { password: 'หน้าต่างสีเขียวสองบาน', current: PASSWORD })).json()).toEqual({
    done: true,
  });
  expect(await server.access.authenticate(other, HERE)).toBeUndefined();
  expect((await get('/api/v1/me')).statusCode).toBe(200);
});

test('a copy of the database opens no session: it contains hashes of the tokens', async () => {
  const { cookie } = await enter(server, await newPerson());
  const token = decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? '').split('.')[0] ?? '';
  expect(token).toHaveLength(32);
  const stored = await rows(db, sql<{ token: string }>`SELECT token FROM access.sessions`);
  expect(stored.map((row) => row.token)).not.toContain(token);
  for (const row of stored) expect(row.token).toMatch(/^[\w-]{43}$/);
});

test('a session is looked up by one statement, and its use stored by another once a minute, that of a patrol every ten', async () => {
  let statements = 0;
  const counted = db.withPlugin({
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const other = await createAccessServer(counted, { clock });
  const countFor = async (passed: number, cookie: { cookie: string }) => {
    clock.turn(passed);
    statements = 0;
    expect(await other.access.authenticate(cookie, HERE)).toBeDefined();
    return statements;
  };
  const officer = await enter(server, await newPerson());
  for (const [passed, expected] of [
    [6000, 1],
    [6000, 1],
    [MINUTE, 2],
    [1000, 0],
  ] as const) {
    expect(await countFor(passed, officer)).toBe(expected);
  }
  const patrol = await enter(server, await newPerson('patrol'));
  for (const [passed, expected] of [
    [9 * MINUTE, 1],
    [2 * MINUTE, 2],
    [2 * MINUTE, 1],
  ] as const) {
    expect(await countFor(passed, patrol)).toBe(expected);
  }
});

test('an unfinished session is not valid', async () => {
  const cookie = await enter(server, await newPerson());
  await sql`UPDATE access.sessions SET signed_in_by = NULL`.execute(db);
  server.access.authenticate.forget(cookie);
  expect(await server.access.authenticate(cookie, HERE)).toBeUndefined();
});

test('a session that is being opened outlives the tidying, whatever our clock says; an old unfinished one does not', async () => {
  const email = await newPerson();
  await enter(server, email);
  const mine = sql`user_id = (SELECT id FROM access.users WHERE email = ${email})`;
  const written = (ago: string) =>
    sql`UPDATE access.sessions SET signed_in_by = NULL,
    created_at = clock_timestamp() - ${ago}::interval WHERE ${mine}`.execute(db);
  const count = async () => (await rows(db, sql`SELECT FROM access.sessions WHERE ${mine}`)).length;
  await written('1 minute');
  clock.turn(5 * HOUR);
  await server.access.tidy();
  expect(await count()).toBe(1);
  await written('61 minutes');
  await server.access.tidy();
  expect(await count()).toBe(0);
});

test('a stranger who guesses from the station itself does not lock the officer out of a known browser', async () => {
  const email = await newPerson();
  const known = await enter(server, email);
  for (let guess = 0; guess < 10; guess++) await server.signIn(email, `guess ${guess}`);
  expect((await server.signIn(email, PASSWORD)).json()).toMatchObject({ code: 'request/too-many' });
  const device = { cookie: /(ess\.device=[^;]+)/.exec(known.cookie)?.[1] ?? '' };
  expect((await server.signIn(email, PASSWORD, device)).statusCode).toBe(200);
  const another = await newPerson();
  for (let guess = 0; guess < 10; guess++) await server.signIn(another, `guess ${guess}`);
  expect((await server.signIn(another, PASSWORD, together(device))).statusCode).toBe(429);
});

test('an outdated hash is replaced at the next sign-in', async () => {
  const email = await newPerson();
  const { hash } = await import('@node-rs/argon2');
  const old = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  const where = sql`user_id = (SELECT id FROM access.users WHERE email = ${email})`;
  await sql`UPDATE access.accounts SET password = ${old} WHERE ${where}`.execute(db);
  await enter(server, email);
  const [stored] = await rows(db, sql<{ password: string }>`SELECT password FROM access.accounts WHERE ${where}`);
  expect(stored?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  await enter(server, email);
});

test('an account has a limited number of sessions and known browsers: the least recently used session ends at once', async () => {
  const email = await newPerson('patrol');
  const first = await enter(server, email);
  clock.turn(HOUR);
  const second = await enter(server, email);
  const [person] = await rows(db, sql<{ id: string }>`SELECT id FROM access.users WHERE email = ${email}`);
  const id = person?.id ?? '';
  // The other browsers of a duty room, used later.
  const since = new Date(clock.now().getTime() + MINUTE);
  await sql`INSERT INTO access.sessions (id, user_id, token, expires_at, created_at, updated_at, signed_in_by,
      last_seen_at, proved_at, second_factor)
    SELECT gen_random_uuid(), ${id}, 'other ' || n, now() + interval '9 days', ${since}, ${since}, 'password', ${since},
      ${since}, false FROM generate_series(1, 48) AS n`.execute(db);
  await sql`INSERT INTO access.known_devices (token_hash, user_id, last_seen_at)
    SELECT 'device ' || n, ${id}, ${since} FROM generate_series(1, 48) AS n`.execute(db);
  expect(await server.access.authenticate(first, HERE)).toBeDefined();
  clock.turn(HOUR);
  const newest = await enter(server, email);
  expect(await server.access.authenticate(first, HERE)).toBeUndefined();
  for (const cookie of [second, newest]) expect(await server.access.authenticate(cookie, HERE)).toBeDefined();
  const count = async (table: string) =>
    rows(db, sql`SELECT FROM ${sql.table(`access.${table}`)} WHERE user_id = ${id}`).then(({ length }) => length);
  expect([await count('sessions'), await count('known_devices')]).toEqual([50, 50]);
  const [entry] = await rows(
    db,
    sql`SELECT details FROM audit.entries WHERE action = 'access/sign-in' AND actor_id = ${id} ORDER BY id DESC LIMIT 1`,
  );
  expect(entry).toMatchObject({ details: { replaced: 1 } });
});
