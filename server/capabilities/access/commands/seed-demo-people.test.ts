import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { ROLES } from '#contract/permission';
import { rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { cookieHeader, createAccessServer } from '#support/access-server';
import { createTestDatabase } from '#support/test-database';
import { createPerson, refuseDemoAccounts } from '../index.ts';
import { readDemoPeople } from '../store-demo-people.ts';

const agencies = new Map<string, string>();
for (const file of ['agencies-police.csv', 'agencies-social.csv']) {
  const text = await readFile(new URL(`../../../../database/demo-data/${file}`, import.meta.url), 'utf8');
  for (const { code } of parse<{ code: string }>(text, { columns: true })) agencies.set(code, crypto.randomUUID());
}
const findAgencyIdByCode = (code: string) => agencies.get(code);

test('every demonstration account can sign in and has a membership, also when seeded twice', async () => {
  const { db } = await createTestDatabase();
  const { access, fastify, signIn } = await createAccessServer(db);
  await access.seedDemoPeople(findAgencyIdByCode);
  await sql`UPDATE access.accounts SET password = 'changed'`.execute(db);
  await access.seedDemoPeople(findAgencyIdByCode);
  const { password, accounts } = (await fastify.inject('/api/v1/demo-accounts')).json();
  expect(accounts).toHaveLength((await readDemoPeople()).people.length);
  for (const { email, name, roles } of accounts) {
    expect(name).toContain('(สาธิต)');
    const actor = await access.authenticate(cookieHeader(await signIn(email, password)), '127.0.0.1');
    expect(actor?.memberships.map(({ role }) => role)).toEqual(roles);
    for (const { agencyId } of actor?.memberships ?? []) expect([...agencies.values()]).toContain(agencyId);
  }
});

test('two officers of one station, two neighbouring stations and every other role are there to try', async () => {
  const { people } = await readDemoPeople();
  const served = people.flatMap(({ memberships }) => memberships);
  expect(served.filter(({ agency, role }) => agency === 'PS65003' && role === 'duty-officer')).toHaveLength(2);
  expect(new Set(served.map(({ role }) => role))).toEqual(new Set(Object.keys(ROLES)));
});

test('a missing agency rolls the seeding back', async () => {
  const { db } = await createTestDatabase();
  const { access } = await createAccessServer(db);
  const seeding = access.seedDemoPeople((code) => (code === 'NDESK-1300' ? undefined : agencies.get(code)));
  await expect(seeding).rejects.toMatchObject({ code: 'access/demo-agency-missing' });
  expect(await rows(db, sql`SELECT id FROM access.users`)).toEqual([]);
});

test('a real account never becomes a demonstration account', async () => {
  const { db } = await createTestDatabase();
  const { access, signIn } = await createAccessServer(db);
  const author = {
    actorKind: 'system',
    actorId: null,
    from: 'test',
    sessionId: null,
    at: new Date('2026-11-21'),
  } as const;
  const person = { name: 'คนจริง', email: 'duty1@demo.ess.example', password: 'ประตูสีฟ้าบานใหญ่' };
  await inTransaction(db, (work) => createPerson(work, person, author));
  await expect(access.seedDemoPeople(findAgencyIdByCode)).rejects.toMatchObject({ code: 'access/email-taken' });
  expect((await signIn(person.email, person.password)).statusCode).toBe(200);
});

test('production refuses to start with demonstration accounts, lists none and creates none', async () => {
  const { db } = await createTestDatabase();
  await refuseDemoAccounts(db);
  await (await createAccessServer(db)).access.seedDemoPeople(findAgencyIdByCode);
  await expect(refuseDemoAccounts(db)).rejects.toMatchObject({
    code: 'access/demo-accounts-present',
    message: expect.stringContaining('duty1@demo.ess.example'),
  });
  const production = await createAccessServer(db, { demonstration: false });
  expect((await production.fastify.inject('/api/v1/demo-accounts')).json()).toMatchObject({
    code: 'request/not-found',
  });
  await expect(production.access.seedDemoPeople(findAgencyIdByCode)).rejects.toThrow(
    'only be created in a demonstration',
  );
});
