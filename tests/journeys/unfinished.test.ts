import { expect, test } from 'vitest';
import { PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const controlRoom = await system.officer('desk1300');

test('a report without a place is in the control room after 20 seconds, is asked about again, and leaves the list with the place', async () => {
  const phone = system.line.phone('คนที่หยุดพิมพ์');
  const { cursor } = await controlRoom.queue();
  const live = controlRoom.follow(cursor);
  await phone.sendText('ช่วยด้วย');
  await phone.sendText('1');
  await phone.waitForMessage('กดปุ่มด้านล่าง');

  await system.pass(15_000);
  expect((await controlRoom.queue()).unfinished).toEqual([]);

  system.clock.advance(6000);
  const shown = await live.waitFor((event) => event.event === 'report-unfinished');
  expect(shown).toMatchObject({ report: { type: 'threat-or-assault', position: null } });
  await phone.waitForMessage('เรายังไม่รู้ว่าเกิดเหตุที่ไหน');
  expect((await controlRoom.queue()).unfinished).toHaveLength(1);

  // The control room of another province does not see it.
  expect((await (await system.officer('duty1')).queue()).unfinished).toEqual([]);
  expect((await (await system.officer('centre191')).queue()).unfinished).toHaveLength(1);

  await phone.sendLocation(PLACES.muang);
  await phone.waitForMessage('รอเจ้าหน้าที่รับเหตุ');
  await live.waitFor((event) => event.event === 'report-finished');
  expect((await controlRoom.queue()).unfinished).toEqual([]);
  await controlRoom.sees((incident) => incident.responsibleAgency.nameTh === 'สภ.เมืองพิษณุโลก');
});

test('texts and pictures sent before the place reach the officers with the incident', async () => {
  const phone = system.line.phone('คนที่เล่าก่อน');
  const officer = await system.officer('duty1');
  await phone.sendText('ช่วยด้วย');
  await phone.sendText('1');
  await phone.waitForMessage('กดปุ่มด้านล่าง');
  await phone.sendText('เขามีมีด');
  await phone.waitForMessage('ขอตำแหน่งที่เกิดเหตุก่อน');
  await phone.sendLocation(PLACES.muang);
  const code = /ES-\d{4}-\d+/.exec((await phone.waitForMessage(/เลขที่ ES-/)).text)?.[0];
  const { id } = await officer.sees((incident) => incident.code === code);
  expect((await officer.detail(id)).messages).toMatchObject([{ from: 'reporter', text: 'เขามีมีด' }]);
});
