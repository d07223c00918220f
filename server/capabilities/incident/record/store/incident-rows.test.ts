import { expect, test } from 'vitest';
import { INCIDENT_STATUSES, isOpen } from '#contract/incident-status';
import { rows, sql } from '#platform/database/database';
import { createTestDatabase } from '#support/test-database';
import { OPEN_STATUSES } from './incident-rows.ts';

test('statements about open incidents mean the states that are open in the state table', async () => {
  const { db } = await createTestDatabase();
  const found = await rows(
    db,
    sql<{ status: string }>`SELECT status FROM unnest(${[...INCIDENT_STATUSES]}::text[]) AS status
      WHERE status IN ${OPEN_STATUSES}`,
  );
  expect(found.map(({ status }) => status)).toEqual(INCIDENT_STATUSES.filter(isOpen));
});
