import { expect, test } from 'vitest';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const IN_PHITSANULOK = { lat: 16.8211, lng: 100.2659 };

test('a report sent in LINE alarms the station, and the answer reaches the reporter', async () => {
  const nok = system.line.phone('นก');
  const officer = await system.officer('duty1');
  const { cursor } = await officer.queue();
  const live = officer.follow(cursor);

  await nok.sendText('ช่วยด้วย');
  await nok.waitForMessage('เกิดเหตุแบบไหน');
  await nok.tapFlexButton('ข่มขู่ หรือทำร้าย');
  await nok.waitForMessage('ส่งตำแหน่ง');
  await nok.sendLocation(IN_PHITSANULOK);
  await nok.waitForMessage('รอเจ้าหน้าที่รับเหตุ');

  const alarm = await live.waitFor((event) => event.event === 'incident-changed');
  const incident = await officer.sees();
  expect(alarm).toMatchObject({ incident: { id: incident.id, status: 'open', type: 'threat-or-assault' } });
  expect(incident.place.provinceTh).toBe('พิษณุโลก');

  const answer = await officer.post(`/api/v1/incidents/${incident.id}/acknowledge`, { etaMinutes: 8 });
  expect(answer).toMatchObject({ status: 200, body: { incident: { status: 'acknowledged' } } });
  await nok.waitForMessage('8 นาที');
});

test('a reporter’s message counts as unread until an officer answers', async () => {
  const nok = system.line.phone('นก');
  const officer = await system.officer('duty1');
  const { id } = await officer.sees();
  await nok.sendText('อยู่ชั้นสอง');
  await officer.sees((incident) => incident.lastReporterMessageAt !== null);
  await officer.post(`/api/v1/incidents/${id}/messages`, { text: 'ได้ครับ' });
  await nok.waitForMessage('ได้ครับ');
  expect((await officer.detail(id)).incident.lastReporterMessageAt).toBeNull();
});
