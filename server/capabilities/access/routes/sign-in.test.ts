import { beforeAll, expect, test } from 'vitest';
import { listEntriesOf } from '#capabilities/audit';
import { rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { createLog } from '#platform/log';
import { cookieHeader, createAccessServer, createTurnableClock } from '#support/access-server';
import { createTestDatabase } from '#support/test-database';
import { thaiDayOf } from '../../../../contract/thai-day.ts';
import { createBetterAuth } from '../better-auth.ts';
import { addMembership, createPerson } from '../index.ts';

const { db } = await createTestDatabase();
const clock = createTurnableClock();
const { access, config, fastify, signIn } = await createAccessServer(db, { clock });
const station = '01900000-0000-7000-8000-000000000001';
const officer = { name: 'ร.ต.ท. สมมติ ใจดี (สาธิต)', email: 'officer@ess.example', password: 'ประตูสีฟ้าบานใหญ่' };
const HERE = '127.0.0.1';
const author = { actorKind: 'system', actorId: null, from: 'test', sessionId: null, at: clock.now() } as const;
const ORIGIN = { origin: 'http://127.0.0.1:4400' };
let officerId = '';

beforeAll(async () => {
  officerId = await inTransaction(db, async (work) => {
    const userId = await createPerson(work, officer, author);
    await addMembership(work, { userId, agencyId: station, role: 'duty-officer' }, author);
    return userId;
  });
});

test('the right password opens a session with the person and their permissions', async () => {
  const answer = await signIn(`${officer.email.toUpperCase()} `, officer.password);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ user: { id: officerId, name: officer.name, email: officer.email } });
  const me = await fastify.inject({ url: '/api/v1/me', headers: cookieHeader(answer) });
  expect(me.json()).toMatchObject({
    id: officerId,
    email: officer.email,
    memberships: [{ agency: { id: station }, agencyKind: 'station', role: 'duty-officer' }],
    permissions: expect.arrayContaining(['incident:acknowledge']),
  });
});

test('the cookie is not readable by scripts or other sites, and with https never sent without it', async () => {
  const { cookies } = await signIn(officer.email, officer.password);
  expect(cookies.map(({ name }) => name).sort()).toEqual(['ess.device', 'ess.session_token', 'ess.step']);
  for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expect(cookies[0]).toMatchObject({ name: 'ess.session_token', path: '/' });
  for (const { path, domain, secure } of cookies) expect({ path, domain, secure }).toEqual({ path: '/' });
  const overHttps = await createAccessServer(db, { publicUrl: 'https://ess.example' });
  const secured = await overHttps.signIn(officer.email, officer.password);
  for (const cookie of secured.cookies) {
    expect(cookie.name).toMatch(/^__Host-ess\./);
    expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookie.domain).toBeUndefined();
  }
  const me = await overHttps.fastify.inject({ url: '/api/v1/me', headers: cookieHeader(secured) });
  expect(me.json()).toMatchObject({ id: officerId });
});

test('each sign-in generates its own token of 190 bits, which the table does not contain', async () => {
  const token = async () => {
    const { cookies } = await signIn(officer.email, officer.password);
    const value = cookies.find(({ name }) => name === 'ess.session_token')?.value ?? '';
    return decodeURIComponent(value).split('.')[0] ?? '';
  };
  const tokens = await Promise.all(Array.from({ length: 5 }, token));
  expect(new Set(tokens).size).toBe(5);
  for (const one of tokens) expect(one).toMatch(/^[A-Za-z0-9]{32}$/);
  const stored = JSON.stringify(await rows(db, sql`SELECT * FROM access.sessions`));
  for (const one of tokens) expect(stored).not.toContain(one);
});

test('a wrong password and an unknown e-mail address get the same response', async () => {
  const wrong = await signIn(officer.email, 'ไม่ใช่รหัสนี้แน่นอน');
  const unknown = await signIn('nobody@ess.example', officer.password);
  expect(wrong.statusCode).toBe(401);
  expect(wrong.json()).toMatchObject({ code: 'access/wrong-credentials', status: 401 });
  expect(unknown.statusCode).toBe(wrong.statusCode);
  expect(unknown.body).toBe(wrong.body);
  expect(Object.keys(unknown.headers).sort()).toEqual(Object.keys(wrong.headers).sort());
  expect(wrong.cookies).toEqual([]);
});

