import { expect, test } from 'vitest';
import { PLACES } from '../support/an-incident.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
const BETRAYING = /ตำรวจ|สถานี|สภ\.|เหตุ|เจ้าหน้าที่|191|1300|แจ้ง/;
/** The type list must be there to be chosen from; nothing else on the screen may say what it is about. */
const TYPES = /ข่มขู่ หรือทำร้าย|กักขังหน่วงเหนี่ยว|เสี่ยงถูกล่วงละเมิด|ผู้คลุ้มคลั่ง|มั่วสุมก่อเหตุร้าย/g;

test('silent from the first tap to the last word: no sound, no trace, nothing on the lock screen that betrays', async () => {
  const talk = conversationOn(system.line.phone('เงียบ'));
  const { phone } = talk;
  await talk.say('แจ้งแบบเงียบ', 'เลือกหนึ่งข้อ');
  await talk.tap('กักขังหน่วงเหนี่ยว', 'ส่งตำแหน่ง');
  const own = phone.messages().filter(({ from }) => from === 'me').length;
  await talk.pin(PLACES.muang, 'กำลังรอผู้รับเรื่อง');
  const detail = await detailOf(officer, talk);
  expect(detail.incident).toMatchObject({ silent: true, priority: 'critical' });
  expect(detail.reports).toMatchObject([{ silent: true, phone: null }]);

  await talk.say('เขาอยู่ข้างๆ', '✓');
  await talk.say('สถานะ', 'ยังไม่มีผู้รับเรื่อง');
  await talk.say('0812345678', '✓');
  expect((await detailOf(officer, talk)).reports).toMatchObject([{ phone: null }]);
  const act = (name: string, body: object = {}) =>
    officer.post(`/api/v1/incidents/${detail.incident.id}/${name}`, body);
  await act('acknowledge', { etaMinutes: 8 });
  await phone.waitForMessage('8 นาที');
  await act('messages', { text: 'ตอบด้วยปุ่มได้' });
  await phone.waitForMessage('ตอบด้วยปุ่มได้');
  await act('eta', { etaMinutes: 11 });
  await phone.waitForMessage('11 นาที');
  await act('en-route', {});
  await phone.waitForMessage('กำลังเดินทาง');
  await act('on-scene');
  await phone.waitForMessage('ถึงแล้ว');
  await talk.tap('จบ', 'จะจบเรื่องนี้ไหม');
  await talk.tap('ไม่ ทำต่อ', '✓');
  await act('resolve', { disposition: 'handed-to-care' });
  await phone.waitForMessage('เสร็จแล้ว');
  await act('close');
  await phone.waitForMessage('จบเรื่องแล้ว');
  await talk.tap('5 ดาว', 'บันทึกแล้ว');
  await talk.say('ทดสอบ', 'ยังไม่ได้ส่งให้ใคร');
  await talk.say('วิธีใช้', 'เลือกหนึ่งข้อ');
  await talk.say('1300', 'โทรปรึกษา');

  const said = phone.messages().filter(({ from }) => from === 'bot');
  expect(said.length).toBeGreaterThan(15);
  for (const { silent, text: words, message } of said) {
    expect([words, silent]).toEqual([words, true]);
    expect(words.replace(TYPES, '')).not.toMatch(BETRAYING);
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

test('a dropped silent draft leaves a quiet screen; a pin sent later is silent again, a loud report only when asked for', async () => {
  const talk = conversationOn(system.line.phone('เงียบแล้วเลิก'));
  await talk.say('พูดไม่ได้', 'เลือกหนึ่งข้อ');
  await talk.tap('จบ', 'จะจบเรื่องนี้ไหม');
  await talk.tap('เรียบร้อยแล้ว', 'รับทราบ');
  await talk.say('อะไรนะ', 'ยังไม่ได้ส่งให้ใคร');
  await talk.pin(PLACES.muang, 'กำลังรอผู้รับเรื่อง');
  await talk.say('1', 'เปลี่ยนแล้ว');
  expect((await detailOf(officer, talk)).incident.silent).toBe(true);
  expect(talk.phone.lockScreen()).toEqual([]);
});

test('an unfinished silent report is asked on without a sound, and the desk is shown no phone to call', async () => {
  const talk = conversationOn(system.line.phone('เงียบไม่จบ'));
  await talk.say('แจ้งแบบเงียบ', 'เลือกหนึ่งข้อ');
  await talk.say('2', 'ส่งตำแหน่ง');
  await talk.doing(async () => system.clock.advance(21_000), 'ยังไม่ได้ตำแหน่ง');
  expect(talk.phone.messages().at(-1)?.silent).toBe(true);
  expect(talk.phone.lockScreen()).toEqual([]);
  const desk = await system.officer('desk1300');
  const { unfinished } = await desk.queue();
  expect(unfinished).toMatchObject([{ silent: true, type: 'confinement', phone: null }]);
});

test.each(['help, I can’t talk he is here', 'ช่วยด้วย พู\u200bดไม่ได้ เขาอยู่ใกล้'])(
  'the first words alone are enough to be answered without a sound: %s',
  async (words) => {
    const talk = conversationOn(system.line.phone(`คำแรก ${words}`));
    await talk.say(words, '1–6');
    const [answer] = talk.phone.messages().filter(({ from }) => from === 'bot');
    expect(answer).toMatchObject({ silent: true });
    expect(answer?.text.replace(TYPES, '')).not.toMatch(/191|What is happening|เกิดเหตุ|ESS Help Me/);
    expect(talk.phone.lockScreen()).toEqual([]);
  },
);
