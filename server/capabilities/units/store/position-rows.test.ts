import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { sql } from '../../../platform/database/database.ts';
import { type ReadPositions, readPositions, writePositions } from './position-rows.ts';

const { db } = await createTestDatabase('ess_demo_template');

/** A unit of one person that is sent to something. */
async function aSentUnit() {
  const [unitId, personId, jobId] = [randomUUID(), randomUUID(), randomUUID()];
  await sql`INSERT INTO units.units (id, agency_id, call_sign, kind, created_at, updated_at)
    SELECT ${unitId}, id, ${unitId}, 'car', now(), now() FROM jurisdiction.agencies WHERE kind = 'station' LIMIT 1`.execute(
    db,
  );
  await sql`INSERT INTO units.members (unit_id, person_id, by_person_id, at)
    VALUES (${unitId}, ${personId}, ${personId}, now())`.execute(db);
  // Long before this test, so that its step is not new.
  await sql`INSERT INTO units.assignments
      (id, unit_id, incident_id, call_sign, kind, status, by_person_id, assigned_at, updated_at)
    VALUES (${jobId}, ${unitId}, ${randomUUID()}, ${unitId}, 'car', 'assigned', ${personId}, now() - interval '1 hour',
      now() - interval '1 hour')`.execute(db);
  const measured = { personId, lat: 16.8, accuracyMetres: 8, at: new Date(), batteryPercent: null };
  const position = (lng: number) => ({ ...measured, lng, use: 'exact', doubt: null }) as const;
  const take = (set: ReturnType<typeof sql>) =>
    sql`UPDATE units.assignments SET ${set} WHERE id = ${jobId}`.execute(db);
  return { unitId, position, take };
}

const where = ({ rows }: ReadPositions) => rows.map(({ unitId, lng }) => [unitId, lng]);

// A transaction under way anywhere in the cluster can make a read give a row again, so nothing here counts on "once".
test('no change is missed, also one that is committed after a later one was read', async () => {
  const [late, early] = [await aSentUnit(), await aSentUnit()];
  await writePositions(db, [late.position(100), early.position(100)]);
  const whole = await readPositions(db, undefined);
  expect(whole.count).toBe(2);
  expect(new Set(where(whole))).toEqual(
    new Set([
      [late.unitId, 100],
      [early.unitId, 100],
    ]),
  );

  const tx = await db.startTransaction().execute();
  await writePositions(tx, [late.position(100.1)]);
  await writePositions(db, [early.position(100.1)]);
  const meanwhile = await readPositions(db, whole.until);
  expect(where(meanwhile)).toContainEqual([early.unitId, 100.1]);
  expect(where(meanwhile)).not.toContainEqual([late.unitId, 100.1]);
  await tx.commit().execute();
  expect(where(await readPositions(db, meanwhile.until))).toContainEqual([late.unitId, 100.1]);
});

test('a step without a new position is read, and a unit without an open job is not counted', async () => {
  const unit = await aSentUnit();
  await writePositions(db, [unit.position(100)]);
  const before = await readPositions(db, undefined);
  await unit.take(sql`status = 'en-route', updated_at = now()`);
  const { rows, count, until } = await readPositions(db, before.until);
  expect(rows.find(({ unitId }) => unitId === unit.unitId)).toMatchObject({ status: 'en-route' });
  await unit.take(sql`status = 'done', ended_at = now(), updated_at = now()`);
  const after = await readPositions(db, until);
  expect(after.count).toBe(count - 1);
  expect(after.rows.map(({ unitId }) => unitId)).not.toContain(unit.unitId);
});
