import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { openDatabase } from '../database/database.ts';
import { createFaultCounter, type StorageFault } from '../process/storage-fault.ts';
import { countAbortedRequests } from './aborted-requests.ts';
import { registerHealthRoutes } from './health.ts';
import { sendProblem } from './problem-response.ts';
import { countRefusals } from './refusals.ts';

const { db } = await createTestDatabase();
const TOKEN = 'k7Qm2xV9bLs4Tz8RcW1nYp6HdJ3fGa5E';

function aServer(metricsToken?: string, { fault, database = db }: { fault?: StorageFault; database?: typeof db } = {}) {
  const fastify = Fastify();
  countAbortedRequests(fastify);
  countRefusals(fastify);
  fastify.setErrorHandler(sendProblem);
  const faults = createFaultCounter();
  const process = { findFault: async () => fault };
  registerHealthRoutes(fastify, { db: database, process, faults, openStreams: () => 3, metricsToken });
  const ask = async (remoteAddress: string, authorization?: string, url = '/metrics') =>
    fastify.inject({ url, remoteAddress, headers: { ...(authorization && { authorization }) } });
  return Object.assign(ask, { faults, ready: () => ask('192.0.2.7', undefined, '/readyz') });
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

test('ready while something can be stored; otherwise the reason, and a time to ask again', async () => {
  expect((await aServer().ready()).json()).toEqual({ status: 'ready' });
  const full = await aServer(undefined, { fault: 'server/disk-full' }).ready();
  expect(full.statusCode).toBe(503);
  expect(full.headers['retry-after']).toBe('1');
  expect(full.json()).toMatchObject({ code: 'server/disk-full', title: expect.stringContaining('ดิสก์') });
});

test('the numbers say whether it is ready, and how many writes failed for which reason', async () => {
  const fine = await aServer()('127.0.0.1');
  expect(fine.body).toContain('ess_ready 1');
  expect(fine.body).toContain('ess_requests_aborted 0');
  expect(fine.body).toContain('ess_failed_writes_total{reason="server/disk-full"} 0');
  const ask = aServer(undefined, { fault: 'server/disk-full' });
  ask.faults.count('server/disk-full');
  ask.faults.countError(Object.assign(new Error('x'), { code: '53100' }));
  ask.faults.countError(Object.assign(new Error('x'), { code: '23505' }));
  const full = await ask('127.0.0.1');
  expect(full.body).toContain('ess_ready 0');
  expect(full.body).toContain('ess_failed_writes_total{reason="server/disk-full"} 2');
});

test('the numbers are there while the database is away', async () => {
  const database = openDatabase('postgres://nobody@127.0.0.1:1/nothing');
  const answer = await aServer(undefined, { fault: 'server/database-unreachable', database })('127.0.0.1');
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('ess_system_alerts_open Nan');
  expect(answer.body).toContain('ess_ready 0');
});
