import { expect, test } from 'vitest';
import { listEntriesOf } from '#capabilities/audit';
import { rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { createTestDatabase } from '#support/test-database';
import { addMembership, createPerson } from '../index.ts';

const { db } = await createTestDatabase();
const author = {
  actorKind: 'person',
  actorId: 'administrator',
  from: '192.0.2.1',
  sessionId: null,
  at: new Date('2026-11-20T18:00:00Z'),
} as const;
const person = { name: ' นางสาวตัวอย่าง ใหม่ ', email: ' New@ESS.example', password: 'ประตูสีฟ้าบานใหญ่' };
const create = (changes: Partial<typeof person>) =>
  inTransaction(db, (work) => createPerson(work, { ...person, ...changes }, author));

test('creating a person and a membership is recorded with who did it', async () => {
  const userId = await create({});
  const membership = { userId, agencyId: crypto.randomUUID(), role: 'duty-officer' } as const;
  await inTransaction(db, (work) => addMembership(work, membership, author));
  expect(await rows(db, sql`SELECT name, email, is_demonstration AS demo FROM access.users`)).toEqual([
    { name: 'นางสาวตัวอย่าง ใหม่', email: 'new@ess.example', demo: false },
  ]);
  const entries = await listEntriesOf(db, { kind: 'person', id: userId });
  expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['access/add-membership', 'administrator'],
    ['access/create-person', 'administrator'],
  ]);
  // 18:00 UTC is already the next day in Thailand.
  expect(entries[0]?.details).toMatchObject({ role: 'duty-officer', fromDate: '2026-11-21', untilDate: null });
  await inTransaction(db, (work) => addMembership(work, { ...membership, untilDate: '2026-12-31' }, author));
  expect(await rows(db, sql`SELECT until_date::text AS until FROM access.memberships`)).toEqual([
    { until: '2026-12-31' },
  ]);
});

test('an e-mail address belongs to one person', async () => {
  await create({ email: 'one@ess.example' });
  await expect(create({ email: 'ONE@ess.example' })).rejects.toMatchObject({ code: 'access/email-taken' });
});

test.each(['สั้นไป', 'x'.repeat(129)])('the password %s is refused and nothing is written', async (password) => {
  await expect(create({ email: 'unfit@ess.example', password })).rejects.toMatchObject({
    code: 'access/password-unfit',
  });
  expect(await rows(db, sql`SELECT id FROM access.users WHERE email = 'unfit@ess.example'`)).toEqual([]);
});
