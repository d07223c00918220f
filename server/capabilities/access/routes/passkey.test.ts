import { beforeAll, expect, test } from 'vitest';
import { caller, enter, makePerson, PASSWORD } from '#support/access-people';
import { cookieHeader, createAccessServer, createTurnableClock } from '#support/access-server';
import { createTestDatabase } from '#support/test-database';
import { createVirtualPasskey } from '#support/virtual-passkey';

const { db } = await createTestDatabase();
const clock = createTurnableClock();
const server = await createAccessServer(db, { clock, demonstration: false, publicUrl: 'https://ess.example' });
const station = '01900000-0000-7000-8000-000000000001';
const email = 'officer@ess.example';
const passkey = createVirtualPasskey('https://ess.example', 'ess.example');
const anybody = caller(server);
let officerId = '';
let passkeyId = '';

/** Starts a sign-in as the page does, to finish with a given response. */
async function signIn(answer: (options: { challenge: string }) => object) {
  const begun = await anybody.post('/api/auth/sign-in/passkey/options');
  return caller(server, cookieHeader(begun)).post('/api/auth/sign-in/passkey', answer(begun.json()));
}

beforeAll(async () => {
  officerId = await makePerson(db, { email, role: 'superintendent', agencyId: station }, clock.now());
  const { post } = caller(server, await enter(server, email));
  const options = (await post('/api/v1/me/passkeys/options')).json();
  expect(options).toMatchObject({
    rp: { id: 'ess.example' },
    authenticatorSelection: { userVerification: 'required' },
  });
  const stored = await post('/api/v1/me/passkeys', { name: 'โทรศัพท์', answer: passkey.enrol(options) });
  expect(stored.json().passkeys).toMatchObject([{ name: 'โทรศัพท์', lastUsedAt: null }]);
  passkeyId = stored.json().passkeys[0].id;
});

test('a passkey alone signs in, and counts as two factors', async () => {
  const opened = await signIn((options) => passkey.prove(options));
  expect(opened.json()).toMatchObject({ user: { id: officerId } });
  const { get } = caller(server, cookieHeader(opened));
  expect((await get('/api/v1/me')).json()).toMatchObject({ secondFactor: 'used' });
  const { sessions } = (await get('/api/v1/me/sessions')).json();
  expect(sessions.find(({ isThis }: { isThis: boolean }) => isThis)).toMatchObject({ signedInBy: 'passkey' });
});

test.each([
  ['from another site', { origin: 'https://ess.evil.example' }],
  ['without PIN, finger or face', { unverified: true }],
  ['whose use counter went back, as with a copy', { counter: 0 }],
])('an answer %s is refused', async (_, wrong) => {
  await signIn((options) => passkey.prove(options));
  const refused = await signIn((options) => passkey.prove(options, wrong));
  expect(refused.json()).toMatchObject({ code: 'access/passkey-refused', status: 401 });
  expect(refused.cookies).toEqual([]);
});

test('a response is valid once, for its own challenge, in its own browser', async () => {
  const begun = await anybody.post('/api/auth/sign-in/passkey/options');
  const answer = passkey.prove(begun.json());
  expect((await anybody.post('/api/auth/sign-in/passkey', answer)).statusCode).toBe(401);
  const browser = caller(server, cookieHeader(begun));
  expect((await browser.post('/api/auth/sign-in/passkey', answer)).statusCode).toBe(200);
  expect((await browser.post('/api/auth/sign-in/passkey', answer)).statusCode).toBe(401);
  expect((await signIn(() => answer)).statusCode).toBe(401);
  const late = await anybody.post('/api/auth/sign-in/passkey/options');
  clock.turn(300_000);
  const tooLate = await caller(server, cookieHeader(late)).post(
    '/api/auth/sign-in/passkey',
    passkey.prove(late.json()),
  );
  expect(tooLate.statusCode).toBe(401);
});

test("another key, and another person's, are refused", async () => {
  const strange = createVirtualPasskey('https://ess.example', 'ess.example');
  expect((await signIn((options) => strange.prove(options))).statusCode).toBe(401);
});

test('guessing passwords does not lock out the owner of a passkey', async () => {
  for (let guess = 0; guess < 11; guess++) await server.signIn(email, `guess ${guess}`);
  expect((await server.signIn(email, PASSWORD)).statusCode).toBe(429);
  expect((await signIn((options) => passkey.prove(options))).statusCode).toBe(200);
});

test('a passkey can re-authenticate and be renamed; once removed it is refused', async () => {
  const { get, post } = caller(server, cookieHeader(await signIn((options) => passkey.prove(options))));
  clock.turn(11 * 60_000);
  const remove = () => post(`/api/v1/me/passkeys/${passkeyId}/remove`);
  expect((await remove()).json()).toMatchObject({ code: 'access/re-authentication-needed' });
  const options = (await post('/api/v1/me/re-authenticate/passkey-options')).json();
  expect(options.allowCredentials).toHaveLength(1);
  const proved = await post('/api/v1/me/re-authenticate', { passkey: passkey.prove(options) });
  expect(proved.statusCode).toBe(200);
  const renamed = await post(`/api/v1/me/passkeys/${passkeyId}/rename`, { name: 'เครื่องเก่า' });
  expect(renamed.json().passkeys).toMatchObject([{ name: 'เครื่องเก่า' }]);
  expect((await remove()).json().passkeys).toEqual([]);
  expect((await remove()).json()).toMatchObject({ code: 'access/passkey-not-found' });
  expect((await get('/api/v1/me')).statusCode).toBe(200);
  expect((await signIn((asked) => passkey.prove(asked))).statusCode).toBe(401);
});
