import { expect, test } from 'vitest';
import { listEntriesOf } from '#capabilities/audit';
import { rows, sql } from '#platform/database/database';
import { caller, enter, makePerson, PASSWORD, together } from '#support/access-people';
import { cookieHeader, createAccessServer, createTurnableClock } from '#support/access-server';
import { createTestDatabase } from '#support/test-database';
import { stepOf, totpOf } from '../totp.ts';

const { db } = await createTestDatabase();
const clock = createTurnableClock();
const server = await createAccessServer(db, { clock });
const production = await createAccessServer(db, { clock, demonstration: false });
const station = '01900000-0000-7000-8000-000000000001';
const STEP = 30_000;
let people = 0;
const newPerson = async (role: 'duty-officer' | 'superintendent' | 'patrol' = 'duty-officer') => {
  const email = `officer${people++}@ess.example`;
  return { email, id: await makePerson(db, { email, role, agencyId: station }, clock.now()) };
};
const keyBytes = (key: string) => {
  const bits = [...key.replaceAll(' ', '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

/** Enrols an authenticator app for this person. */
async function enrol(cookie: { cookie: string }, on = server) {
  const { post } = caller(on, cookie);
  const { uri, qrSvg, key } = (await post('/api/v1/me/totp/begin')).json();
  expect(uri).toContain(key.replaceAll(' ', ''));
  expect(qrSvg).toMatch(/^<svg /);
  const code = () => totpOf(keyBytes(key), stepOf(clock.now()));
  const confirmed = await post('/api/v1/me/totp/confirm', { totp: code() });
  expect(confirmed.statusCode).toBe(200);
  clock.turn(STEP);
  return { code, recoveryCodes: confirmed.json().recoveryCodes as string[] };
}
/** The first step: a cookie that is not a session yet. */
async function firstStep(email: string, on = server) {
  const first = await on.signIn(email, PASSWORD);
  expect(first.json()).toEqual({ secondFactor: ['totp', 'recovery-code'] });
  expect(first.cookies.map(({ name }) => name)).toEqual(['ess.step']);
  const cookie = cookieHeader(first);
  return { cookie, second: (payload: object) => caller(on, cookie).post('/api/auth/sign-in/second-factor', payload) };
}

test('with an app enrolled a password is not enough; a code is, once', async () => {
  const { email, id } = await newPerson();
  const { code } = await enrol(await enter(server, email));
  const { cookie, second } = await firstStep(email);
  expect((await caller(server, cookie).get('/api/v1/me')).statusCode).toBe(401);
  const used = code();
  const opened = await second({ totp: used });
  expect(opened.json()).toMatchObject({ user: { id } });
  const me = (await caller(server, cookieHeader(opened)).get('/api/v1/me')).json();
  expect(me).toMatchObject({ email, secondFactor: 'used' });
  const again = await firstStep(email);
  expect((await again.second({ totp: used })).json()).toMatchObject({ code: 'access/wrong-code' });
  expect((await second({ totp: code() })).json()).toMatchObject({ code: 'access/sign-in-again' });
  const actions = (await listEntriesOf(db, { kind: 'person', id })).map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(['access/enrol-totp', 'access/sign-in']));
});

test('a wrong code may be tried again, five times; then the sign-in starts again', async () => {
  const { email } = await newPerson();
  const { code } = await enrol(await enter(server, email));
  const { second } = await firstStep(email);
  expect((await second({ totp: '000000' })).json()).toMatchObject({ code: 'access/wrong-code', status: 401 });
  expect((await second({ totp: code() })).statusCode).toBe(200);
  const next = await firstStep(email);
  for (let tried = 0; tried < 5; tried++) await next.second({ totp: '000000' });
  clock.turn(STEP);
  expect((await next.second({ totp: code() })).json()).toMatchObject({ code: 'access/sign-in-again' });
});

test('codes can be guessed ten times at most, and a recovery code still works', async () => {
  const { email } = await newPerson();
  const { code, recoveryCodes } = await enrol(await enter(server, email));
  for (let round = 0; round < 2; round++) {
    const { second } = await firstStep(email);
    for (let tried = 0; tried < 5; tried++) await second({ totp: '000000' });
  }
  const { second } = await firstStep(email);
  expect((await second({ totp: code() })).json()).toMatchObject({ code: 'request/too-many' });
  expect((await second({ recoveryCode: recoveryCodes[0] })).statusCode).toBe(200);
});

test('each recovery code works once, however it is typed, and none can be read in the database', async () => {
  const { email, id } = await newPerson();
  const { recoveryCodes } = await enrol(await enter(server, email));
  const [code = ''] = recoveryCodes;
  const typed = code.toLowerCase().replaceAll('-', ' ');
  expect((await (await firstStep(email)).second({ recoveryCode: typed })).statusCode).toBe(200);
  expect((await (await firstStep(email)).second({ recoveryCode: code })).json().code).toBe('access/wrong-code');
  const cookie = together(cookieHeader(await (await firstStep(email)).second({ recoveryCode: recoveryCodes[1] })));
  const { get, post } = caller(server, cookie);
  expect((await get('/api/v1/me/protection')).json()).toMatchObject({ totp: true, recoveryCodes: 8 });
  const renewed = (await post('/api/v1/me/recovery-codes')).json().recoveryCodes as string[];
  expect(new Set([...renewed, ...recoveryCodes]).size).toBe(20);
  expect((await (await firstStep(email)).second({ recoveryCode: recoveryCodes[2] })).json().code).toBe(
    'access/wrong-code',
  );
  const stored = JSON.stringify(await rows(db, sql`SELECT code_hash FROM access.recovery_codes WHERE user_id = ${id}`));
  for (const one of renewed) expect(stored).not.toContain(one.replaceAll('-', ''));
});

test('sensitive actions require a proof of the last ten minutes, by password or code', async () => {
  const { email } = await newPerson();
  const cookie = await enter(server, email);
  const { get, post } = caller(server, cookie);
  expect((await get('/api/v1/me')).json().reauthenticatedUntil).not.toBeNull();
  clock.turn(10 * 60_000);
  expect((await post('/api/v1/me/totp/begin')).json()).toMatchObject({ code: 'access/re-authentication-needed' });
  expect((await get('/api/v1/me')).json().reauthenticatedUntil).toBeNull();
  const wrong = await post('/api/v1/me/re-authenticate', { password: 'ไม่ใช่รหัสนี้แน่นอน' });
  expect(wrong.json()).toMatchObject({ code: 'access/wrong-credentials' });
  expect((await post('/api/v1/me/re-authenticate', { password: PASSWORD })).statusCode).toBe(200);
  const { code } = await enrol(cookie);
  clock.turn(11 * 60_000);
  expect((await post('/api/v1/me/totp/remove')).json()).toMatchObject({ code: 'access/re-authentication-needed' });
  expect((await post('/api/v1/me/re-authenticate', { totp: code() })).statusCode).toBe(200);
  expect((await post('/api/v1/me/totp/remove')).json()).toEqual({ done: true });
  expect((await server.signIn(email, PASSWORD)).json()).toHaveProperty('user');
});

test('guessing the password in an open session is limited as well', async () => {
  const { email } = await newPerson();
  const { post } = caller(server, await enter(server, email));
  const guess = (password: string) => post('/api/v1/me/re-authenticate', { password });
  for (let tried = 0; tried < 10; tried++) expect((await guess(`guess ${tried}`)).statusCode).toBe(401);
  expect((await guess(PASSWORD)).json()).toMatchObject({ code: 'request/too-many' });
});

test('in production a privileged role without a second factor may only enrol one', async () => {
  const { email } = await newPerson('superintendent');
  const cookie = await enter(production, email);
  const { get } = caller(production, cookie);
  expect((await get('/api/v1/me')).json()).toMatchObject({ secondFactor: 'needed', permissions: [], memberships: [] });
  expect((await get(`/api/v1/agencies/${station}/people`)).json()).toMatchObject({
    code: 'access/second-factor-needed',
    status: 403,
  });
  expect((await get('/api/v1/me/protection')).json()).toMatchObject({ secondFactorRequired: true, totp: false });
  await enrol(cookie, production);
  const me = (await get('/api/v1/me')).json();
  expect(me).toMatchObject({ secondFactor: 'used' });
  expect(me.permissions).toContain('incident:view');
  const officer = await newPerson('patrol');
  const ordinary = caller(production, await enter(production, officer.email));
  expect((await ordinary.get('/api/v1/me')).json()).toMatchObject({ secondFactor: 'none' });
  const demonstration = caller(server, await enter(server, (await newPerson('superintendent')).email));
  expect((await demonstration.get('/api/v1/me')).json().permissions).toContain('incident:view');
});

test('a key cannot be read in the database, and a new enrolment cannot replace one in use', async () => {
  const { email, id } = await newPerson();
  const cookie = await enter(server, email);
  const { key } = (await caller(server, cookie).post('/api/v1/me/totp/begin')).json();
  const stored = JSON.stringify(await rows(db, sql`SELECT key_sealed FROM access.totp_keys WHERE user_id = ${id}`));
  expect(stored).not.toContain(keyBytes(key).toString('base64url'));
  await enrol(cookie);
  expect((await caller(server, cookie).post('/api/v1/me/totp/begin')).json()).toMatchObject({
    code: 'access/totp-in-use',
  });
});
