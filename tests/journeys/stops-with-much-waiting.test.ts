import { expect, test } from 'vitest';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { alert, linkLine, whoIs, withoutLadder } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { openHouse } from '../support/whole-house.ts';

const house = await withoutLadder(await openHouse({ staffLine: true }));

test('a server that stops ends what it has in hand and leaves the rest to the next one', async () => {
  const { personId, agencyId } = await whoIs(house, 'duty1');
  await linkLine(await house.officer('duty1'), house.line.phone('Prasert'));
  const { id } = await anIncident(house).happens();
  // Slow enough that most wait while the first are called.
  house.line.faults.set({ slowMilliseconds: 1000 });
  const alerted = Array.from({ length: 300 }, () => alert(house, { incidentId: id, people: [{ personId, agencyId }] }));
  await Promise.all(alerted);

  const count = async (from: ReturnType<typeof sql>) =>
    (await getRow(house.owner, sql<{ count: number }>`SELECT count(*) FROM ${from}`)).count;
  // More than are called at once.
  await until(async () => (await count(sql`alerting.notices WHERE channel = 'line'`)) > 64);

  await house.app.stop();
  const left = await count(sql`alerting.alerts AS alert LEFT JOIN alerting.notices AS notice
    ON notice.alert_id = alert.id AND channel = 'line' WHERE expanded_at IS NULL OR state = 'owed'`);
  expect(left).toBeGreaterThan(0);
});
