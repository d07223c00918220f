import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { rows, sql } from '../database/database.ts';
import { inTransaction, type Work } from '../database/transaction.ts';
import { deleteExpiredKeys, runOnce } from './idempotency.ts';

const { db } = await createTestDatabase();
const transact = <Answer>(work: (work: Work) => Promise<Answer>) => inTransaction(db, work);
let runs = 0;
const count = async () => {
  runs += 1;
  return { run: runs };
};
const submit = (key: string | undefined, request: unknown = ['/acknowledge', { etaMinutes: 8 }], actor = 'somjai') =>
  runOnce(transact, { actor, key, request }, count);
const keys = () => rows(db, sql<{ key: string }>`SELECT key FROM platform.idempotency_keys ORDER BY key`);

test('the same submission twenty times at once runs once, and all get its answer', async () => {
  runs = 0;
  const answers = await Promise.all(Array.from({ length: 20 }, () => submit('at-once')));
  expect(runs).toBe(1);
  expect(answers).toEqual(Array.from({ length: 20 }, () => ({ run: 1 })));
});

test('another request under the same key is refused, another person’s or no key is not the same', async () => {
  runs = 0;
  await submit('taken');
  await expect(submit('taken', ['/acknowledge', { etaMinutes: 9 }])).rejects.toMatchObject({
    code: 'request/idempotency-key-reused',
  });
  expect(runs).toBe(1);
  await submit('taken', undefined, 'pracha');
  await submit(undefined);
  await submit(undefined);
  expect(runs).toBe(4);
});

test('what failed keeps nothing and may be sent again; who waited for it runs in its place', async () => {
  let tries = 0;
  const fail = async () => {
    tries += 1;
    if (tries === 1) throw new Error('the database went away');
    return { tries };
  };
  const send = () => runOnce(transact, { actor: 'somjai', key: 'fails-first', request: 1 }, fail);
  const answers = await Promise.allSettled([send(), send()]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await send()).toEqual({ tries: 2 });
});

test('answers are forgotten after a day: they hold what people said', async () => {
  await submit('old');
  await submit('young');
  await sql`UPDATE platform.idempotency_keys SET at = now() - interval '25 hours' WHERE key = 'old'`.execute(db);
  const now = new Date(Date.now());
  await deleteExpiredKeys(db, now);
  const left = (await keys()).map(({ key }) => key);
  expect(left).toContain('young');
  expect(left).not.toContain('old');
});
