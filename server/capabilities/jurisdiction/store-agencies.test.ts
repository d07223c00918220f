import { expect, test } from 'vitest';
import { getRow, sql } from '#platform/database/database';
import { createTestDatabase } from '#support/test-database';

const { db } = await createTestDatabase();

test('our earth_point is the one of earthdistance', async () => {
  const { metres } = await getRow(
    db,
    sql<{ metres: number }>`
      SELECT max(jurisdiction.earth_point(lat, lng) <-> ll_to_earth(lat, lng)) AS metres
      FROM generate_series(-85, 85, 17) AS lat, generate_series(-170, 170, 34) AS lng`,
  );
  expect(metres).toBeLessThan(0.001);
});
