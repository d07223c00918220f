import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { caller, makePerson } from '#support/access-people';
import { cookieHeader, createAccessServer } from '#support/access-server';
import { createTestDatabase } from '#support/test-database';

const { db } = await createTestDatabase();
const station = '01900000-0000-7000-8000-000000000001';
const RETURN = 'http://127.0.0.1:4400/api/auth/sign-in/organisation/return';
/** People of the organisation by their user name there. */
const PEOPLE: Record<string, { email: string; email_verified: boolean }> = {
  known: { email: 'Known@ess.example', email_verified: true },
  stranger: { email: 'stranger@ess.example', email_verified: true },
  claimed: { email: 'known@ess.example', email_verified: false },
};

/** A real OpenID provider with a sign-in page; its issuer is its own address. */
const provider = await (async () => {
  const placeholder = new Provider('http://127.0.0.1');
  const probe = placeholder.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  const issuer = `http://127.0.0.1:${port}`;
  const real = new Provider(issuer, {
    clients: [{ client_id: 'ess', client_secret: 'secret-of-this-test-0123456789', redirect_uris: [RETURN] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['keys-of-this-test'] },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ sub, ...PEOPLE[sub] }) }),
  });
  const listening = real.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  return { issuer, stop: () => new Promise((done) => listening.close(done)) };
})();
afterAll(() => provider.stop());

const organisation = {
  name: 'หน่วยงานสมมติ',
  issuer: provider.issuer,
  clientId: 'ess',
  clientSecret: 'secret-of-this-test-0123456789',
};
const server = await createAccessServer(db, { organisation });

beforeAll(async () => {
  await makePerson(db, { email: 'known@ess.example', role: 'duty-officer', agencyId: station });
});

/** Goes through the provider's pages like a browser of this person. @returns the redirect address at the end */
async function walk(start: string, name: string): Promise<string> {
  const jar = new Map<string, string>();
  const go = async (url: string, form?: Record<string, string>) => {
    const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(key, value);
    }
    return answer;
  };
  let at = start;
  for (let step = 0; step < 12; step++) {
    if (at.startsWith(RETURN)) return at;
    const answer = await go(at);
    const to = answer.headers.get('location');
    if (to) {
      at = new URL(to, at).href;
      continue;
    }
    const page = await answer.text();
    const form: Record<string, string> = page.includes('name="login"')
      ? { prompt: 'login', login: name, password: 'any' }
      : { prompt: 'consent' };
    at = new URL((await go(at, form)).headers.get('location') ?? '', at).href;
  }
  throw new Error('the provider did not send the browser back');
}

async function begin() {
  const begun = await caller(server).get('/api/auth/sign-in/organisation');
  return { url: String(begun.headers.location), cookie: cookieHeader(begun) };
}
const finish = (back: string, cookie = {}) => caller(server, cookie).get(back.replace('http://127.0.0.1:4400', ''));

test('a person with an account for the verified address is signed in', async () => {
  expect((await caller(server).get('/api/v1/sign-in-methods')).json()).toEqual({
    passkey: true,
    organisation: 'หน่วยงานสมมติ',
  });
  const { url, cookie } = await begin();
  expect(url).toMatch(/code_challenge_method=S256/);
  const back = await walk(url, 'known');
  const opened = await finish(back, cookie);
  expect(opened.headers.location).toBe('/console/');
  const { get } = caller(server, cookieHeader(opened));
  expect((await get('/api/v1/me')).json()).toMatchObject({ email: 'known@ess.example', secondFactor: 'none' });
  expect((await get('/api/v1/me/sessions')).json().sessions[0]).toMatchObject({ signedInBy: 'organisation' });
  expect((await finish(back, cookie)).headers.location).toContain('problem=access%2Forganisation-refused');
});

test.each([
  ['who was never invited', 'stranger'],
  ['whose address is not verified by the organisation', 'claimed'],
])('somebody %s does not get in, and no account is made', async (_, name) => {
  const { url, cookie } = await begin();
  const answer = await finish(await walk(url, name), cookie);
  expect(answer.headers.location).toBe('/console/sign-in?problem=access%2Fnot-invited');
  expect(answer.cookies).toEqual([]);
});

test('another browser, another response and another state are refused', async () => {
  const refused = '/console/sign-in?problem=access%2Forganisation-refused';
  const first = await begin();
  const back = await walk(first.url, 'known');
  expect((await finish(back)).headers.location).toBe(refused);
  expect((await finish(back, (await begin()).cookie)).headers.location).toBe(refused);
  const third = await begin();
  const other = new URL(await walk(third.url, 'known'));
  other.searchParams.set('code', 'made-up');
  expect((await finish(other.href, third.cookie)).headers.location).toBe(refused);
});

test('without an organisation there is no such sign-in', async () => {
  const bare = await createAccessServer(db);
  expect((await caller(bare).get('/api/auth/sign-in/organisation')).statusCode).toBe(404);
  expect((await caller(bare).get('/api/v1/sign-in-methods')).json()).toEqual({ passkey: true, organisation: null });
});
