import { connect } from 'node:net';
import type { InjectOptions } from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { problemSchema } from '#contract/problem';
import { createTestDatabase } from '#support/test-database';
import { createLog } from '../log.ts';
import { createHttpServer } from './http-server.ts';
import { registerRoutes } from './register-routes.ts';
import { LIMITS, type Limits } from './request-limits.ts';
import { type Caller, routeTable } from './route.ts';
import { transactFor } from './transact-for.ts';

const { db } = await createTestDatabase();
const { get, post } = routeTable<Caller>();

type Hold = { until: Promise<void>; release(): void; inside: number };
function hold(): Hold {
  let release = () => {};
  const until = new Promise<void>((resume) => {
    release = resume;
  });
  return { until, release, inside: 0 };
}

/** A server with a reading, an acting and a slow route, for whoever the header `account` names. */
async function aServer(change: { limits?: Partial<Limits>; publicUrl?: string } = {}) {
  let at = Date.parse('2026-11-21T02:00:00Z');
  const clock = { elapsed: () => at };
  const { publicUrl = 'http://127.0.0.1:3000' } = change;
  const limits = { ...LIMITS, ...change.limits };
  const fastify = await createHttpServer(createLog('silent'), {
    publicUrl,
    mapOrigins: [],
    trustProxy: true,
    clock,
    limits,
  });
  const held = hold();
  const audit = { nothingPersonal: 'a test' } as const;
  const line = { permission: 'signed-in', answer: z.object({}), summary: 'x' } as const;
  registerRoutes(
    fastify,
    {
      transact: transactFor({ service: db, user: db }, () => ({})),
      authenticate: async ({ account }: { account?: string }) =>
        account ? { userId: account, name: '', permissions: new Set() } : undefined,
      recordView: async () => {},
      hasRecordedAction: () => true,
      checkProof: async () => {},
    } as unknown as Parameters<typeof registerRoutes<Caller>>[1],
    [
      get({ ...line, audit, path: '/api/v1/read', run: async () => ({}) }),
      post({
        ...line,
        path: '/api/v1/action',
        body: z.object({}).nullish(),
        run: async () => ({}),
      }),
      get({
        ...line,
        audit,
        hashesPassword: true,
        path: '/api/v1/hash',
        async run() {
          held.inside += 1;
          await held.until;
          return {};
        },
      }),
      get({
        ...line,
        audit,
        path: '/api/v1/slow',
        async run() {
          held.inside += 1;
          await held.until;
          return {};
        },
      }),
    ] as Parameters<typeof registerRoutes<Caller>>[2],
  );
  fastify.get('/healthz', { config: { isNeverLimited: true } }, async () => ({}));
  onTestFinished(async () => {
    held.release();
    await fastify.close();
  });
  const ask = async (url: string, headers: Record<string, string> = {}, more: InjectOptions = {}) => {
    const answer = await fastify.inject({ url, headers: { account: 'somjai', ...headers }, ...more });
    const code = answer.statusCode < 400 ? 'ok' : problemSchema.parse(answer.json()).code;
    return { code, answer };
  };
  const action = (headers: Record<string, string> = {}, more: InjectOptions = {}) =>
    ask('/api/v1/action', headers, { method: 'POST', ...more });
  return { fastify, ask, action, held, turn: (ms: number) => (at += ms) };
}
const times = <Result>(count: number, run: () => Promise<Result>) => Promise.all(Array.from({ length: count }, run));

test('an account that asks too fast is given a time to wait, may go on after it, and delays nobody else', async () => {
  const { ask, turn } = await aServer({ limits: { account: { burst: 3, perSecond: 0.5 } } });
  expect((await times(3, () => ask('/api/v1/read'))).map(({ code }) => code)).toEqual(['ok', 'ok', 'ok']);
  const refused = await ask('/api/v1/read');
  expect(refused.code).toBe('request/too-many');
  expect(refused.answer.statusCode).toBe(429);
  expect(refused.answer.headers['retry-after']).toBe('2');
  expect((await ask('/api/v1/read', { account: 'pracha' })).code).toBe('ok');
  turn(2000);
  expect((await ask('/api/v1/read')).code).toBe('ok');
  expect((await ask('/api/v1/read')).code).toBe('request/too-many');
});

