import { beforeAll, expect, test } from 'vitest';
import { rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { createAccessServer, createTurnableClock } from '#support/access-server';
import { createTestDatabase } from '#support/test-database';
import { createPerson } from './create-person.ts';
import { createSignInLimit } from './limit-sign-in.ts';

const { db } = await createTestDatabase();
const clock = createTurnableClock();
const limit = createSignInLimit(db, clock, 'k3'.repeat(20));
const refused = (tries: PromiseSettledResult<void>[]) => tries.filter(({ status }) => status === 'rejected').length;
const tryTimes = (times: number, address: string, email: string) =>
  Promise.allSettled(Array.from({ length: times }, () => limit.begin(address, email)));

beforeAll(async () => {
  const author = { actorKind: 'system', actorId: null, from: 'test', at: clock.now() } as const;
  const person = { name: 'ร.ต.ท. สมมติ ใจดี (สาธิต)', email: 'officer@ess.example', password: 'ประตูสีฟ้าบานใหญ่' };
  await inTransaction(db, (work) => createPerson(work, person, author));
});

test('the eleventh guess in five minutes is told when to try again, even with the right password', async () => {
  const { signIn } = await createAccessServer(db, { clock });
  for (let guess = 0; guess < 10; guess++) {
    expect((await signIn('officer@ess.example', `guess ${guess}`)).statusCode).toBe(401);
  }
  clock.turn(60_000);
  const answer = await signIn('officer@ess.example', 'ประตูสีฟ้าบานใหญ่');
  expect(answer.json()).toMatchObject({ code: 'request/too-many', status: 429 });
  expect(answer.headers['retry-after']).toBe('240');
  clock.turn(240_000);
  expect((await signIn('officer@ess.example', 'ประตูสีฟ้าบานใหญ่')).statusCode).toBe(200);
});

test('guesses sent all at once do not slip past the count', async () => {
  expect(refused(await tryTimes(40, '192.0.2.1', 'a@ess.example'))).toBe(30);
});

test('a stranger elsewhere can not lock an officer out', async () => {
  await tryTimes(40, '192.0.2.2', 'b@ess.example');
  await expect(limit.begin('192.0.2.3', 'b@ess.example')).resolves.toBeUndefined();
});

test('signing in rightly is never limited, a whole shift behind one address included', async () => {
  for (let officer = 0; officer < 400; officer++) {
    await limit.begin('192.0.2.4', `c${officer % 7}@ess.example`);
    await limit.succeeded('192.0.2.4', `c${officer % 7}@ess.example`);
  }
});

test('many accounts guessed from one address are limited together', async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 320 }, (_, account) => limit.begin('192.0.2.5', `d${account}@ess.example`)),
  );
  expect(refused(tries)).toBe(20);
});

test('counts that have ended are swept away, and none holds an address in the clear', async () => {
  const count = async () => rows(db, sql<{ key: string }>`SELECT key FROM access.sign_in_tries`);
  expect((await count()).map(({ key }) => key).join(' ')).not.toMatch(/192\.0|ess\.example/);
  clock.turn(300_000);
  for (let sweep = 0; sweep < 5; sweep++) await limit.failed();
  expect(await count()).toEqual([]);
});
