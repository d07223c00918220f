import { expect, test } from 'vitest';
import type { Jobs } from '../../contract/units.ts';
import { aPatrol, aUnit, jobsFor, personIdOf } from '../support/a-unit.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

/**
 * The night that the system is built for, from end to end by every channel: LINE for the reporter, HTTP for the
 * neighbour's console and for the patrol's phone. Nobody in it does anything twice, and nobody is told anything untrue.
 */
const system = await openTestSystem();
const [neighbour, centre] = await Promise.all(['duty-wangthong', 'centre191'].map(system.officer));
if (!neighbour || !centre) throw new Error('the demonstration lacks somebody of this night');
const pass = (seconds: number) => system.clock.advance(seconds * 1000);
const INCIDENT = '/api/v1/incidents';

test('station asleep → neighbour answers → ETA passes → second unit → on scene → “nobody came” → reopened', async () => {
  const { id, code, phone } = await anIncident(system).reportedAt(PLACES.nearWangThong).happens();
  await phone.waitForMessage('ส่งเรื่องให้ สภ.เมืองพิษณุโลก แล้ว');

  // Nobody of the station answers. Who is next is called, and the reporter is told so, with 191 to tap.
  pass(62);
  const called = await phone.waitForMessage(/เราแจ้ง .*วังทอง.* และศูนย์ 191 เพิ่มแล้ว/);
  expect(called.text).toContain('ถ้าโทรได้ โทร 191');
  await neighbour.sees((incident) => incident.id === id && incident.calledAgencyIds.length > 0);
  await centre.sees((incident) => incident.id === id && incident.status === 'open');

  const answered = await neighbour.post(`${INCIDENT}/${id}/acknowledge`, { etaMinutes: 6 });
  expect(answered).toMatchObject({
    status: 200,
    body: { incident: { status: 'acknowledged', responsibleAgency: { nameTh: expect.stringContaining('วังทอง') } } },
  });
  await phone.waitForMessage(/วังทอง.*รับเหตุแล้ว/);

  // The first unit goes and does not arrive in time.
  const first = await aUnit(neighbour)
    .called('วังทอง 31')
    .with(await aPatrol(system, 'duty-wangthong'))
    .serves();
  const second = await aUnit(neighbour)
    .called('วังทอง 32')
    .with(await personIdOf(neighbour))
    .serves();
  expect((await neighbour.post(`${INCIDENT}/${id}/assign`, { unitId: first.id })).status).toBe(200);
  expect((await neighbour.post(`${INCIDENT}/${id}/en-route`, { etaMinutes: 5 })).status).toBe(200);
  await phone.waitForMessage('ออกเดินทางแล้ว');
  pass(6 * 60);
  await phone.waitForMessage('เลยเวลาที่บอกไว้');
  await neighbour.sees((incident) => incident.id === id && incident.status === 'en-route');

  // A second unit goes as well, in a small station the duty officer; the first one's job is not touched by it.
  expect((await neighbour.post(`${INCIDENT}/${id}/units`, { unitId: second.id, etaMinutes: 4 })).status).toBe(200);
  await phone.waitForMessage('4 นาที');
  const mine = await until(async () => (await neighbour.get<Jobs>('/api/v1/me/assignments')).body.jobs[0]);
  expect(mine).toMatchObject({ incident: { code }, assignment: { callSign: 'วังทอง 32', status: 'assigned' } });
  expect((await neighbour.post(`/api/v1/assignments/${mine.assignment.id}/en-route`)).status).toBe(200);
  expect((await neighbour.post(`/api/v1/assignments/${mine.assignment.id}/on-scene`)).status).toBe(200);
  await phone.waitForMessage('ถึงที่เกิดเหตุแล้ว');
  const units = await jobsFor(neighbour, id);
  expect(units.map(({ callSign, status }) => [callSign, status]).toSorted()).toEqual([
    ['วังทอง 31', 'en-route'],
    ['วังทอง 32', 'on-scene'],
  ]);

  // It is called handled; the reporter says otherwise, and all of it begins again, louder.
  expect((await neighbour.post(`${INCIDENT}/${id}/resolve`, { disposition: 'handled' })).status).toBe(200);
  await phone.waitForMessage('ช่วยเหลือเรียบร้อยแล้ว');
  const { cursor } = await neighbour.queue();
  const live = neighbour.follow(cursor);
  await phone.tap('ไม่มีใครมา');
  await live.waitFor(
    (event) => event.event === 'incident-changed' && event.incident.id === id && event.incident.status === 'reopened',
  );
  await phone.waitForMessage('เป็นเรื่องเร่งด่วนที่สุด');
  const reopened = await neighbour.detail(id);
  expect(reopened.incident).toMatchObject({ priority: 'critical', acknowledgedAt: null, etaAt: null });

  // The escalation starts anew, also when the same station sleeps this time.
  const { id: before } = phone.messages().at(-1) ?? {};
  pass(62);
  await phone.waitForMessage(/ศูนย์ 191 เพิ่มแล้ว/, { ...(before && { after: before }) });
  expect((await centre.post(`${INCIDENT}/${id}/acknowledge`, { etaMinutes: 3 })).status).toBe(200);
  await phone.waitForMessage('3 นาที');

  // The timeline has these in this order, each once.
  const kinds = (await centre.detail(id)).timeline.map(({ kind }) => kind);
  const story = ['opened', 'taken-over', 'unit-assigned', 'en-route', 'eta-passed', 'on-scene', 'resolved', 'reopened'];
  expect(kinds.filter((kind) => story.includes(kind)).filter((kind, at, all) => kind !== all[at - 1])).toEqual(story);
});
