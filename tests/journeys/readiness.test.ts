import { expect, test } from 'vitest';
import type { Me } from '../../contract/access.ts';
import type { MyDuty } from '../../contract/duty.ts';
import type { Agency } from '../../contract/jurisdiction.ts';
import { sql } from '../../server/platform/database/database.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const MINUTE_MS = 60_000;
const system = await openTestSystem({ consoles: 'closed' });
/** The time until the morning heartbeat: 08:30 in Thailand is 01:30 in UTC. */
const untilMorning = () => {
  const now = system.clock.now();
  const asked = new Date(now).setUTCHours(1, 30, 0, 0);
  return (asked > now.getTime() ? asked : asked + 24 * 60 * MINUTE_MS) - now.getTime();
};
const stationOf = async (name: string) =>
  (await (await system.officerAgain(name)).get<Me>('/api/v1/me')).body.memberships[0]?.agency.id ?? '';
const waits = async (name: string) =>
  system.until(async () => {
    const { body } = await (await system.officer(name)).get<MyDuty>('/api/v1/me/duty');
    return body.agencies[0]?.heartbeatDueAt ?? undefined;
  });
const reads = async (agencyId: string, readiness: string) => {
  const commander = await system.officerAgain('commander');
  await system.until(async () => {
    const { body } = await commander.get<Agency>(`/api/v1/agencies/${agencyId}`);
    return body.readiness === readiness || undefined;
  });
};

test('nobody answers the heartbeat: alerts pass over the station and give the reason, until somebody answers, late too', async () => {
  const agencyId = await stationOf('duty-wangthong');
  system.clock.advance(untilMorning() + MINUTE_MS);
  await system.officerAgain('duty-wangthong');
  await waits('duty-wangthong');
  system.clock.advance(121 * MINUTE_MS);
  await reads(agencyId, 'no-heartbeat');
  await system.officerAgain('desk1300');
  const passed = await anIncident(system).reportedAt(PLACES.wangThong).happens();
  expect(passed.detail.incident.responsibleAgency.id).not.toBe(agencyId);
  expect(passed.detail.routing.th).toContain('ข้าม สภ.วังทอง');

  const officer = await system.officerAgain('duty-wangthong');
  expect((await officer.post('/api/v1/me/duty/heartbeat', { agencyId })).status).toBe(200);
  const twice = await officer.post('/api/v1/me/duty/heartbeat', { agencyId });
  expect(twice).toMatchObject({ status: 409, body: { code: 'duty/no-heartbeat-asked' } });
  await reads(agencyId, 'ready');
});

test('activity at an open console answers the heartbeat, and nobody is asked', async () => {
  const agencyId = await stationOf('duty-wangthong');
  system.clock.advance(untilMorning() - 20 * MINUTE_MS);
  // Signing in is activity; the stream is the open console. Without a stream a session lasts half an hour.
  const officer = await system.officerAgain('duty-wangthong');
  system.clock.advance(20 * MINUTE_MS);
  officer.follow((await officer.queue()).cursor);
  await system.until(async () => {
    const { rows } = await sql<{ by: string }>`SELECT answered_by AS by FROM duty.heartbeats
      WHERE agency_id = ${agencyId} AND answered_by = 'presence'`.execute(system.owner);
    return rows[0];
  });
});

test('somebody who is not on duty cannot answer for the station', async () => {
  const agencyId = await stationOf('duty-wangthong');
  const officer = await system.officer('duty-wangthong');
  expect((await officer.post('/api/v1/me/duty/check-out', { agencyId })).status).toBe(200);
  expect(await officer.post('/api/v1/me/duty/heartbeat', { agencyId })).toMatchObject({
    status: 409,
    body: { code: 'duty/not-on-duty' },
  });
});
