import { expect, test } from 'vitest';
import type { IncidentSafety } from '../../contract/safety.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { sql } from '../../server/platform/database/database.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const [duty, superintendent, patrol, neighbour] = [
  await system.officer('duty1'),
  await system.officer('superintendent'),
  await system.officer('patrol1'),
  await system.officer('duty-wangthong'),
];
const HOME = { lat: 16.815, lng: 100.26 };
const NEIGHBOURING = { lat: HOME.lat + 30 / 111_320, lng: HOME.lng };
const ROUND_THE_CORNER = { lat: HOME.lat + 100 / 111_320, lng: HOME.lng };
const safetyOf = async (officer: Officer, id: string) =>
  (await officer.get<IncidentSafety>(`/api/v1/incidents/${id}/safety`)).body;
const note = (officer: Officer, id: string, body: object) =>
  officer.post<{ id: string }>(`/api/v1/incidents/${id}/safety-notes`, body);

const before = await anIncident(system).reportedAt(HOME).acknowledgedBy(duty).resolvedBy(duty).closedBy(duty).happens();
system.clock.advance(600_000);
const now = await anIncident(system).reportedAt(NEIGHBOURING).acknowledgedBy(duty).happens();
const apart = await anIncident(system).reportedAt(ROUND_THE_CORNER).happens();
const reporterOf = async (id: string, by = duty) => (await by.detail(id)).reports[0]?.reportId ?? '';

test('notes of an earlier incident are shown to whoever goes there next: kinds, text, and whom to call', async () => {
  expect((await note(duty, before.id, { kind: 'weapon', text: 'ปืนลูกซองในตู้' })).status).toBe(200);
  expect((await note(duty, before.id, { kind: 'mental-health' })).status).toBe(200);
  const safety = await safetyOf(duty, now.id);
  expect(safety.healthNumbers).toEqual(['1669', '1323']);
  expect(safety.earlier).toMatchObject([
    {
      type: 'threat-or-assault',
      disposition: 'handled',
      because: ['same-place'],
      metresApart: 30,
      flags: { weapon: 'some', mentalHealth: true },
      notes: [{ kind: 'weapon', text: 'ปืนลูกซองในตู้' }, { kind: 'mental-health' }],
    },
  ]);
  // 70 metres away is another household.
  expect((await safetyOf(duty, apart.id)).earlier).toEqual([]);
  // Nothing about the reporter.
  expect(JSON.stringify(safety)).not.toMatch(/reportId|reporter(?!")|phone(?!")|\+66/);
});

test('a patrol sees it of what it is sent to, and of nothing else; a neighbour sees nothing', async () => {
  const patrolId = (await patrol.get<{ id: string }>('/api/v1/me')).body.id;
  expect(await patrol.get(`/api/v1/incidents/${now.id}/safety`)).toMatchObject({ status: 404 });
  await superintendent.post(`/api/v1/incidents/${now.id}/officers`, { officerIds: [patrolId] });
  expect((await safetyOf(patrol, now.id)).earlier).toHaveLength(1);
  expect(await patrol.get(`/api/v1/incidents/${before.id}/safety`)).toMatchObject({ status: 404 });
  expect((await note(patrol, now.id, { kind: 'dog', text: 'หมาดุหน้าบ้าน' })).status).toBe(200);
  expect((await safetyOf(duty, now.id)).flags.dog).toBe(true);
  expect(await neighbour.get(`/api/v1/incidents/${now.id}/safety`)).toMatchObject({ status: 404 });
  expect((await note(neighbour, now.id, { kind: 'dog' })).status).toBe(404);
});

test('a withdrawn or expired note warns nobody; its history stays', async () => {
  const { body } = await note(duty, now.id, { kind: 'officer-attacked', until: dayAfter(1) });
  const short = await note(duty, now.id, { kind: 'children', until: dayAfter(1) });
  expect((await safetyOf(duty, now.id)).flags).toMatchObject({ officerAttacked: true, children: true });
  const withdraw = () =>
    duty.post(`/api/v1/incidents/${now.id}/safety-notes/${body.id}/withdraw`, { reason: 'คนละบ้าน' });
  expect((await withdraw()).status).toBe(200);
  expect(await withdraw()).toMatchObject({ status: 409, body: { code: 'incident/note-withdrawn' } });
  system.clock.advance(3 * 86_400_000);
  const officer = await system.officerAgain('duty1');
  const safety = await safetyOf(officer, now.id);
  expect(safety.flags).toMatchObject({ officerAttacked: false, children: false });
  expect(safety.notes.find(({ id }) => id === body.id)?.withdrawn).toMatchObject({ reason: 'คนละบ้าน' });
  expect(safety.notes.map(({ id }) => id)).toContain(short.body.id);
  expect((await officer.detail(now.id)).timeline.map(({ kind }) => kind)).toContain('safety-note-withdrawn');
});

test('the same phone or reporter counts wherever it was; exercises and withheld incidents do not', async () => {
  const officer = await system.officerAgain('duty1');
  await system.officerAgain('desk1300');
  const again = await anIncident(system).reportedAt(PLACES.wangThong).onPhone(before.phone).happens();
  const wangThong = await system.officerAgain('duty-wangthong');
  expect((await safetyOf(wangThong, again.id)).earlier).toMatchObject([{ because: ['same-reporter'] }]);
  await sql`UPDATE incident.reports SET phone = '+66811111111'
    WHERE report_id IN (${await reporterOf(now.id, officer)}, ${await reporterOf(apart.id, officer)})`.execute(
    system.owner,
  );
  const found = (await safetyOf(officer, apart.id)).earlier.map(({ because }) => because);
  expect(found).toContainEqual(['same-phone']);

  const boss = await system.officerAgain('superintendent');
  const me = (await officer.get<{ id: string }>('/api/v1/me')).body.id;
  await boss.post(`/api/v1/incidents/${before.id}/conflicts`, { personId: me, kind: 'named', reason: 'ญาติ' });
  expect((await safetyOf(officer, now.id)).earlier).toEqual([]);
  expect((await safetyOf(boss, now.id)).earlier).toHaveLength(1);
  await sql`UPDATE incident.incidents SET is_exercise = true WHERE id = ${before.id}`.execute(system.owner);
  expect((await safetyOf(boss, now.id)).earlier).toEqual([]);
});

function dayAfter(days: number): string {
  return addDays(thaiDayOf(system.clock.now()), days);
}