test('actions are limited more strictly than reads', async () => {
  const { ask, action } = await aServer({ limits: { accountActions: { burst: 2, perSecond: 1 } } });
  expect((await times(3, () => action())).map(({ code }) => code).toSorted()).toEqual(['ok', 'ok', 'request/too-many']);
  expect((await ask('/api/v1/read')).code).toBe('ok');
});

test('an address that asks too fast is refused before anything is looked up; who asks whether we live never is', async () => {
  const { ask } = await aServer({ limits: { address: { burst: 2, perSecond: 1 } } });
  const from = (address: string) => ({ account: '', 'x-forwarded-for': address });
  const codes = (await times(4, () => ask('/api/v1/read', from('203.0.113.7')))).map(({ code }) => code);
  expect(codes.filter((code) => code === 'request/too-many')).toHaveLength(2);
  expect((await ask('/api/v1/read', { 'x-forwarded-for': '203.0.113.8' })).code).toBe('ok');
  expect((await times(20, () => ask('/healthz', from('203.0.113.7')))).every(({ code }) => code === 'ok')).toBe(true);
  // One household's IPv6 addresses count as one.
  await times(2, () => ask('/api/v1/read', from('2001:db8:1:2::1')));
  expect((await ask('/api/v1/read', from('2001:db8:1:2:ffff::9'))).code).toBe('request/too-many');
  expect((await ask('/api/v1/read', from('2001:db8:1:3::1'))).code).not.toBe('request/too-many');
});

test('side by side: one account can’t take all places, all together are refused as overloaded, and slots come back', async () => {
  const { ask, held } = await aServer({ limits: { accountAtOnce: 2, atOnce: 3 } });
  const slow = [ask('/api/v1/slow'), ask('/api/v1/slow')];
  await expect.poll(() => held.inside).toBe(2);
  expect((await ask('/api/v1/read')).code).toBe('request/too-many');
  const third = ask('/api/v1/slow', { account: 'pracha' });
  await expect.poll(() => held.inside).toBe(3);
  const busy = await ask('/api/v1/read', { account: 'nok' });
  expect(busy.code).toBe('server/overloaded');
  expect(busy.answer.statusCode).toBe(503);
  expect(busy.answer.headers['retry-after']).toBe('1');
  expect((await ask('/healthz')).code).toBe('ok');
  held.release();
  await Promise.all([...slow, third]);
  await expect.poll(async () => (await ask('/api/v1/read')).code).toBe('ok');
});

test('only so many passwords are hashed side by side, and everything else goes on meanwhile', async () => {
  const { ask, held } = await aServer({ limits: { signInsAtOnce: 2 } });
  const hashing = [ask('/api/v1/hash'), ask('/api/v1/hash', { account: 'pracha' })];
  await expect.poll(() => held.inside).toBe(2);
  expect((await ask('/api/v1/hash', { account: 'nok' })).code).toBe('server/overloaded');
  expect((await ask('/api/v1/read', { account: 'nok' })).code).toBe('ok');
  held.release();
  expect((await Promise.all(hashing)).map(({ code }) => code)).toEqual(['ok', 'ok']);
});

test.each([
  ['another site, says the browser', { 'sec-fetch-site': 'cross-site' }, 'access/origin-refused'],
  ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }, 'access/origin-refused'],
  ['an address typed by hand', { 'sec-fetch-site': 'none' }, 'access/origin-refused'],
  ['another site, by its origin', { origin: 'https://evil.example' }, 'access/origin-refused'],
  ['a page without origin', { origin: 'null' }, 'access/origin-refused'],
  ['another site, by its referer', { referer: 'https://evil.example/api/v1/action' }, 'access/origin-refused'],
  ['our page', { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:3000' }, 'ok'],
  ['our page in an old browser', { origin: 'http://127.0.0.1:3000' }, 'ok'],
  ['our page under another name', { origin: 'http://console.local:3000', host: 'console.local:3000' }, 'ok'],
  ['a program', {}, 'ok'],
] as const)('an action from %s', async (_, headers, code) => {
  const { action, ask } = await aServer();
  expect((await action(headers)).code).toBe(code);
  expect((await ask('/api/v1/read', headers)).code).toBe('ok');
});

