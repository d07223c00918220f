import { makeSignature } from 'better-auth/crypto';
import { getMigrations } from 'better-auth/db/migration';
import { expect, test } from 'vitest';
import { sql } from '#platform/database/database';
import { createLog } from '#platform/log';
import { createTestDatabase } from '#support/test-database';
import { createBetterAuth, readSessionToken, trustedOrigins } from './better-auth.ts';

const { db } = await createTestDatabase();
const config = { publicUrl: 'https://ess.example', authSecret: 'k3'.repeat(20) };
const planned = async () => {
  // The planner needs a database rather than our adapter; the tables are the same.
  const database = { db, type: 'postgres', schemaName: 'access', transaction: true } as const;
  const { options } = createBetterAuth(db, config, createLog('silent'));
  const plan = await getMigrations({ ...options, database }, { throwOnUnsafe: false });
  const { toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems } = plan;
  return [...toBeCreated, ...toBeAdded, ...toBeAddedIndexes, ...unsafeChanges, ...schemaProblems];
};

test("better-auth's migration planner finds nothing missing in our migrations", async () => {
  expect(await planned()).toEqual([]);
  await sql`ALTER TABLE access.accounts DROP COLUMN scope`.execute(db);
  expect(await planned()).toMatchObject([{ table: 'accounts', fields: { scope: {} } }]);
});

test('only the public address is trusted; on the own machine also localhost, 127.0.0.1 and [::1]', () => {
  expect(trustedOrigins('https://ess.example/console')).toEqual(['https://ess.example']);
  expect(trustedOrigins('http://localhost:3000')).toEqual([
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
  ]);
});

test('a session cookie is read as better-auth signs it; a changed, unsigned or foreign one is none', async () => {
  const { secret } = await createBetterAuth(db, config, createLog('silent')).$context;
  const sign = async (value: string, by: string) => `${value}.${await makeSignature(value, by)}`;
  const signed = await sign('some-token', secret);
  expect(readSessionToken(signed, secret)).toBe('some-token');
  expect(readSessionToken(await sign('with.dots', secret), secret)).toBe('with.dots');
  for (const other of [
    `x${signed}`,
    signed.slice(0, -8),
    'some-token',
    'some-token.',
    '',
    await sign('a', 'k4'.repeat(20)),
  ]) {
    expect(readSessionToken(other, secret), other).toBeUndefined();
  }
  expect(readSessionToken(await sign('', secret), secret)).toBeUndefined();
});
