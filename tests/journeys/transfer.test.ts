import { expect, test } from 'vitest';
import type { Me } from '../../contract/access.ts';
import type { Problem } from '../../contract/problem.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const muang = await system.officer('duty1');
const wangThong = await system.officer('duty-wangthong');
const stationOf = async (officer: typeof muang) =>
  (await officer.get<Me>('/api/v1/me')).body.memberships[0]?.agency.id ?? '';
const [ownStation, nextStation] = [await stationOf(muang), await stationOf(wangThong)];
const path = (id: string, action: string) => `/api/v1/incidents/${id}/${action}`;
const ask = (id: string) => muang.post(path(id, 'transfer'), { agencyId: nextStation, reason: 'อยู่ใกล้กว่า' });

test('accepted: the alarm moves, the reporter is notified, and it does not come back', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(muang).enRouteBy(muang).happens();
  const live = wangThong.follow((await wangThong.queue()).cursor);
  expect((await wangThong.queue()).incidents).toEqual([]);

  const asked = await ask(id);
  expect(asked).toMatchObject({
    status: 200,
    body: { incident: { status: 'en-route', transferTo: { id: nextStation } } },
  });
  const seen = await live.waitFor((event) => event.event === 'incident-changed');
  expect(seen).toMatchObject({
    incident: { id, responsibleAgency: { id: ownStation }, transferTo: { id: nextStation } },
  });
  expect((await wangThong.detail(id)).actions).toEqual(['transfer-answer', 'unmask']);
  expect(await ask(id)).toMatchObject({ status: 409, body: { code: 'incident/transfer-pending' } });
  // The requesting agency can’t answer for the receiving one.
  expect(await muang.post(path(id, 'transfer-answer'), { accept: true })).toMatchObject({ status: 403 });

  const taken = await wangThong.post(path(id, 'transfer-answer'), { accept: true });
  expect(taken).toMatchObject({
    status: 200,
    body: {
      incident: { status: 'open', responsibleAgency: { id: nextStation }, acknowledgedAt: null, transferTo: null },
    },
  });
  await phone.waitForMessage('สภ.วังทอง แล้ว กำลังรอเจ้าหน้าที่รับเหตุ');
  await live.waitFor((event) => event.event === 'incident-changed' && event.incident.status === 'open');

  // The former station can still see it, but no longer act.
  expect(await muang.post<Problem>(path(id, 'acknowledge'), { etaMinutes: 5 })).toMatchObject({
    status: 409,
    body: { code: 'incident/moved-on', params: { did: 'incident/transfer-accepted', name: expect.any(String) } },
  });
  expect((await muang.detail(id)).actions).toEqual(['unmask']);
  const back = await wangThong.post(path(id, 'transfer'), { agencyId: ownStation, reason: 'ไม่ว่าง' });
  expect(back).toMatchObject({ status: 409, body: { code: 'incident/transfer-not-possible' } });

  // A pin a few metres away does not send it back either.
  await phone.sendLocation({ ...PLACES.muang, lat: PLACES.muang.lat + 0.0001 });
  await phone.waitForMessage('ได้ตำแหน่งใหม่แล้ว');
  expect((await wangThong.detail(id)).incident).toMatchObject({
    responsibleAgency: { id: nextStation },
    status: 'open',
  });

  expect((await wangThong.post(path(id, 'acknowledge'), { etaMinutes: 14 })).status).toBe(200);
  await phone.waitForMessage('14 นาที');
});

test('declined: the first station continues, and the reporter is not notified', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(muang).happens();
  await phone.waitForMessage('8 นาที');
  await ask(id);
  const shown = phone.messages().length;
  const live = wangThong.follow((await wangThong.queue()).cursor);
  const view = (incident: string) => wangThong.get<Problem>(`/api/v1/incidents/${incident}`);
  expect((await view(id)).status).toBe(200);
  const declined = await wangThong.post(path(id, 'transfer-answer'), { accept: false, reason: 'ไม่มีรถ' });
  expect(declined).toMatchObject({
    status: 200,
    body: { incident: { responsibleAgency: { id: ownStation }, transferTo: null } },
  });
  expect((await muang.detail(id)).timeline.at(-1)).toMatchObject({
    kind: 'transfer-declined',
    details: { reason: 'ไม่มีรถ' },
  });
  // It is no longer visible to them, and their open console removes it.
  await live.waitFor((event) => event.event === 'incident-gone' && event.incidentId === id);
  expect(await wangThong.post<Problem>(path(id, 'transfer-answer'), { accept: true })).toMatchObject({
    status: 409,
    body: { code: 'incident/no-transfer-pending', params: { did: 'incident/transfer-declined' } },
  });
  expect(await view(id)).toMatchObject({ status: 404, body: { code: 'incident/not-found' } });
  expect((await wangThong.queue()).incidents.map((each) => each.id)).not.toContain(id);
  expect((await muang.post(path(id, 'on-scene'))).status).toBe(200);
  await phone.waitForMessage('ถึงที่เกิดเหตุแล้ว');
  expect(phone.messages()).toHaveLength(shown + 1);
});

test('two people accept and decline at the same moment: one of them wins', async () => {
  const { id } = await anIncident(system).happens();
  await ask(id);
  const commander = await system.officer('commander');
  const answers = await Promise.all([
    wangThong.post<Problem>(path(id, 'transfer-answer'), { accept: true }),
    commander.post<Problem>(path(id, 'transfer-answer'), { accept: false }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const { timeline } = await commander.detail(id);
  expect(timeline.filter(({ kind }) => kind.startsWith('transfer-'))).toHaveLength(2);
});

test('only to an active station', async () => {
  const { id } = await anIncident(system).happens();
  for (const agencyId of [ownStation, await stationOf(await system.officer('centre191')), crypto.randomUUID()]) {
    expect(await muang.post(path(id, 'transfer'), { agencyId, reason: 'ทดสอบ' })).toMatchObject({
      status: 409,
      body: { code: 'incident/transfer-not-possible' },
    });
  }
});

test('while nobody has answered, the alarm follows the reporter’s new pin to its station', async () => {
  const { id, phone } = await anIncident(system).reportedAt(PLACES.muang).happens();
  expect((await wangThong.queue()).incidents.map((each) => each.id)).not.toContain(id);
  await phone.sendLocation(PLACES.wangThong);
  const moved = await wangThong.sees((incident) => incident.id === id);
  expect(moved).toMatchObject({ status: 'open', responsibleAgency: { id: nextStation } });
  await phone.waitForMessage('สภ.วังทอง แล้ว กำลังรอเจ้าหน้าที่รับเหตุ');
  const { positions, timeline } = await wangThong.detail(id);
  expect(positions).toHaveLength(2);
  expect(timeline.filter(({ kind }) => kind === 'alerted')).toHaveLength(2);
});

test('once somebody has answered, they stay responsible and see the new pin', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(muang).happens();
  await phone.sendLocation(PLACES.wangThong);
  await phone.waitForMessage('ได้ตำแหน่งใหม่แล้ว');
  const { incident } = await muang.detail(id);
  expect(incident).toMatchObject({
    status: 'acknowledged',
    responsibleAgency: { id: ownStation },
    position: PLACES.wangThong,
  });
  expect(incident.place.districtTh).toBe('วังทอง');
});
