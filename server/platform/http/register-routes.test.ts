import { expect, test } from 'vitest';
import { z } from 'zod';
import { createTestDatabase } from '#support/test-database';
import { rows, sql } from '../database/database.ts';
import { createLog } from '../log.ts';
import { createHttpServer } from './http-server.ts';
import { registerRoutes } from './register-routes.ts';
import { type Caller, type Route, routeTable } from './route.ts';
import { transactFor } from './transact-for.ts';

const { db } = await createTestDatabase();
const { get, post } = routeTable<Caller>();
const summary = 'Something';

/** A server with these routes; whether a command has recorded its action says `records`. */
async function serverOf(routes: Route<Caller>[], records = () => true) {
  const fastify = await createHttpServer(createLog('silent'), {
    publicUrl: 'http://127.0.0.1:3000',
    mapOrigins: [],
    trustProxy: false,
    clock: { elapsed: () => performance.now() },
  });
  const deps = {
    transact: transactFor({ service: db, user: db }, () => ({})),
    authenticate: async () => ({ userId: 'person-1', sessionId: 'session-1', name: '', permissions: new Set() }),
    hasRecordedAction: records,
  } as unknown as Parameters<typeof registerRoutes<Caller>>[1];
  registerRoutes(fastify, deps, routes);
  return fastify;
}

test('a request whose command records no action is rolled back', async () => {
  let records = false;
  const change = post({
    path: '/api/v1/x',
    summary,
    permission: 'signed-in',
    answer: z.object({}),
    run: async () => ({}),
  });
  const fastify = await serverOf([change], () => records);
  const act = async () => {
    const headers = { 'idempotency-key': 'key-1' };
    const { statusCode } = await fastify.inject({ method: 'POST', url: '/api/v1/x', headers });
    // What the same transaction stored besides.
    const kept = await rows(db, sql<{ key: string }>`SELECT key FROM platform.idempotency_keys WHERE key = 'key-1'`);
    return [statusCode, kept.length];
  };
  expect(await act()).toEqual([500, 0]);
  records = true;
  expect(await act()).toEqual([200, 1]);
});

test('an answer in pieces is sent whole, with its length', async () => {
  const pieces = ['{"เหตุ":[', '1,2', ']}'].map((piece) => Buffer.from(piece));
  const show = get({
    path: '/api/v1/x',
    summary,
    permission: 'signed-in',
    answer: z.object({}),
    audit: { nothingPersonal: 'a test' },
    run: async () => ({ writtenJson: pieces, details: {} }),
  });
  const { headers, body } = await (await serverOf([show])).inject({ method: 'GET', url: '/api/v1/x' });
  expect(body).toBe('{"เหตุ":[1,2]}');
  expect(headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.concat(pieces).length),
  });
});

test('what is made later is answered 202 with its address, also when it is sent again', async () => {
  const ask = post({
    path: '/api/v1/x',
    summary,
    permission: 'signed-in',
    answer: z.object({ id: z.string() }),
    acceptedAt: ({ id }) => `/api/v1/x/${id}`,
    run: async () => ({ id: '7' }),
  });
  const fastify = await serverOf([ask]);
  for (const _ of ['first', 'again']) {
    const sent = { method: 'POST', url: '/api/v1/x', headers: { 'idempotency-key': 'key-2' } } as const;
    const { statusCode, headers, body } = await fastify.inject(sent);
    expect([statusCode, headers.location, body]).toEqual([202, '/api/v1/x/7', '{"id":"7"}']);
  }
});