test.each([
  ['no e-mail address', { password: 'x' }],
  ['something other than text', { email: { a: 1 }, password: ['x'] }],
  ['a password that is too long', { email: 'officer@ess.example', password: 'x'.repeat(129) }],
])('%s is a bad request, not a failure', async (_, payload) => {
  const answer = await fastify.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'request/invalid' });
});

test('after signing out the session is invalid at once, also in the database', async () => {
  const headers = cookieHeader(await signIn(officer.email, officer.password));
  expect(await access.authenticate(headers, HERE)).toMatchObject({ userId: officerId });
  const out = await fastify.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { ...headers, ...ORIGIN } });
  expect(out.json()).toEqual({ success: true });
  expect(out.cookies.find(({ name }) => name === 'ess.session_token')).toMatchObject({ value: '', maxAge: 0 });
  expect(await access.authenticate(headers, HERE)).toBeUndefined();
  expect((await fastify.inject({ url: '/api/v1/me', headers })).json()).toMatchObject({ code: 'access/not-signed-in' });
  expect((await fastify.inject({ url: '/api/auth/get-session', headers })).json()).toBeNull();
  const elsewhere = await createAccessServer(db);
  expect(await elsewhere.access.authenticate(headers, HERE)).toBeUndefined();
});

test('signing out tells the browser to clear its storage, unless somebody’s unsent actions are there; the device cookie stays', async () => {
  const leave = async (payload?: object) => {
    const headers = cookieHeader(await signIn(officer.email, officer.password));
    return fastify.inject({
      method: 'POST',
      url: '/api/auth/sign-out',
      headers: { ...headers, ...ORIGIN },
      ...(payload && { payload }),
    });
  };
  for (const payload of [undefined, {}, { keepsUnsent: false }]) {
    const answer = await leave(payload);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['clear-site-data']).toBe('"storage"');
    // The browser stays known: guesses of strangers are counted separately.
    expect(answer.cookies.map(({ name }) => name)).not.toContain('ess.device');
  }
  const keeping = await leave({ keepsUnsent: true });
  expect(keeping.statusCode).toBe(200);
  expect(keeping.headers['clear-site-data']).toBeUndefined();
  expect((await leave({ keepsUnsent: 'x' })).statusCode).toBe(400);
});

test('another process notices a sign-out when its cached result is five seconds old', async () => {
  const elsewhere = await createAccessServer(db, { clock });
  const headers = cookieHeader(await signIn(officer.email, officer.password));
  expect(await elsewhere.access.authenticate(headers, HERE)).toBeDefined();
  await fastify.inject({ method: 'POST', url: '/api/auth/sign-out', headers });
  clock.turn(4_999);
  expect(await elsewhere.access.authenticate(headers, HERE)).toBeDefined();
  clock.turn(1);
  expect(await elsewhere.access.authenticate(headers, HERE)).toBeUndefined();
});

test('a session that is expired, tampered with or signed by another secret is not valid', async () => {
  const headers = cookieHeader(await signIn(officer.email, officer.password));
  const tampered = { cookie: headers.cookie.replace(/=(.)/, (_, first) => `=${first === 'a' ? 'b' : 'a'}`) };
  expect(await access.authenticate(tampered, HERE)).toBeUndefined();
  const otherSecret = await createAccessServer(db, { authSecret: 'n7'.repeat(20) });
  expect(await otherSecret.access.authenticate(headers, HERE)).toBeUndefined();
  await sql`UPDATE access.sessions SET expires_at = now() - interval '1 second'`.execute(db);
  expect(await access.authenticate(headers, HERE)).toBeUndefined();
  expect(await access.authenticate({ cookie: 'ess.session_token=%E0%A4%A; x' }, HERE)).toBeUndefined();
  expect(await access.authenticate({}, HERE)).toBeUndefined();
});

