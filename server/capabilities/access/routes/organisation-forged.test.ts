import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows, sql } from '#platform/database/database';
import { caller, makePerson } from '#support/access-people';
import { cookieHeader, createAccessServer } from '#support/access-server';
import { createTestDatabase } from '#support/test-database';

// A provider that issues any token a test wants, as an attacker might.
const { db } = await createTestDatabase();
const email = 'known@ess.example';
const CLIENT = { clientId: 'ess', clientSecret: 'k3Vq9Zt7Lw2Xc8Rb5Nm1Yp6Hd4Jf0GsA' };
const [own, strange] = [aKey(), aKey()];
let token: (nonce: string) => string = () => '';
let nonce = '';

const provider = createServer((request, response) => {
  const answer = (body: object) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  };
  if (request.url === '/.well-known/openid-configuration') {
    return answer({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    });
  }
  if (request.url === '/keys') {
    return answer({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' }] });
  }
  return answer({ access_token: 'access', token_type: 'Bearer', id_token: token(nonce) });
}).listen(0, '127.0.0.1');
await once(provider, 'listening');
const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
afterAll(() => void provider.close());
const server = await createAccessServer(db, { organisation: { name: 'หน่วยงานสมมติ', issuer, ...CLIENT } });

beforeAll(async () => {
  const agencyId = '01900000-0000-7000-8000-000000000001';
  await makePerson(db, { email, role: 'duty-officer', agencyId });
});

function aKey() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A valid token, with the changes of a test. */
function aToken(
  other: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  key: KeyObject = own.privateKey,
) {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer,
    aud: CLIENT.clientId,
    sub: 'person-1',
    iat: now,
    exp: now + 300,
    nonce,
    email,
    email_verified: true,
  };
  const text = `${part({ alg: 'RS256', kid: 'own', ...header })}.${part({ ...claims, ...other })}`;
  if (header.alg === 'none') return `${text}.`;
  if (header.alg === 'HS256')
    return `${text}.${createHmac('sha256', CLIENT.clientSecret).update(text).digest('base64url')}`;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}

async function signInWith(made: () => string): Promise<{ location: string; cookies: number }> {
  const begun = await caller(server).get('/api/auth/sign-in/organisation');
  const asked = new URL(String(begun.headers.location)).searchParams;
  nonce = asked.get('nonce') ?? '';
  token = made;
  const back = `/api/auth/sign-in/organisation/return?code=any&state=${asked.get('state')}`;
  const answer = await caller(server, cookieHeader(begun)).get(back);
  const opened = answer.cookies.filter(({ name, value }) => name.endsWith('session_token') && value !== '');
  return { location: String(answer.headers.location), cookies: opened.length };
}

test('a valid token signs in', async () => {
  expect(await signInWith(() => aToken())).toEqual({ location: '/console/', cookies: 1 });
  // The provider's tokens are used once and not stored.
  const [stored] = await rows(
    db,
    sql`SELECT count(*)::int AS count FROM access.accounts WHERE coalesce(access_token, refresh_token, id_token) IS NOT NULL`,
  );
  expect(stored).toEqual({ count: 0 });
});

test.each<[string, () => string]>([
  ['signed by another key', () => aToken({}, {}, strange.privateKey)],
  ['not signed', () => aToken({}, { alg: 'none' })],
  ['signed by our shared secret instead of its key', () => aToken({}, { alg: 'HS256' })],
  ['changed after it was signed', () => aToken().replace(/\.[^.]+\./, `.${aToken({ sub: 'other' }).split('.')[1]}.`)],
  ['of another issuer', () => aToken({ iss: 'https://other.example' })],
  ['for another client', () => aToken({ aud: 'somebody-else' })],
  ['for several clients, without the authorised party', () => aToken({ aud: [CLIENT.clientId, 'somebody-else'] })],
  ['that has expired', () => aToken({ exp: Math.floor(Date.now() / 1000) - 3600 })],
  ['of another sign-in', () => aToken({ nonce: 'of-another-sign-in' })],
  ['without a nonce', () => aToken({ nonce: undefined })],
  ['without a person', () => aToken({ sub: undefined })],
])('a token %s is refused', async (_, made) => {
  const answer = await signInWith(made);
  expect(answer).toEqual({ location: '/console/sign-in?problem=access%2Forganisation-refused', cookies: 0 });
});

test.each([
  [['pwd', 'mfa'], 'used'],
  [['pwd'], 'none'],
  [undefined, 'none'],
])('how strongly the provider asked (%s) is what counts as a second factor: %s', async (amr, secondFactor) => {
  const begun = await caller(server).get('/api/auth/sign-in/organisation');
  const asked = new URL(String(begun.headers.location)).searchParams;
  nonce = asked.get('nonce') ?? '';
  token = () => aToken({ amr });
  const back = `/api/auth/sign-in/organisation/return?code=any&state=${asked.get('state')}`;
  const answer = await caller(server, cookieHeader(begun)).get(back);
  const me = (await caller(server, cookieHeader(answer)).get('/api/v1/me')).json();
  expect(me.secondFactor).toBe(secondFactor);
});
