import { beforeAll, expect, test } from 'vitest';
import { rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { createAccessServer, createTurnableClock } from '#support/access-server';
import { createTestDatabase } from '#support/test-database';
import { keyFor } from '../sealing.ts';
import { passwordLimits } from '../try-limits.ts';
import { createPerson } from './create-person.ts';
import { createTryLimit } from './limit-tries.ts';

const { db } = await createTestDatabase();
const PASSWORD = 'ประตูสีฟ้าบานใหญ่';
const clock = createTurnableClock();
const tries = createTryLimit(db, clock);
const key = keyFor('k3'.repeat(20), 'tries');
const limitsOf = (address: string, email: string) => passwordLimits(key, { address }, email);
const limit = {
  begin: (address: string, email: string) => tries.begin(limitsOf(address, email).all),
  failed: (address: string, email: string) => tries.failed(limitsOf(address, email).all),
  succeeded: (address: string, email: string) =>
    tries.succeeded(limitsOf(address, email).all, limitsOf(address, email).own),
};
const refusedOf = (steps: PromiseSettledResult<void>[]) => steps.filter(({ status }) => status === 'rejected').length;
const failTimes = (times: number, address: string, emailOf: (n: number) => string) =>
  Promise.allSettled(Array.from({ length: times }, (_, n) => limit.failed(address, emailOf(n))));

beforeAll(async () => {
  const author = { actorKind: 'system', actorId: null, from: 'test', sessionId: null, at: clock.now() } as const;
  const person = { name: 'ร.ต.ท. สมมติ ใจดี (สาธิต)', email: 'officer@ess.example', password: PASSWORD };
  await inTransaction(db, (work) => createPerson(work, person, author));
});

test('the eleventh guess in five minutes gets a waiting time, even with the right password', async () => {
  const { signIn } = await createAccessServer(db, { clock });
  for (let guess = 0; guess < 10; guess++) {
    expect((await signIn('officer@ess.example', `guess ${guess}`)).statusCode).toBe(401);
  }
  clock.turn(60_000);
  const answer = await signIn('officer@ess.example', PASSWORD);
  expect(answer.json()).toMatchObject({ code: 'request/too-many', status: 429 });
  expect(answer.headers['retry-after']).toBe('240');
  clock.turn(240_000);
  expect((await signIn('officer@ess.example', PASSWORD)).statusCode).toBe(200);
});

test('of guesses sent at once, those after the tenth are refused, right or wrong', async () => {
  const email = () => 'a@ess.example';
  await limit.begin('192.0.2.1', email());
  expect(refusedOf(await failTimes(40, '192.0.2.1', email))).toBe(30);
  await expect(limit.succeeded('192.0.2.1', email())).rejects.toMatchObject({ code: 'request/too-many' });
});

test('no session stays open for such a refused sign-in', async () => {
  const { signIn } = await createAccessServer(db, { clock });
  await sql`DELETE FROM access.sessions`.execute(db);
  const guesses = Array.from({ length: 30 }, (_, n) =>
    signIn('officer@ess.example', n === 29 ? PASSWORD : `guess ${n}`),
  );
  const statuses = (await Promise.all(guesses)).map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
  const open = await rows(db, sql`SELECT id FROM access.sessions`);
  expect(open).toHaveLength(statuses.filter((status) => status === 200).length);
  clock.turn(300_000);
});

test('a stranger elsewhere cannot lock an officer out', async () => {
  await failTimes(40, '192.0.2.2', () => 'b@ess.example');
  await expect(limit.begin('192.0.2.3', 'b@ess.example')).resolves.toBeUndefined();
});

test('correct sign-ins are never limited, not even a whole shift at once', async () => {
  const { signIn } = await createAccessServer(db, { clock });
  const shift = await Promise.all(Array.from({ length: 60 }, () => signIn('officer@ess.example', PASSWORD)));
  expect(new Set(shift.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
});

test('a correct password resets earlier failures', async () => {
  await failTimes(9, '192.0.2.4', () => 'c@ess.example');
  await limit.succeeded('192.0.2.4', 'c@ess.example');
  expect(refusedOf(await failTimes(9, '192.0.2.4', () => 'c@ess.example'))).toBe(0);
});

test('many accounts guessed from one address are limited together', async () => {
  expect(refusedOf(await failTimes(320, '192.0.2.5', (n) => `d${n}@ess.example`))).toBe(20);
  await expect(limit.begin('192.0.2.5', 'another@ess.example')).rejects.toMatchObject({ code: 'request/too-many' });
});

test('expired counts are deleted, and none contains a readable address', async () => {
  const count = async () => rows(db, sql<{ key: string }>`SELECT key FROM access.sign_in_tries`);
  expect((await count()).map(({ key }) => key).join(' ')).not.toMatch(/192\.0|ess\.example/);
  // Stored for an hour after their end, so that the next wait is longer; then deleted.
  clock.turn(24 * 3_600_000);
  for (let sweep = 0; sweep < 8; sweep++) await limit.failed('192.0.2.6', 'e@ess.example');
  expect(await count()).toHaveLength(3);
});

test('each time the limit is reached again the wait doubles, up to 80 minutes', async () => {
  const waits: number[] = [];
  for (let round = 0; round < 7; round++) {
    await failTimes(10, '192.0.2.7', () => 'f@ess.example');
    const refusal = await limit.begin('192.0.2.7', 'f@ess.example').catch((error) => error);
    waits.push(refusal.params.seconds / 60);
    clock.turn(refusal.params.seconds * 1000);
  }
  expect(waits).toEqual([5, 10, 20, 40, 80, 80, 80]);
  clock.turn(2 * 3_600_000);
  await failTimes(10, '192.0.2.7', () => 'f@ess.example');
  await expect(limit.begin('192.0.2.7', 'f@ess.example')).rejects.toMatchObject({ params: { seconds: 300 } });
});

test('a hundred failures from everywhere stop strangers, but not known browsers or other accounts', async () => {
  for (let address = 0; address < 100; address++) await limit.failed(`198.51.100.${address}`, 'g@ess.example');
  await expect(limit.begin('203.0.113.1', 'g@ess.example')).rejects.toMatchObject({ code: 'request/too-many' });
  await expect(tries.begin(passwordLimits(key, { device: 'known' }, 'g@ess.example').all)).resolves.toBeUndefined();
  await expect(limit.begin('203.0.113.1', 'h@ess.example')).resolves.toBeUndefined();
});

test('a whole /64 counts as one stranger, and so does an IPv4 address in IPv6 notation', async () => {
  for (let guess = 0; guess < 10; guess++) await limit.failed(`2001:fb0:1:2::${guess + 1}`, 'i@ess.example');
  await expect(limit.begin('2001:fb0:1:2:ffff::1', 'i@ess.example')).rejects.toMatchObject({
    code: 'request/too-many',
  });
  await expect(limit.begin('2001:fb0:1:3::1', 'i@ess.example')).resolves.toBeUndefined();
  for (let guess = 0; guess < 10; guess++) await limit.failed('192.0.2.9', 'i@ess.example');
  await expect(limit.begin('::ffff:192.0.2.9', 'i@ess.example')).rejects.toMatchObject({ code: 'request/too-many' });
  await expect(limit.begin('::ffff:c000:209', 'i@ess.example')).rejects.toMatchObject({ code: 'request/too-many' });
});

test('an account has ten guesses for all its names together, and an unknown name has ten of its own', async () => {
  const { fastify } = await createAccessServer(db, { clock });
  const author = { actorKind: 'system', actorId: null, from: 'test', sessionId: null, at: clock.now() } as const;
  const person = { name: 'ส.ต.ต. สมมติ สองชื่อ (สาธิต)', email: 'two.names@ess.example', password: PASSWORD };
  const id = await inTransaction(db, (work) => createPerson(work, person, author));
  await sql`UPDATE access.users SET staff_number = 'T-4711' WHERE id = ${id}`.execute(db);
  const guess = async (name: { email: string } | { staffNumber: string }, password = 'ผิด') => {
    const payload = { ...name, password };
    const { body, statusCode } = await fastify.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload });
    return { statusCode, body };
  };
  const names = [
    { email: 'two.names@ess.example' },
    { staffNumber: 'T-4711' },
    { email: 'Two.Names@ESS.example' },
    { staffNumber: ' t-๔๗๑๑' },
    { email: 'two.names@ess.example ' },
  ];
  for (const name of [...names, ...names]) expect(await guess(name)).toMatchObject({ statusCode: 401 });
  for (const name of names) expect(await guess(name, PASSWORD)).toMatchObject({ statusCode: 429 });
  // The same responses, and the same delay, for somebody who does not exist.
  const [one, other] = [{ email: 'nobody.at.all@ess.example' }, { staffNumber: 'N-0000' }];
  const answers = [];
  for (let tries = 0; tries < 11; tries++) answers.push(await guess(one));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  expect(await guess(other)).toEqual(answers[0]);
});