test('a membership whose last day is over permits nothing, also in an open session', async () => {
  const email = 'leaver@ess.example';
  const userId = await inTransaction(db, (work) => createPerson(work, { ...officer, email }, author));
  const lastDay = thaiDayOf(clock.now());
  const asked = { userId, agencyId: station, role: 'duty-officer', fromDate: lastDay, untilDate: lastDay } as const;
  await inTransaction(db, (work) => addMembership(work, asked, author));
  const headers = cookieHeader(await signIn(email, officer.password));
  expect((await access.authenticate(headers, HERE))?.permissions.has('incident:view')).toBe(true);
  clock.turn(24 * 3_600_000);
  expect(await access.authenticate(headers, HERE)).toMatchObject({ userId, memberships: [], permissions: new Set() });
});

test('another site can neither sign someone in nor out', async () => {
  const headers = cookieHeader(await signIn(officer.email, officer.password));
  const evil = { origin: 'https://evil.example' };
  const signedIn = await signIn(officer.email, officer.password, { ...headers, ...evil });
  expect(signedIn.json()).toMatchObject({ code: 'access/origin-refused', status: 403 });
  const firstTime = await signIn(officer.email, officer.password, {
    ...evil,
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
  });
  expect(firstTime.json()).toMatchObject({ code: 'access/origin-refused', status: 403 });
  const out = await fastify.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { ...headers, ...evil } });
  expect(out.statusCode).toBe(403);
  expect(await access.authenticate(headers, HERE)).toBeDefined();
});

test.each(['/api/auth/sign-up/email', '/api/auth/update-user', '/api/auth/delete-user', '/api/auth/sign-in/social'])(
  '%s is not available',
  async (url) => {
    const payload = { email: 'new@ess.example', password: 'ประตูสีเขียวบานเล็ก', name: 'ใคร' };
    const answer = await fastify.inject({ method: 'POST', url, payload });
    expect(answer.json()).toMatchObject({ code: 'request/not-found', status: 404 });
  },
);

test('sign-ins, refusals and sign-outs are audited, without the address that was tried', async () => {
  await fastify.inject({
    method: 'POST',
    url: '/api/auth/sign-out',
    headers: cookieHeader(await signIn(officer.email, officer.password)),
  });
  const [out, into] = await listEntriesOf(db, { kind: 'person', id: officerId });
  expect(out).toMatchObject({ action: 'access/sign-out', actorId: officerId, from: '127.0.0.1' });
  expect(into).toMatchObject({ action: 'access/sign-in', actorId: officerId });
  await signIn('tried@ess.example', 'something');
  const refused = await rows(
    db,
    sql<{ entry: string }>`SELECT e::text AS entry FROM audit.entries e WHERE action = 'access/refuse-sign-in'`,
  );
  expect(refused.length).toBeGreaterThan(0);
  expect(JSON.stringify(refused)).not.toContain('tried@');
});

test('a stored password is an argon2id hash', async () => {
  const [account] = await rows(
    db,
    sql<{ password: string }>`SELECT password FROM access.accounts WHERE user_id = ${officerId}`,
  );
  expect(account?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("of better-auth's routes three are exposed, and the second steps are ours", async () => {
  const { api } = createBetterAuth(db, config, createLog('silent'));
  const paths = Object.values(api).flatMap(({ path }) => (path === undefined ? [] : [`/api/auth${path}`]));
  expect(paths.length).toBeGreaterThan(20);
  const requests = paths.flatMap((path) => (['GET', 'POST'] as const).map((method) => ({ method, url: path })));
  const open: string[] = [];
  for (const { method, url } of requests) {
    const { statusCode, body } = await fastify.inject({ method, url, ...(method === 'POST' && { payload: {} }) });
    if (!(statusCode === 404 && body.includes('request/not-found'))) open.push(`${method} ${url}`);
  }
  expect(open.sort()).toEqual(['GET /api/auth/get-session', 'POST /api/auth/sign-in/email', 'POST /api/auth/sign-out']);
  const described = Object.keys(fastify.swagger().paths ?? {}).filter((path) => path.startsWith('/api/auth/'));
  expect(described.sort()).toEqual([
    '/api/auth/get-session',
    '/api/auth/sign-in/email',
    '/api/auth/sign-in/organisation',
    '/api/auth/sign-in/organisation/return',
    '/api/auth/sign-in/passkey',
    '/api/auth/sign-in/passkey/options',
    '/api/auth/sign-in/second-factor',
    '/api/auth/sign-in/second-factor/passkey-options',
    '/api/auth/sign-out',
  ]);
});
