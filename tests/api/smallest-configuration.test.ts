import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { ROLES, type Role } from '../../contract/permission.ts';
import people from '../../database/demo-data/people.json' with { type: 'json' };
import { createApp } from '../../server/app.ts';
import { addMembership, createPerson } from '../../server/capabilities/access/index.ts';
import { bySystem } from '../../server/capabilities/audit/index.ts';
import { sql } from '../../server/platform/database/database.ts';
import { inTransaction } from '../../server/platform/database/transaction.ts';
import { createLog } from '../../server/platform/log.ts';
import { createTurnableClock } from '../support/line-stage.ts';
import { signIn } from '../support/officer.ts';
import { testConfig } from '../support/test-config.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { listOperations, type OpenApi } from './fuzz/operations.ts';

// In production with nothing set that need not be set: no staff account, no web push, no sign-in of an organisation, no
// map, no roads, no monitoring, and a register that holds one office and no station. Whatever is asked, by somebody who
// may everything or by nobody: what is not set up is not there, or says so; it is never a failure of ours (5xx).

const { db, url: databaseUrl } = await createTestDatabase();
const dataDir = await mkdtemp(join(tmpdir(), 'ess-smallest-'));
const failures: string[] = [];
const clock = createTurnableClock();
const app = await createApp(testConfig({ mode: 'production', databaseUrl, dataDir }), {
  clock,
  log: createLog('error', { write: (line) => failures.push(line) }),
});
const office = randomUUID();
await sql`INSERT INTO jurisdiction.agencies (id, code, kind, name_th, path, lat, lng, is_demonstration)
  VALUES (${office}, 'ND-1', 'national-desk', 'ศูนย์ทดสอบ', 'ND_1', 13.75, 100.5, false)`.execute(db);
await sql`UPDATE jurisdiction.edition SET number = number + 1`.execute(db);
const author = { ...bySystem('test'), at: new Date() };
await inTransaction(db, async (work) => {
  const email = 'everything@ess.example';
  const userId = await createPerson(
    work,
    { name: 'สมมติ', email, password: people.password, staffNumber: null },
    author,
  );
  for (const role of Object.keys(ROLES) as Role[])
    await addMembership(work, { userId, agencyId: office, role, fromDate: '2020-01-01' }, author);
});
await app.start();
const url = await app.fastify.listen({ host: '127.0.0.1', port: 0 });
afterAll(async () => app.stop());

/** What may not be called by this test, because it ends the session that asks, or never ends by itself. */
const LEAVES = /sign-out$|sessions|memberships|\/password$|second-factor|totp|passkeys|recovery/;

/** Every address that the server knows, as it prints them itself. */
function listAddresses(): { method: string; path: string }[] {
  const parts: string[] = [];
  return app.fastify
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', label = '', methods = ''] = /^((?:[│ ] {3})*)[├└]── (\S*)(?: \((.*)\))?$/.exec(line) ?? [];
      const depth = indent.length / 4;
      parts[depth] = label;
      const path = parts.slice(0, depth + 1).join('');
      return methods ? methods.split(', ').map((method) => ({ method, path })) : [];
    });
}

async function ask(method: string, address: string, headers: Record<string, string>, body?: string) {
  const hangUp = AbortSignal.timeout(10_000);
  const answer = await fetch(url + address, {
    ...{ method, headers, redirect: 'manual', signal: hangUp },
    ...(body !== undefined && { body }),
  });
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    await answer.body?.cancel();
    return { status: answer.status, text: '' };
  }
  return { status: answer.status, text: await answer.text() };
}

const everything = await signIn(url, 'everything@ess.example');
await sql`UPDATE access.sessions SET second_factor = true, proved_at = now()`.execute(db);
// Who somebody is, is kept for a few seconds.
clock.advance(5100);

test('no route fails for want of a setting', async () => {
  const api = JSON.parse((await ask('GET', '/api/v1/openapi.json', {})).text) as OpenApi;
  const operations = listOperations(api, (field) =>
    /^(id|agencyId)$/.test(field) ? [office, randomUUID()] : undefined,
  );
  const tried = new Set<string>();
  const wrong: string[] = [];
  for (const { name, shots } of operations) {
    const [method = '', route = ''] = name.split(' ');
    tried.add(`${method} ${route.replaceAll(/\{(\w+)\}/g, ':$1')}`);
    const asked = LEAVES.test(route) ? [''] : ['', everything.cookie];
    for (const shot of fc.sample(shots, { numRuns: 4, seed: 20_261_128 })) {
      for (const cookie of asked) {
        const { status, text } = await ask(method, shot.url, { ...shot.headers, ...(cookie && { cookie }) }, shot.body);
        if (status >= 500) wrong.push(`${name} ${status} ${text}`);
      }
    }
  }
  for (const { method, path } of listAddresses().filter((one) => !tried.has(`${one.method} ${one.path}`))) {
    if (method === 'HEAD' || method === 'OPTIONS') continue;
    const address = path.replaceAll(/:\w+/g, office).replace('*', 'x');
    for (const cookie of ['', everything.cookie]) {
      const body = method === 'GET' ? undefined : '{}';
      const type = body && { 'content-type': 'application/json' };
      const { status, text } = await ask(method, address, { ...type, ...(cookie && { cookie }) }, body);
      if (status >= 500) wrong.push(`${method} ${path} ${status} ${text}`);
    }
    tried.add(`${method} ${path}`);
  }
  expect(wrong).toEqual([]);
  expect(failures).toEqual([]);
  // Every line of the route tables was among them.
  for (const { method, path } of app.routes) expect([...tried], path).toContain(`${method} ${path}`);
  console.info(`smallest configuration: ${tried.size} addresses`);
}, 240_000);

test('the webhook of a staff account is, where nobody set it up, answered as an address that is not there', async () => {
  const right = `${'A'.repeat(43)}=`;
  for (const headers of [{}, { 'x-line-signature': right }, { 'x-line-signature': 'none' }] as Record<
    string,
    string
  >[]) {
    for (const [type, body] of [
      ['application/json', '{"events":[]}'],
      ['text/plain', 'x'],
      ['application/json', '{'],
    ] as const) {
      const sent = { ...headers, 'content-type': type };
      const raw = async (path: string) => {
        const answer = await fetch(url + path, { method: 'POST', headers: sent, body });
        const { date: _, 'keep-alive': __, ...kept } = Object.fromEntries(answer.headers);
        return { status: answer.status, headers: kept, body: await answer.text() };
      };
      const answer = await raw('/webhook/line-staff');
      expect(answer).toEqual(await raw('/webhook/line-nobody'));
      if (body.length > 1 && type !== 'text/plain') expect(answer.status).toBe(404);
    }
  }
});
