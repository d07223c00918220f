import { createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { setUpPlatform } from '../test-platform.ts';

const platform = setUpPlatform({}, { loginChannel: { id: '2001', secret: 'login-secret' } });
const person = () => platform.simulator.phone('Nok').person;

async function post(path: string, form: Record<string, string>) {
  const response = await fetch(platform.simulator.url + path, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const check = (id_token: string, more = {}) => post('/oauth2/v2.1/verify', { id_token, client_id: '2001', ...more });

test('a token of this platform is verified, ES256 and HS256', async () => {
  for (const algorithm of ['ES256', 'HS256'] as const) {
    const token = platform.simulator.login.issueIdToken(person(), { algorithm, nonce: 'n-1' });
    expect(await check(token, { nonce: 'n-1', user_id: person().userId })).toMatchObject({
      status: 200,
      body: { iss: 'https://access.line.me', sub: person().userId, aud: '2001', nonce: 'n-1', name: 'Nok' },
    });
  }
});

test('the published key verifies the token without asking the platform', async () => {
  const [head = '', body = '', signature = ''] = platform.simulator.login.issueIdToken(person()).split('.');
  const certs = (await (await fetch(`${platform.simulator.url}/oauth2/v2.1/certs`)).json()) as {
    keys: { kid: string; kty: string; crv: string; x: string; y: string; alg: string }[];
  };
  const key = certs.keys.find((one) => one.kid === JSON.parse(Buffer.from(head, 'base64url').toString()).kid);
  expect(key).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256' });
  const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
  const bytes = [Buffer.from(`${head}.${body}`), Buffer.from(signature, 'base64url')] as const;
  expect(verify('sha256', bytes[0], { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes[1])).toBe(true);
});

test('every kind of wrong token has its own refusal', async () => {
  const { login } = platform.simulator;
  const refused = async (token: string, more = {}) => {
    const { status, body } = await check(token, more);
    expect([status, body.error]).toEqual([400, 'invalid_request']);
    return body.error_description;
  };
  const good = login.issueIdToken(person());
  const [head, body = '', signature] = good.split('.');
  const claims = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), sub: 'U0' };
  const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  expect(await refused(forged)).toBe('Invalid IdToken.');
  expect(await refused('x.y.z')).toBe('Invalid IdToken.');
  expect(await refused(login.issueIdToken(person(), { clientId: '9' }))).toBe('Invalid IdToken Audience.');
  expect(await refused(login.issueIdToken(person(), { issuer: 'https://x.example' }))).toBe('Invalid IdToken Issuer.');
  expect(await refused(good, { nonce: 'other' })).toBe('Invalid IdToken Nonce.');
  expect(await refused(good, { user_id: 'U1' })).toBe('Invalid IdToken Subject Identifier.');
  platform.clock.advance(3_600_000);
  expect(await refused(good)).toBe('IdToken expired.');
});

test('a stateless channel token works for 15 minutes', async () => {
  const { channelId, channelSecret } = platform.simulator.channel();
  const form = { grant_type: 'client_credentials', client_id: channelId, client_secret: channelSecret };
  const { body } = await post('/oauth2/v3/token', form);
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
  const headers = { authorization: `Bearer ${body.access_token}` };
  expect((await platform.call('GET', '/v2/bot/info', undefined, headers)).status).toBe(200);
  platform.clock.advance(900_000);
  expect((await platform.call('GET', '/v2/bot/info', undefined, headers)).status).toBe(401);
  expect((await post('/oauth2/v3/token', { ...form, client_secret: 'x' })).body.error).toBe('invalid_client');
});
