import { expect, test } from 'vitest';
import { PLACES } from '../support/an-incident.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');

test('LINE on a PC shows no buttons: everything can be typed, by number and by label', async () => {
  const conversation = conversationOn(system.line.phone('หน้าคอม'));
  conversation.phone.switchClient('pc');
  const asked = await conversation.say('แจ้งเหตุร้าย', 'เกิดเหตุแบบไหน');
  expect(asked.text).toContain('2 🔒');
  await conversation.say('2', 'พิมพ์ตำบล อำเภอ จังหวัด');
  await conversation.say('ต.ในเมือง อ.เมือง จ.พิษณุโลก', 'ขอเบอร์โทร');
  expect(conversation.buttons()).toEqual([]);
  await conversation.say('รับสายไม่ได้', 'คุยในแชตนี้ได้เลย');
  await conversation.say('สถานะ', 'ยังไม่มีเจ้าหน้าที่รับเหตุ');
  const cancel = await conversation.say('ยกเลิก', 'ขอยกเลิกเพราะอะไร');
  expect(cancel.text).toContain('1. กดผิด\n2. ปลอดภัยแล้ว\n3. ไม่ ช่วยต่อ');
  await conversation.say('3', 'เราช่วยต่อ');
  // No question is open, so a digit is for the officer.
  await conversation.say('3', 'เก็บไว้ให้เจ้าหน้าที่แล้ว');
  await conversation.say('แจ้งเหตุร้าย', 'เป็นเหตุเดิมหรือเหตุใหม่');
  await conversation.say('1', 'พิมพ์ ส่งรูป');
  const detail = await detailOf(officer, conversation);
  // The area's names are shown with every place already.
  expect(detail.incident).toMatchObject({ type: 'confinement', cancelRequestedAt: null, placeDetail: null });
  expect(detail.messages.map(({ text }) => text)).toEqual(['ต.ในเมือง อ.เมือง จ.พิษณุโลก', '3']);
  const { id } = detail.incident;
  await officer.post(`/api/v1/incidents/${id}/resolve`, { disposition: 'handled' });
  await officer.post(`/api/v1/incidents/${id}/close`, {});
  await conversation.phone.waitForMessage('ให้คะแนน');
  await conversation.say('5', 'บันทึกแล้ว');
  await conversation.say('ไม่มีใครมา', 'อีกครั้งแล้ว');
  expect((await officer.detail(id)).incident.status).toBe('reopened');
});

test('a typed street number is shown with the place, before the alert and after it; so is the text of a pin', async () => {
  const conversation = conversationOn(system.line.phone('บ้านคลอง'));
  await conversation.say('ช่วยด้วย ผัวจะฆ่า บ้านเลขที่ 99/7 หมู่ 3 หลังวัด', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'พิมพ์ตำบล อำเภอ จังหวัด');
  await conversation.say('ต.ในเมือง อ.เมือง จ.พิษณุโลก', 'ขอเบอร์โทร');
  await conversation.say('รับสายไม่ได้', 'คุยในแชตนี้ได้เลย');
  const { incident } = await detailOf(officer, conversation);
  expect(incident.placeDetail).toBe('ช่วยด้วย ผัวจะฆ่า บ้านเลขที่ 99/7 หมู่ 3 หลังวัด');
  await conversation.say('ซอย 3 ประตูเขียว', 'เก็บไว้ให้เจ้าหน้าที่แล้ว');
  const pin = { ...PLACES.muang, title: 'บ้านสมมติ', address: '99/7 ถ.สมมติ ต.ในเมือง อ.เมืองพิษณุโลก' };
  await conversation.doing(() => conversation.phone.sendLocation(pin), 'ได้ตำแหน่งใหม่แล้ว');
  const detail = await officer.detail(incident.id);
  expect(detail.incident.placeDetail).toBe(
    'ซอย 3 ประตูเขียว · ช่วยด้วย ผัวจะฆ่า บ้านเลขที่ 99/7 หมู่ 3 หลังวัด · บ้านสมมติ · 99/7 ถ.สมมติ ต.ในเมือง อ.เมืองพิษณุโลก',
  );
  // An officer edits it; the text of the next pin is added.
  const was = detail.incident.placeDetail;
  await officer.post(`/api/v1/incidents/${incident.id}/place-detail`, { detail: '99/7 ซอย 3 ประตูเขียว', was });
  expect((await officer.detail(incident.id)).incident.placeDetail).toBe('99/7 ซอย 3 ประตูเขียว');
});

