import { expect, test } from 'vitest';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { getDemoPerson, linkLine, raiseAlert } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ staffLine: true, escalation: 'off' });

test('a server that stops ends what it has in hand and leaves the rest to the next one', async () => {
  const { personId, agencyId } = await getDemoPerson(system, 'duty1');
  await linkLine(await system.officer('duty1'), system.line.phone('Prasert'));
  const { id } = await anIncident(system).happens();
  // Slow enough that most wait while the first are called.
  system.line.faults.set({ slowMilliseconds: 1000 });
  const alerted = Array.from({ length: 300 }, () =>
    raiseAlert(system, { incidentId: id, people: [{ personId, agencyId }] }),
  );
  await Promise.all(alerted);

  const count = async (from: ReturnType<typeof sql>) =>
    (await getRow(system.owner, sql<{ count: number }>`SELECT count(*) FROM ${from}`)).count;
  // More than are called at once.
  await until(async () => (await count(sql`alerting.notifications WHERE channel = 'line'`)) > 64);

  await system.app.stop();
  const left = await count(sql`alerting.alerts AS alert LEFT JOIN alerting.notifications AS notification
    ON notification.alert_id = alert.id AND channel = 'line' WHERE expanded_at IS NULL OR state = 'pending'`);
  expect(left).toBeGreaterThan(0);
});
