import { expect, test } from 'vitest';
import { PLACES } from '../support/an-incident.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
const REVEALING = /ตำรวจ|สถานี|สภ\.|เหตุ|เจ้าหน้าที่|191|1300|แจ้ง/;
/** The type list must be there; nothing else on the screen may reveal what it is about. */
const TYPES = /ข่มขู่ หรือทำร้าย|กักขังหน่วงเหนี่ยว|เสี่ยงถูกล่วงละเมิด|ผู้คลุ้มคลั่ง|มั่วสุมก่อเหตุร้าย/g;

test('silent from the first tap to the last message: no sound, no trace, nothing revealing on the lock screen', async () => {
  const conversation = conversationOn(system.line.phone('เงียบ'));
  const { phone } = conversation;
  await conversation.say('แจ้งแบบเงียบ', 'เลือกหนึ่งข้อ');
  await conversation.tap('กักขังหน่วงเหนี่ยว', 'ส่งตำแหน่ง');
  const own = phone.messages().filter(({ from }) => from === 'me').length;
  await conversation.pin(PLACES.muang, 'กำลังรอผู้รับเรื่อง');
  const detail = await detailOf(officer, conversation);
  expect(detail.incident).toMatchObject({ silent: true, priority: 'critical' });
  expect(detail.reports).toMatchObject([{ silent: true, phone: null }]);

  await conversation.say('เขาอยู่ข้างๆ', '✓');
  await conversation.say('สถานะ', 'ยังไม่มีผู้รับเรื่อง');
  await conversation.say('0812345678', '✓');
  expect((await detailOf(officer, conversation)).reports).toMatchObject([{ phone: null }]);
  const perform = (name: string, body: object = {}) =>
    officer.post(`/api/v1/incidents/${detail.incident.id}/${name}`, body);
  await perform('acknowledge', { etaMinutes: 8 });
  await phone.waitForMessage('8 นาที');
  await perform('messages', { text: 'ตอบด้วยปุ่มได้' });
  await phone.waitForMessage('ตอบด้วยปุ่มได้');
  await perform('eta', { etaMinutes: 11 });
  await phone.waitForMessage('11 นาที');
  await perform('en-route', {});
  await phone.waitForMessage('กำลังเดินทาง');
  await perform('on-scene');
  await phone.waitForMessage('ถึงแล้ว');
  await conversation.tap('จบ', 'จะจบเรื่องนี้ไหม');
  await conversation.tap('ไม่ ทำต่อ', '✓');
  await perform('resolve', { disposition: 'handed-to-care' });
  await phone.waitForMessage('เสร็จแล้ว');
  await perform('close');
  await phone.waitForMessage('จบเรื่องแล้ว');
  await conversation.tap('5 ดาว', 'บันทึกแล้ว');
  await conversation.say('ทดสอบ', 'ยังไม่ได้ส่งให้ใคร');
  await conversation.say('วิธีใช้', 'เลือกหนึ่งข้อ');
  await conversation.say('1300', 'โทรปรึกษา');

  const answers = phone.messages().filter(({ from }) => from === 'bot');
  expect(answers.length).toBeGreaterThan(15);
  for (const { silent, text, message } of answers) {
    expect([text, silent]).toEqual([text, true]);
    expect(text.replace(TYPES, '')).not.toMatch(REVEALING);
    if (message?.type === 'flex') expect(message.altText).toBe('ข้อความใหม่');
  }
  expect(phone.lockScreen()).toEqual([]);
  expect(phone.messages().filter(({ from }) => from === 'me').length).toBe(own + 7);
  for (const { operation, body } of system.line.outbound) {
    if (operation !== 'push' && operation !== 'reply') continue;
    expect(body).toMatchObject({ notificationDisabled: true });
    expect(JSON.stringify(body)).not.toContain('displayText');
  }
});

test('after a dropped silent draft the conversation stays silent, also for a later pin, until a report with sound is begun', async () => {
  const conversation = conversationOn(system.line.phone('เงียบแล้วเลิก'));
  await conversation.say('พูดไม่ได้', 'เลือกหนึ่งข้อ');
  await conversation.tap('จบ', 'จะจบเรื่องนี้ไหม');
  await conversation.tap('เรียบร้อยแล้ว', 'รับทราบ');
  await conversation.say('อะไรนะ', 'ยังไม่ได้ส่งให้ใคร');
  await conversation.pin(PLACES.muang, 'กำลังรอผู้รับเรื่อง');
  await conversation.say('1', 'เปลี่ยนแล้ว');
  expect((await detailOf(officer, conversation)).incident.silent).toBe(true);
  expect(conversation.phone.lockScreen()).toEqual([]);
});

test('an unfinished silent report is asked about without sound, and the control room sees no phone to call', async () => {
  const conversation = conversationOn(system.line.phone('เงียบไม่จบ'));
  await conversation.say('แจ้งแบบเงียบ', 'เลือกหนึ่งข้อ');
  await conversation.say('2', 'ส่งตำแหน่ง');
  await conversation.doing(async () => system.clock.advance(21_000), 'ยังไม่ได้ตำแหน่ง');
  expect(conversation.phone.messages().at(-1)?.silent).toBe(true);
  expect(conversation.phone.lockScreen()).toEqual([]);
  const controlRoom = await system.officer('desk1300');
  const { unfinished } = await controlRoom.queue();
  expect(unfinished).toMatchObject([{ silent: true, type: 'confinement', phone: null }]);
});

test.each(['help, I can’t talk he is here', 'ช่วยด้วย พู\u200bดไม่ได้ เขาอยู่ใกล้'])(
  'the first text alone is enough to be answered without sound: %s',
  async (text) => {
    const conversation = conversationOn(system.line.phone(`คำแรก ${text}`));
    await conversation.say(text, '1–6');
    const [answer] = conversation.phone.messages().filter(({ from }) => from === 'bot');
    expect(answer).toMatchObject({ silent: true });
    expect(answer?.text.replace(TYPES, '')).not.toMatch(/191|What is happening|เกิดเหตุ|ESS Help Me/);
    expect(conversation.phone.lockScreen()).toEqual([]);
  },
);
