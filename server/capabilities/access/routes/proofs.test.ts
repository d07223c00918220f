import { expect, test } from 'vitest';
import { ROLES, type Role } from '#contract/permission';
import { getRow, rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { caller, enter, makePerson, PASSWORD } from '#support/access-people';
import { cookieHeader, createAccessServer, createTurnableClock } from '#support/access-server';
import { createTestDatabase } from '#support/test-database';
import { createVirtualPasskey } from '#support/virtual-passkey';
import { isPrivileged, PRIVILEGED_ROLES } from '../session-rules.ts';
import { countCredentialsChange, lockPerson } from '../store-people.ts';
import { stepOf, totpOf } from '../totp.ts';

const { db } = await createTestDatabase();
const clock = createTurnableClock();
const SITE = { clock, publicUrl: 'https://ess.example' };
const server = await createAccessServer(db, SITE);
const station = '01900000-0000-7000-8000-000000000001';
const NEW_PASSWORD = 'หน้าต่างสีเขียวสองบาน';
const MINUTE = 60_000;
let people = 0;

/** A person with a password, in a new session. */
async function someone(role: Role = 'duty-officer') {
  const email = `proof${people++}@ess.example`;
  const id = await makePerson(db, { email, role, agencyId: station }, clock.now());
  const cookie = await enter(server, email);
  return { email, id, cookie, ...caller(server, cookie) };
}
type Someone = Awaited<ReturnType<typeof someone>>;

/** Adds a passkey in this session. @returns the device and the recovery codes */
async function addPasskey({ post }: Pick<Someone, 'post'>) {
  const passkey = createVirtualPasskey('https://ess.example', 'ess.example');
  const options = (await post('/api/v1/me/passkeys/options')).json();
  const stored = await post('/api/v1/me/passkeys', { name: 'โทรศัพท์', answer: passkey.enrol(options) });
  expect(stored.statusCode).toBe(200);
  return { passkey, ...(stored.json() as { newRecoveryCodes: string[]; passkeys: { id: string }[] }) };
}

/** The first step by password. @returns the factors asked for, and functions for the second step */
async function firstStep(email: string, password = PASSWORD) {
  const first = await server.signIn(email, password);
  const { post } = caller(server, cookieHeader(first));
  const ask = () => post('/api/auth/sign-in/second-factor/passkey-options');
  return { asked: first.json(), ask, second: (proof: object) => post('/api/auth/sign-in/second-factor', proof) };
}
type Passkey = ReturnType<typeof createVirtualPasskey>;
const proveBy = async ({ post }: Pick<Someone, 'post'>, passkey: Passkey) => {
  const options = (await post('/api/v1/me/re-authenticate/passkey-options')).json();
  return post('/api/v1/me/re-authenticate', { passkey: passkey.prove(options) });
};
const keyBytes = (key: string) => {
  const bits = [...key.replaceAll(' ', '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};
/** Waits until a connection is blocked by a lock of another. */
async function someoneWaits(): Promise<void> {
  for (;;) {
    const { waiting } = await getRow(
      db,
      sql<{ waiting: number }>`SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (waiting > 0) return;
  }
}

test('with only a passkey enrolled the password is not enough: the passkey or a recovery code is required', async () => {
  const person = await someone();
  const { passkey, newRecoveryCodes } = await addPasskey(person);
  const { asked, ask, second } = await firstStep(person.email);
  expect(asked).toEqual({ secondFactor: ['passkey', 'recovery-code'] });
  expect((await second({ totp: '000000' })).json()).toMatchObject({ code: 'access/wrong-code' });
  const options = (await ask()).json();
  expect(options.allowCredentials).toHaveLength(1);
  const opened = await second({ passkey: passkey.prove(options) });
  expect(opened.json()).toMatchObject({ user: { id: person.id } });
  const { get } = caller(server, cookieHeader(opened));
  expect((await get('/api/v1/me')).json()).toMatchObject({ secondFactor: 'used' });
  const { sessions } = (await get('/api/v1/me/sessions')).json();
  expect(sessions[0]).toMatchObject({ signedInBy: 'password', secondFactor: true });
  const again = await firstStep(person.email);
  expect((await again.second({ recoveryCode: newRecoveryCodes[0] })).json()).toHaveProperty('user');
});

test('a passkey of somebody else, or a response to another challenge, is refused as the second step', async () => {
  const person = await someone();
  const other = await someone();
  const { passkey } = await addPasskey(person);
  const { passkey: strange } = await addPasskey(other);
  const { ask, second } = await firstStep(person.email);
  const refused = await second({ passkey: strange.prove((await ask()).json()) });
  expect(refused.json()).toMatchObject({ code: 'access/passkey-refused', status: 401 });
  expect(refused.cookies).toEqual([]);
  const answer = passkey.prove((await (await firstStep(person.email)).ask()).json());
  expect((await second({ passkey: answer })).json()).toMatchObject({ code: 'access/passkey-refused' });
  expect((await caller(server).post('/api/auth/sign-in/second-factor/passkey-options')).json()).toMatchObject({
    code: 'access/sign-in-again',
  });
});

test('a session opened by password alone can neither add nor remove anything once a passkey is enrolled', async () => {
  const owner = await someone();
  const thief = caller(server, await enter(server, owner.email));
  const begun = (await thief.post('/api/v1/me/totp/begin')).json();
  const options = (await thief.post('/api/v1/me/passkeys/options')).json();
  const { passkey, passkeys } = await addPasskey(owner);
  const [id] = passkeys.map((one) => one.id);
  const own = createVirtualPasskey('https://ess.example', 'ess.example');
  const actions: [string, object][] = [
    ['totp/begin', {}],
    ['totp/confirm', { totp: totpOf(keyBytes(begun.key), stepOf(clock.now())) }],
    ['totp/remove', {}],
    ['passkeys/options', {}],
    ['passkeys', { name: 'ของขโมย', answer: own.enrol(options) }],
    [`passkeys/${id}/remove`, {}],
    ['recovery-codes', {}],
    ['password', { password: NEW_PASSWORD, current: PASSWORD }],
    ['line-link/code', {}],
    ['sessions/end-others', { keepLinks: true }],
  ];
  for (const [path, body] of actions) {
    expect({ path, ...(await thief.post(`/api/v1/me/${path}`, body)).json() }).toMatchObject({
      path,
      code: 'access/re-authentication-needed',
    });
  }
  expect((await thief.get('/api/v1/me')).json()).toMatchObject({ reauthenticatedUntil: null });
  const byPassword = await thief.post('/api/v1/me/re-authenticate', { password: PASSWORD });
  expect(byPassword.json()).toMatchObject({ code: 'access/factor-asked', status: 403 });
  expect((await proveBy(thief, own)).json()).toMatchObject({ code: 'access/passkey-refused' });
  expect((await proveBy(thief, passkey)).statusCode).toBe(200);
  expect((await thief.get('/api/v1/me')).json()).toMatchObject({ secondFactor: 'used' });
  expect((await thief.post('/api/v1/me/totp/begin')).statusCode).toBe(200);
});

test('a recovery code can re-authenticate once, and a proof meanwhile does not end an enrolment', async () => {
  const person = await someone();
  const { newRecoveryCodes, passkey } = await addPasskey(person);
  clock.turn(11 * MINUTE);
  expect((await person.post('/api/v1/me/passkeys/options')).json()).toMatchObject({
    code: 'access/re-authentication-needed',
  });
  const proof = { recoveryCode: newRecoveryCodes[0] };
  expect((await person.post('/api/v1/me/re-authenticate', proof)).statusCode).toBe(200);
  expect((await person.post('/api/v1/me/re-authenticate', proof)).json()).toMatchObject({ code: 'access/wrong-code' });
  clock.turn(6 * MINUTE);
  const second = createVirtualPasskey('https://ess.example', 'ess.example');
  const options = (await person.post('/api/v1/me/passkeys/options')).json();
  clock.turn(4 * MINUTE);
  const enrolment = { name: 'เครื่องที่สอง', answer: second.enrol(options) };
  expect((await person.post('/api/v1/me/passkeys', enrolment)).json()).toMatchObject({
    code: 'access/re-authentication-needed',
  });
  expect((await proveBy(person, passkey)).statusCode).toBe(200);
  expect((await person.post('/api/v1/me/passkeys', enrolment)).json()).toMatchObject({ newRecoveryCodes: [] });
});

test('recovery codes are created with the first factor and deleted with the last', async () => {
  const person = await someone();
  const { newRecoveryCodes, passkeys } = await addPasskey(person);
  expect(new Set(newRecoveryCodes).size).toBe(10);
  expect((await addPasskey(person)).newRecoveryCodes).toEqual([]);
  const renewed = (await person.post('/api/v1/me/recovery-codes')).json().recoveryCodes as string[];
  expect(new Set([...renewed, ...newRecoveryCodes]).size).toBe(20);
  const left = async () => (await person.get('/api/v1/me/protection')).json();
  for (const { id } of (await left()).passkeys) {
    expect(await left()).toMatchObject({ recoveryCodes: 10 });
    await person.post(`/api/v1/me/passkeys/${id}/remove`);
  }
  expect(passkeys).toHaveLength(1);
  expect(await left()).toMatchObject({ passkeys: [], recoveryCodes: 0 });
  expect((await person.post('/api/v1/me/recovery-codes')).json()).toMatchObject({ code: 'access/totp-not-enrolled' });
  expect((await server.signIn(person.email, PASSWORD)).json()).toHaveProperty('user');
});

test('a new password requires the current one, or a recent proof by second factor', async () => {
  const person = await someone();
  const change = (body: object) => person.post('/api/v1/me/password', body);
  expect((await change({ password: NEW_PASSWORD })).json()).toMatchObject({ code: 'access/current-password-asked' });
  expect((await change({ password: NEW_PASSWORD, current: 'ไม่ใช่รหัสนี้แน่นอน' })).json()).toMatchObject({
    code: 'access/wrong-credentials',
  });
  expect((await change({ password: NEW_PASSWORD, current: PASSWORD })).json()).toEqual({ done: true });
  await addPasskey(person);
  expect((await change({ password: PASSWORD })).json()).toEqual({ done: true });
  clock.turn(11 * MINUTE);
  expect((await change({ password: NEW_PASSWORD, current: PASSWORD })).json()).toMatchObject({
    code: 'access/re-authentication-needed',
  });
});

test('the current password can be guessed ten times at most', async () => {
  const { post } = await someone();
  const guess = (current: string) => post('/api/v1/me/password', { password: NEW_PASSWORD, current });
  for (let tried = 0; tried < 10; tried++) expect((await guess(`guess ${tried}`)).statusCode).toBe(401);
  expect((await guess(PASSWORD)).json()).toMatchObject({ code: 'request/too-many' });
});

test('a password link does not bypass a passkey', async () => {
  const owner = await someone();
  const { passkey } = await addPasskey(owner);
  const administrator = await someone('administrator');
  const { link } = (await administrator.post(`/api/v1/people/${owner.id}/password-link`)).json();
  const token = link.split('#')[1];
  const set = await caller(server).post('/api/v1/password-links/use', { token, password: NEW_PASSWORD });
  expect(set.json()).toEqual({ email: owner.email });
  const { asked, ask, second } = await firstStep(owner.email, NEW_PASSWORD);
  expect(asked).toEqual({ secondFactor: ['passkey', 'recovery-code'] });
  expect((await second({ passkey: passkey.prove((await ask()).json()) })).statusCode).toBe(200);
});

test.each([
  [
    'the password is changed',
    (owner: Someone) => owner.post('/api/v1/me/password', { password: NEW_PASSWORD, current: PASSWORD }),
  ],
  ['a passkey is added', (owner: Someone) => addPasskey(owner)],
  ['the person signs out everywhere', (owner: Someone) => owner.post('/api/v1/me/sessions/end-others')],
])('a sign-in between its steps must start again when %s', async (_, change) => {
  const owner = await someone();
  const { newRecoveryCodes } = await addPasskey(owner);
  const { ask, second } = await firstStep(owner.email);
  expect((await change(owner)) !== undefined).toBe(true);
  expect((await second({ recoveryCode: newRecoveryCodes[1] })).json()).toMatchObject({ code: 'access/sign-in-again' });
  expect((await ask()).json()).toMatchObject({ code: 'access/sign-in-again' });
});

test('two at once: a factor added in one session is required by an action already running in another', async () => {
  const owner = await someone();
  const thief = caller(server, await enter(server, owner.email));
  const { key } = (await thief.post('/api/v1/me/totp/begin')).json();
  let confirming: ReturnType<Someone['post']> | undefined;
  await inTransaction(db, async (work) => {
    await lockPerson(work.tx, owner.id);
    const totp = totpOf(keyBytes(key), stepOf(clock.now()));
    // The route has found the session proved; its transaction now waits for this one.
    confirming = thief.post('/api/v1/me/totp/confirm', { totp });
    void confirming.then(() => undefined);
    await someoneWaits();
    await sql`INSERT INTO access.passkeys (id, user_id, credential_id, public_key, counter, transports, name, created_at)
      VALUES (${crypto.randomUUID()}, ${owner.id}, 'another', '\\x00', 0, '{}', 'เครื่องเจ้าของ', now())`.execute(work.tx);
    await countCredentialsChange(work.tx, owner.id);
  });
  expect((await confirming)?.json()).toMatchObject({ code: 'access/re-authentication-needed' });
  const confirmed = await rows(
    db,
    sql`SELECT 1 FROM access.totp_keys WHERE user_id = ${owner.id} AND confirmed_at IS NOT NULL`,
  );
  expect(confirmed).toEqual([]);
});

test('two at once: a password changed during a sign-in opens no session', async () => {
  const owner = await someone();
  let opening: ReturnType<typeof server.signIn> | undefined;
  await inTransaction(db, async (work) => {
    await lockPerson(work.tx, owner.id);
    opening = server.signIn(owner.email, PASSWORD);
    void opening.then(() => undefined);
    await someoneWaits();
    await countCredentialsChange(work.tx, owner.id);
  });
  const answer = await opening;
  expect(answer?.json()).toMatchObject({ code: 'access/sign-in-again', status: 401 });
  expect(answer?.cookies).toEqual([]);
});

test('two at once: two sessions that remove the last two factors leave no invalid proof behind', async () => {
  const owner = await someone();
  const { passkey, passkeys } = await addPasskey(owner);
  const opened = await firstStep(owner.email);
  const entered = await opened.second({ passkey: passkey.prove((await opened.ask()).json()) });
  const other = caller(server, cookieHeader(entered));
  const [id] = passkeys.map((one) => one.id);
  const answers = await Promise.all([owner, other].map(({ post }) => post(`/api/v1/me/passkeys/${id}/remove`)));
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404]);
});

test('roles that export, unmask or take over are privileged, according to the table of permissions', () => {
  const may = (role: Role, permission: string) => (ROLES[role] as readonly string[]).includes(permission);
  for (const role of Object.keys(ROLES) as Role[]) {
    const privileged = ['incident:export', 'incident:unmask', 'incident:take-over', 'account:manage', 'case:approve'];
    if (privileged.some((permission) => may(role, permission)))
      expect([role, isPrivileged([role])]).toEqual([role, true]);
  }
  expect(PRIVILEGED_ROLES).toEqual(
    expect.arrayContaining([
      'centre-191',
      'duty-officer',
      'superintendent',
      'national-desk',
      'administrator',
      'analyst',
    ]),
  );
  const ordinary = (Object.keys(ROLES) as Role[]).filter((role) => !isPrivileged([role]));
  const expected = ['caseworker', 'eef-officer', 'guest', 'outreach-officer', 'outreach-partner', 'patrol'];
  expect(ordinary.sort()).toEqual([
    'amphoe-volunteer-leader',
    ...expected,
    ...['service-provider', 'service-supervisor', 'volunteer', 'volunteer-leader'],
  ]);
});

test('in production the 191 centre may do nothing before a second factor; a demonstration requires none', async () => {
  const production = await createAccessServer(db, { ...SITE, demonstration: false });
  const { email } = await someone('centre-191');
  const { get } = caller(production, await enter(production, email));
  expect((await get('/api/v1/me')).json()).toMatchObject({ secondFactor: 'needed', permissions: [] });
  const demonstration = caller(server, await enter(server, email));
  expect((await demonstration.get('/api/v1/me')).json().permissions).toContain('incident:take-over');
});
