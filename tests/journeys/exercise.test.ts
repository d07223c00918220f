import { expect, test } from 'vitest';
import type { Me } from '../../contract/access.ts';
import type { ReadinessList } from '../../contract/duty.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { openTestSystem } from '../support/test-system.ts';

const MINUTE_MS = 60_000;
const system = await openTestSystem();
const stationOf = async (name: string) =>
  (await (await system.officer(name)).get<Me>('/api/v1/me')).body.memberships[0]?.agency.id ?? '';
const agencyId = await stationOf('duty1');
const exercises = async () => {
  const { body } = await (await system.officerAgain('superintendent')).get<ReadinessList>('/api/v1/readiness');
  return body.stations.find(({ agency }) => agency.id === agencyId)?.exercises ?? [];
};
const begin = async (name = 'superintendent') =>
  (await system.officer(name)).post<{ incidentId: string; code: string }>(`/api/v1/agencies/${agencyId}/exercises`, {});

test('an exercise rings like an alarm, is marked as one, has no reporter, and its answer is measured', async () => {
  const sentBefore = system.line.outbound.length;
  const { status, body } = await begin();
  expect(status).toBe(200);
  expect(await begin()).toMatchObject({ status: 409, body: { code: 'duty/exercise-running' } });
  const duty1 = await system.officer('duty1');
  const seen = await duty1.sees(({ id }) => id === body.incidentId);
  expect(seen).toMatchObject({ isExercise: true, status: 'open', code: body.code });
  system.clock.advance(MINUTE_MS);
  await duty1.post(`/api/v1/incidents/${body.incidentId}/acknowledge`, { etaMinutes: 5 });
  await duty1.post(`/api/v1/incidents/${body.incidentId}/resolve`, { disposition: 'handled' });
  // Whatever the officer chose, it counts as a test.
  expect((await duty1.detail(body.incidentId)).disposition).toBe('test');
  const [done] = await exercises();
  expect(done).toMatchObject({ incidentId: body.incidentId, isMonthly: false, endedAt: expect.any(String) });
  expect(Date.parse(done?.acknowledgedAt ?? '') - Date.parse(done?.begunAt ?? '')).toBeGreaterThanOrEqual(MINUTE_MS);
  expect(system.line.outbound.length).toBe(sentBefore);
  const { body: table } = await (await system.officer('superintendent')).get<string>('/api/v1/incidents.csv');
  expect(table).not.toContain(body.code);
});

test('one that nobody answers is closed after an hour and shown as unanswered', async () => {
  const { body } = await begin();
  system.clock.advance(61 * MINUTE_MS);
  await system.officerAgain('superintendent');
  const ended = await system.until(async () =>
    (await exercises()).find((one) => one.incidentId === body.incidentId && one.endedAt),
  );
  expect(ended).toMatchObject({ acknowledgedAt: null });
  const nationalCentre = await system.officerAgain('desk1300');
  expect(await nationalCentre.detail(body.incidentId)).toMatchObject({
    disposition: 'test',
    incident: { status: 'closed' },
  });
});

test('only people responsible for a branch start one there', async () => {
  await system.officerAgain('duty1');
  expect((await begin('duty1')).status).toBe(403);
  const other = await stationOf('duty-bangkok');
  const boss = await system.officerAgain('superintendent');
  const answer = await boss.post(`/api/v1/agencies/${other}/exercises`, {});
  expect(answer).toMatchObject({ status: 404, body: { code: 'jurisdiction/agency-not-found' } });
});

test('every month a station has one scheduled exercise, in daytime', async () => {
  await sql`UPDATE duty.stations SET has_exercises = (agency_id = ${agencyId})`.execute(system.owner);
  // Noon in Thailand on the 28th: the day of every station has come.
  const noon = new Date(system.clock.now());
  noon.setUTCMonth(noon.getUTCMonth() + 1, 28);
  noon.setUTCHours(5, 0, 0, 0);
  system.clock.advance(noon.getTime() - system.clock.now().getTime());
  const monthly = () =>
    rows(system.owner, sql<{ month: string }>`SELECT month::text FROM duty.exercises WHERE month IS NOT NULL`);
  await system.until(async () => ((await monthly()).length === 1 ? true : undefined));
  system.clock.advance(62 * MINUTE_MS);
  await system.until(async () => (await exercises()).every(({ endedAt }) => endedAt) || undefined);
  expect(await monthly()).toHaveLength(1);
});
