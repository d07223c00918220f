import { afterEach, expect, test } from 'vitest';
import { PLACES } from '../support/an-incident.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
afterEach(() => system.line.faults.reset());

test.each([
  ['every webhook comes three times', { duplicateWebhooks: 2 }],
  ['webhooks overtake one another', { outOfOrderWebhooks: true, duplicateWebhooks: 1 }],
])('%s: one report, one incident, each message once', async (name, faults) => {
  system.line.faults.set(faults);
  const conversation = conversationOn(system.line.phone(name));
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  await conversation.say('เขามีมีด', 'ขอตำแหน่งที่เกิดเหตุก่อน');
  await conversation.pin(PLACES.muang, 'ขอเบอร์โทร');
  await conversation.say('0812345678', 'บันทึกเบอร์');
  await conversation.say('อยู่ชั้นสอง', 'เก็บไว้ให้เจ้าหน้าที่แล้ว');
  // Copies may still be on their way; one more answer shows that those before it were processed.
  await conversation.say('สถานะ', 'เลขที่ ES-');
  const detail = await detailOf(officer, conversation);
  expect(detail.messages.map(({ text }) => text)).toEqual(['เขามีมีด', 'อยู่ชั้นสอง']);
  expect(detail.reports).toHaveLength(1);
  expect(detail.positions).toHaveLength(1);
  expect(detail.timeline.filter(({ kind }) => kind === 'phone-added')).toHaveLength(1);
  const codes = new Set(conversation.phone.messages().flatMap(({ text }) => text.match(/ES-\d{4}-\d+/g) ?? []));
  expect(codes.size).toBe(1);
});

test('what LINE could not deliver and delivers again later counts once, with the time it was sent', async () => {
  const conversation = conversationOn(system.line.phone('ส่งซ้ำ'));
  const { endpoint } = system.line.channel().webhook;
  system.line.faults.set({ redelivery: true });
  system.line.channel().webhook.endpoint = 'http://127.0.0.1:4599/nobody';
  const sent = conversation.phone.sendText('โดนขังในห้อง');
  await sent;
  system.line.channel().webhook.endpoint = endpoint;
  await conversation.phone.waitForMessage('ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'ขอเบอร์โทร');
  expect((await detailOf(officer, conversation)).messages.map(({ text }) => text)).toEqual(['โดนขังในห้อง']);
});

test('an older pin that is delivered late is stored as an older one: the incident stays at the last pin', async () => {
  const conversation = conversationOn(system.line.phone('หมุดมาช้า'));
  await conversation.say('โดนทำร้าย', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'ขอเบอร์โทร');
  const channel = system.line.channel();
  const { endpoint } = channel.webhook;
  channel.webhook.endpoint = 'http://127.0.0.1:4599/nobody';
  const older = { lat: 16.83, lng: 100.3 };
  const { event } = await conversation.phone.sendLocation(older);
  if (!event) throw new Error('no event');
  channel.webhook.endpoint = endpoint;
  const newest = { lat: 16.815, lng: 100.26 };
  await conversation.pin(newest, 'ได้ตำแหน่งใหม่แล้ว');
  await conversation.doing(() => system.line.webhooks.redeliver(channel, event), 'เลขที่ ES-');

  const detail = await detailOf(officer, conversation);
  expect(detail.incident.position).toEqual(newest);
  expect(detail.positions).toMatchObject([newest, older, PLACES.muang]);
  expect(detail.timeline.filter(({ kind }) => kind === 'position-added')).toMatchObject([
    { details: {} },
    { details: { isOlder: true } },
  ]);
});
