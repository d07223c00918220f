import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { inTransaction } from '#platform/database/transaction';
import { openRoles } from '../../../tests/support/role-databases.ts';
import { createTestDatabase } from '../../../tests/support/test-database.ts';
import { createPolicies } from './policies.ts';

const { db } = await createTestDatabase();
const { user, actorKey: key } = await openRoles(db);

// A process that is just starting, or hears of another one's new version, reads them in whoever's transaction comes first.
test('what somebody with few rights makes a process read is every policy: everybody is alerted by it', async () => {
  const policies = createPolicies(db);
  const all = await policies.forRuns([]);
  expect(all.map(({ agencyKind }) => agencyKind).toSorted()).toContain('national-desk');
  const settings = { 'app.person_id': randomUUID(), 'app.permissions': 'unit:serve' };
  const theirs = await inTransaction(user, ({ tx }) => policies.forRuns([{ policyId: randomUUID() }], tx), {
    settings,
    key,
  });
  expect(theirs).toEqual(all);
  expect(await policies.forRuns([])).toEqual(all);
});
