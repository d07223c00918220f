import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Database, sql } from '#platform/database/database';
import { DatabaseUnavailable } from '#platform/database/database-unavailable';
import { createTestDatabase } from '#support/test-database';
import { sharePositions } from './share-positions.ts';

const { db } = await createTestDatabase();
const now = new Date('2026-11-22T02:00:00Z');

/** Somebody whose unit is on its way. */
async function makeCrewMember(): Promise<string> {
  const [unitId, personId] = [randomUUID(), randomUUID()];
  await sql`INSERT INTO units.units (id, agency_id, call_sign, kind, created_at, updated_at)
    VALUES (${unitId}, ${randomUUID()}, 'สมมติ 1', 'car', ${now}, ${now})`.execute(db);
  await sql`INSERT INTO units.members (unit_id, person_id, by_person_id, at)
    VALUES (${unitId}, ${personId}, ${personId}, ${now})`.execute(db);
  await sql`INSERT INTO units.assignments (id, unit_id, incident_id, call_sign, kind, status, by_person_id, assigned_at,
      en_route_at, updated_at)
    VALUES (${randomUUID()}, ${unitId}, ${randomUUID()}, 'สมมติ 1', 'car', 'en-route', ${personId}, ${now}, ${now},
      ${now})`.execute(db);
  return personId;
}

/** The same database, whose connection is lost right after its statement of that number was carried out. */
function losingAt(number: number): Database {
  let carriedOut = 0;
  return db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      carriedOut += 1;
      if (carriedOut === number) throw new DatabaseUnavailable('cut', new Error('Connection terminated'));
      return result;
    },
  });
}

test('a jump that was stored when the connection was lost does not agree with itself at the second try', async () => {
  const personId = await makeCrewMember();
  const share = (on: Database, lat: number, secondsAgo: number) =>
    sharePositions({ db: on, clock: { now: () => now }, jurisdiction: { isInThailand: () => true } }, [
      {
        ...{ personId, lat, lng: 100.5, accuracyMetres: 10, batteryPercent: null },
        at: new Date(now.getTime() - secondsAgo * 1000),
      },
    ]);
  expect(await share(db, 13.7, 10)).toMatchObject([{ use: 'exact', doubt: null }]);
  expect(await share(losingAt(2), 14.7, 5)).toMatchObject([{ use: 'vague', doubt: 'too-fast' }]);
  expect(await share(db, 14.7, 0)).toMatchObject([{ use: 'exact', doubt: null }]);
});
