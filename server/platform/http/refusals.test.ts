import { expect, test } from 'vitest';
import { z } from 'zod';
import { createTestDatabase } from '#support/test-database';
import { AppError } from '../app-error.ts';
import { createLog } from '../log.ts';
import { createHttpServer } from './http-server.ts';
import { registerRoutes } from './register-routes.ts';
import { type Caller, routeTable } from './route.ts';
import { transactFor } from './transact-for.ts';

const { db } = await createTestDatabase();
const { get } = routeTable<Caller>();
const lines: Record<string, unknown>[] = [];
const fastify = await createHttpServer(createLog('info', { write: (line) => void lines.push(JSON.parse(line)) }), {
  publicUrl: 'http://127.0.0.1:3000',
  mapOrigins: [],
  trustProxy: false,
  clock: { elapsed: () => performance.now() },
});
const line = { answer: z.object({}), summary: 'x', audit: { nothingPersonal: 'a test' } } as const;
registerRoutes(
  fastify,
  {
    transact: transactFor({ service: db, user: db }, () => ({})),
    authenticate: async ({ account }: { account?: string }) =>
      account ? { userId: account, sessionId: 'session-1', name: '', permissions: new Set() } : undefined,
    recordView: async () => {},
    hasRecordedAction: () => true,
  } as unknown as Parameters<typeof registerRoutes<Caller>>[1],
  [
    get({ ...line, permission: 'audit:view', path: '/api/v1/closed', run: async () => ({}) }),
    get({
      ...line,
      permission: 'signed-in',
      path: '/api/v1/things/:id',
      params: z.object({ id: z.string() }),
      run: async () => {
        throw new AppError('incident/not-found');
      },
    }),
  ],
);
const ID = '01a22125-a9d0-733a-9947-fa67f6e05c9e';
const ask = (url: string, account?: string) =>
  fastify.inject({ url, headers: { 'accept-language': 'en', ...(account && { account }) } });

test('what is refused to somebody signed in stands in the log with who and what, and nothing they sent', async () => {
  await ask('/api/v1/closed', 'person-1');
  await ask(`/api/v1/things/${ID}`, 'person-1');
  await ask('/api/v1/things/a-name-somebody-typed', 'person-1');
  expect(lines.map(({ level: _, time: __, reqId: ___, ...rest }) => rest)).toEqual(
    [
      { code: 'access/not-permitted', route: '/api/v1/closed', subjectId: null },
      { code: 'incident/not-found', route: '/api/v1/things/:id', subjectId: ID },
      { code: 'incident/not-found', route: '/api/v1/things/:id', subjectId: null },
    ].map((one) => ({ ...one, personId: 'person-1', sessionId: 'session-1', msg: 'refused' })),
  );
});

test('strangers are counted by what they were refused, and fill no log', async () => {
  const before = lines.length;
  for (let times = 0; times < 5; times++) await ask(`/api/v1/things/${ID}`);
  await fastify.inject({ method: 'POST', url: '/api/v1/closed', headers: { origin: 'https://evil.example' } });
  await ask('/.git/config');
  expect(lines).toHaveLength(before);
  expect(Object.fromEntries(fastify.refusals)).toEqual({
    'access/not-permitted': 1,
    'incident/not-found': 2,
    'access/not-signed-in': 5,
    'request/not-found': 2,
  });
});