test('an address written in another way is the same route', async () => {
  const { ask } = await aServer();
  const sent = await ask('/%61pi/v1/action', { 'sec-fetch-site': 'cross-site' }, { method: 'POST' });
  expect(sent.code).toBe('access/origin-refused');
  expect((await ask('/%61pi/v1/read')).answer.headers['cache-control']).toBe('no-store');
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
  'what a foreign form can send (%j) is refused',
  async (type) => {
    const { action } = await aServer();
    const sent = await action({ 'content-type': type }, { payload: '{}' });
    expect(sent.code).toBe('request/unsupported-media-type');
    expect(sent.answer.statusCode).toBe(415);
  },
);

test('every answer says how it may be used; over https also that it always will be', async () => {
  const { ask } = await aServer();
  for (const url of ['/api/v1/read', '/api/v1/nowhere']) {
    const { headers } = (await ask(url)).answer;
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
    });
    const policy = String(headers['content-security-policy']);
    for (const shut of ['default-src', 'object-src', 'base-uri', 'frame-ancestors'])
      expect(policy).toContain(`${shut} 'none'`);
    expect(policy).not.toMatch(/unsafe-(inline|eval)|\*/);
    expect(String(headers['permissions-policy'])).toContain('camera=()');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by'] ?? headers.server).toBeUndefined();
    // Nobody else's page may read an answer.
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
  const secured = await aServer({ publicUrl: 'https://ess.example' });
  const { headers } = (await secured.ask('/api/v1/read')).answer;
  expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
  expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
});

test('what a request contained is never repeated to somebody else', async () => {
  const { ask } = await aServer();
  const { code, answer } = await ask('/api/v1/read', { cookie: 'secret' }, { method: 'TRACE' });
  expect(code).toBe('request/not-found');
  expect(answer.body).not.toContain('secret');
});

test('a body is no larger than an action needs', async () => {
  const { action } = await aServer();
  const sent = await action(
    { 'content-type': 'application/json' },
    { payload: JSON.stringify({ a: 'x'.repeat(70_000) }) },
  );
  expect(sent.code).toBe('request/too-large');
});

test('a body that lies too deep is refused with a clear code, wherever it is sent', async () => {
  const { ask } = await aServer();
  const payload = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  for (const url of ['/api/v1/action', '/api/v1/nowhere']) {
    const sent = await ask(url, { 'content-type': 'application/json' }, { method: 'POST', payload });
    expect(sent.code, url).toBe('request/too-deep');
    expect(sent.answer.statusCode).toBe(400);
  }
  const broken = await ask('/api/v1/action', { 'content-type': 'application/json' }, { method: 'POST', payload: '{' });
  expect(broken.code).toBe('request/malformed-json');
});

test('who sends drop by drop is bounded by time, who sends endless headers by size', async () => {
  const { fastify, ask } = await aServer();
  const { headersTimeout, requestTimeout, timeout, maxConnections } = fastify.server;
  expect({ headersTimeout, requestTimeout, timeout, maxConnections }).toEqual({
    headersTimeout: 15_000,
    requestTimeout: 30_000,
    timeout: 60_000,
    maxConnections: 10_000,
  });
  await fastify.listen({ host: '127.0.0.1', port: 0 });
  const { port } = fastify.server.address() as { port: number };
  const said = await new Promise<string>((done, failed) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET /api/v1/read HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`);
    });
    socket.on('data', (part) => {
      text += part;
    });
    socket.on('close', () => done(text));
    socket.on('error', failed);
  });
  expect(said).toMatch(/^HTTP\/1\.1 431 /);
  expect((await ask('/healthz')).code).toBe('ok');
});
