import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { registerHealthRoutes } from './health.ts';
import { sendProblem } from './problem-response.ts';

const { db } = await createTestDatabase();
const TOKEN = 'k7Qm2xV9bLs4Tz8RcW1nYp6HdJ3fGa5E';

function aServer(metricsToken?: string) {
  const fastify = Fastify();
  fastify.setErrorHandler(sendProblem);
  registerHealthRoutes(fastify, { db, openStreams: () => 3, metricsToken });
  return async (remoteAddress: string, authorization?: string) =>
    fastify.inject({ url: '/metrics', remoteAddress, headers: { ...(authorization && { authorization }) } });
}

test('without a token only this machine reads the numbers', async () => {
  const ask = aServer();
  const own = await ask('127.0.0.1');
  expect(own.statusCode).toBe(200);
  expect(own.body).toContain('ess_live_streams 3');
  expect((await ask('192.0.2.7')).statusCode).toBe(404);
});

test('with a token it has to be shown, from wherever', async () => {
  const ask = aServer(TOKEN);
  expect((await ask('192.0.2.7', `Bearer ${TOKEN}`)).statusCode).toBe(200);
  for (const wrong of [undefined, '', 'Bearer', `Bearer ${TOKEN}x`, TOKEN]) {
    expect((await ask('127.0.0.1', wrong)).statusCode).toBe(404);
  }
});