test('a text in English is answered in English, to the end', async () => {
  const conversation = conversationOn(system.line.phone('Emma'));
  const person = conversation.phone.person;
  person.language = 'en';
  await conversation.say('help!', 'What is happening?');
  await conversation.say('he is beating me', 'Send the place and we alert the police');
  await conversation.say('16.82110, 100.26590', 'helps the officer find you');
  const detail = await detailOf(officer, conversation);
  expect(detail).toMatchObject({ incident: { type: 'threat-or-assault' }, reports: [{ language: 'en' }] });
  expect(conversation.phone.messages().some(({ text }) => text.includes('Sent to '))).toBe(true);
  await officer.post(`/api/v1/incidents/${detail.incident.id}/acknowledge`, { etaMinutes: 8 });
  await conversation.phone.waitForMessage('8 min');
});

test('"english" and "ไทย" change the language in the middle, and the choice stays', async () => {
  const conversation = conversationOn(system.line.phone('สองภาษา'));
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.say('english', 'English from now on');
  await conversation.phone.waitForMessage('What is happening?');
  await conversation.say('1', 'Send the place');
  await conversation.say('เขามีมีด', 'Received; it will go to the officer');
  await conversation.pin(PLACES.muang, 'helps the officer find you');
  await conversation.say('ไทย', 'ใช้ภาษาไทยแล้ว');
  await conversation.say('status', 'ยังไม่มีเจ้าหน้าที่รับเหตุ');
});

test('help that is not urgent, how to use it, greetings and texts that are not understood', async () => {
  const conversation = conversationOn(system.line.phone('ถามทั่วไป', { friend: false }));
  await conversation.doing(() => conversation.phone.follow(), 'รับแจ้งเหตุร้าย 24 ชั่วโมง');
  await conversation.say('ขอความช่วยเหลือ ไม่ฉุกเฉิน', '1300 ศูนย์ช่วยเหลือสังคม');
  expect(conversation.buttons()).toEqual(expect.arrayContaining(['โทร 1300', 'โทร 1323', 'โทร 1669', 'แจ้งเหตุร้าย']));
  await conversation.say('วิธีใช้', 'แจ้งโดยสุจริต');
  for (const text of ['สวัสดีครับ', 'ไอ้บ้า', '😂😂', '555', 'שלום', 'a\u202eb'])
    await conversation.say(text, 'ข้อความนี้ยังไม่ถึงเจ้าหน้าที่');
  expect(conversation.buttons()).toEqual(['แจ้งเหตุร้าย', 'แจ้งแบบเงียบ', 'โทร 191']);
  await conversation.say('สถานะ', 'คุณยังไม่มีการแจ้งเหตุ');
  await conversation.say('ยกเลิก', 'ไม่มีการแจ้งเหตุที่ค้างอยู่');
  await conversation.say('ไม่มีใครมา', 'คุณยังไม่มีการแจ้งเหตุ');
  await conversation.say('ขอความช่วยเหลือด้วย', 'เกิดเหตุแบบไหน');
});

test('a child’s text, the longest message and characters that no database can store all arrive', async () => {
  const conversation = conversationOn(system.line.phone('เด็ก'));
  await conversation.say('พ่อตีแม่ หนูกลัว', 'ส่งตำแหน่ง');
  await conversation.say(`${'ก'.repeat(4990)}🆘\0จบ`, 'ขอตำแหน่งที่เกิดเหตุก่อน');
  await conversation.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  const { incident, messages } = await detailOf(officer, conversation);
  expect(incident.type).toBe('threat-or-assault');
  expect(messages.map(({ text }) => text)).toEqual(['พ่อตีแม่ หนูกลัว', `${'ก'.repeat(4990)}🆘จบ`]);
});

test('English is answered in English, buttons and an officer’s question too, whatever the language of the app', async () => {
  const conversation = conversationOn(system.line.phone('คนต่างชาติ'));
  await conversation.say('help me please', 'What is happening');
  await conversation.say('he is beating me', 'Send the place');
  expect(conversation.buttons()).toContain('Send location');
  await conversation.pin(PLACES.muang, 'helps the officer find you');
  const { incident } = await detailOf(officer, conversation);
  await officer.post(`/api/v1/incidents/${incident.id}/acknowledge`, { etaMinutes: 8 });
  await conversation.phone.waitForMessage('8 min');
  await officer.post(`/api/v1/incidents/${incident.id}/questions`, { question: 'are-you-hurt' });
  const asked = await conversation.phone.waitForMessage('Are you hurt?');
  expect(asked.message?.sender).toEqual({ name: 'Mueang Phitsanulok' });
  expect(conversation.buttons()).toEqual(expect.arrayContaining(['Not hurt', 'See status']));
});
