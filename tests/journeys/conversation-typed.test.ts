import { expect, test } from 'vitest';
import { PLACES } from '../support/an-incident.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');

test('LINE on a PC shows no buttons: everything can be typed, by number and by word', async () => {
  const talk = conversationOn(system.line.phone('หน้าคอม'));
  talk.phone.switchClient('pc');
  const asked = await talk.say('แจ้งเหตุร้าย', 'เกิดเหตุแบบไหน');
  expect(asked.text).toContain('2 🔒');
  await talk.say('2', 'พิมพ์ตำบล อำเภอ จังหวัด');
  await talk.say('ต.ในเมือง อ.เมือง จ.พิษณุโลก', 'ขอเบอร์โทร');
  expect(talk.buttons()).toEqual([]);
  await talk.say('รับสายไม่ได้', 'คุยในแชตนี้ได้เลย');
  await talk.say('สถานะ', 'ยังไม่มีเจ้าหน้าที่รับเหตุ');
  const cancel = await talk.say('ยกเลิก', 'ขอยกเลิกเพราะอะไร');
  expect(cancel.text).toContain('1. กดผิด\n2. ปลอดภัยแล้ว\n3. ไม่ ช่วยต่อ');
  await talk.say('3', 'เราช่วยต่อ');
  // A digit now answers nothing of ours: it is for the officer.
  await talk.say('3', 'เก็บไว้ให้เจ้าหน้าที่แล้ว');
  await talk.say('แจ้งเหตุร้าย', 'เป็นเหตุเดิมหรือเหตุใหม่');
  await talk.say('1', 'พิมพ์ ส่งรูป');
  const detail = await detailOf(officer, talk);
  // The area's names stand with every place already.
  expect(detail.incident).toMatchObject({ type: 'confinement', cancelRequestedAt: null, placeDetail: null });
  expect(detail.messages.map(({ text }) => text)).toEqual(['ต.ในเมือง อ.เมือง จ.พิษณุโลก', '3']);
  const { id } = detail.incident;
  await officer.post(`/api/v1/incidents/${id}/resolve`, { disposition: 'handled' });
  await officer.post(`/api/v1/incidents/${id}/close`, {});
  await talk.phone.waitForMessage('ให้คะแนน');
  await talk.say('5', 'บันทึกแล้ว');
  await talk.say('ไม่มีใครมา', 'อีกครั้งแล้ว');
  expect((await officer.detail(id)).incident.status).toBe('reopened');
});

test('the street number somebody types stands with the place, before the alert and after it; so do the words of a pin', async () => {
  const talk = conversationOn(system.line.phone('บ้านคลอง'));
  await talk.say('ช่วยด้วย ผัวจะฆ่า บ้านเลขที่ 99/7 หมู่ 3 หลังวัด', 'เกิดเหตุแบบไหน');
  await talk.say('1', 'พิมพ์ตำบล อำเภอ จังหวัด');
  await talk.say('ต.ในเมือง อ.เมือง จ.พิษณุโลก', 'ขอเบอร์โทร');
  await talk.say('รับสายไม่ได้', 'คุยในแชตนี้ได้เลย');
  const { incident } = await detailOf(officer, talk);
  expect(incident.placeDetail).toBe('ช่วยด้วย ผัวจะฆ่า บ้านเลขที่ 99/7 หมู่ 3 หลังวัด');
  await talk.say('ซอย 3 ประตูเขียว', 'เก็บไว้ให้เจ้าหน้าที่แล้ว');
  const pin = { ...PLACES.muang, title: 'บ้านสมมติ', address: '99/7 ถ.สมมติ ต.ในเมือง อ.เมืองพิษณุโลก' };
  await talk.doing(() => talk.phone.sendLocation(pin), 'ได้ตำแหน่งใหม่แล้ว');
  const detail = await officer.detail(incident.id);
  expect(detail.incident.placeDetail).toBe(
    'ซอย 3 ประตูเขียว · ช่วยด้วย ผัวจะฆ่า บ้านเลขที่ 99/7 หมู่ 3 หลังวัด · บ้านสมมติ · 99/7 ถ.สมมติ ต.ในเมือง อ.เมืองพิษณุโลก',
  );
  // An officer makes one good line of it; the next pin's words come beside it.
  const was = detail.incident.placeDetail;
  await officer.post(`/api/v1/incidents/${incident.id}/place-detail`, { detail: '99/7 ซอย 3 ประตูเขียว', was });
  expect((await officer.detail(incident.id)).incident.placeDetail).toBe('99/7 ซอย 3 ประตูเขียว');
});

test('an English word is answered in English, to the end', async () => {
  const talk = conversationOn(system.line.phone('Emma'));
  const person = talk.phone.person;
  person.language = 'en';
  await talk.say('help!', 'What is happening?');
  await talk.say('he is beating me', 'Send the place and we alert the police');
  await talk.say('16.82110, 100.26590', 'helps the officer find you');
  const detail = await detailOf(officer, talk);
  expect(detail).toMatchObject({ incident: { type: 'threat-or-assault' }, reports: [{ language: 'en' }] });
  expect(talk.phone.messages().some(({ text }) => text.includes('Sent to '))).toBe(true);
  await officer.post(`/api/v1/incidents/${detail.incident.id}/acknowledge`, { etaMinutes: 8 });
  await talk.phone.waitForMessage('8 min');
});

test('"english" and "ไทย" change the language in the middle, and the choice stays', async () => {
  const talk = conversationOn(system.line.phone('สองภาษา'));
  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await talk.say('english', 'English from now on');
  await talk.phone.waitForMessage('What is happening?');
  await talk.say('1', 'Send the place');
  await talk.say('เขามีมีด', 'Received; it will go to the officer');
  await talk.pin(PLACES.muang, 'helps the officer find you');
  await talk.say('ไทย', 'ใช้ภาษาไทยแล้ว');
  await talk.say('status', 'ยังไม่มีเจ้าหน้าที่รับเหตุ');
});

test('help that is not urgent, how to use it, greetings and words nobody understands', async () => {
  const talk = conversationOn(system.line.phone('ถามทั่วไป', { friend: false }));
  await talk.doing(() => talk.phone.follow(), 'รับแจ้งเหตุร้าย 24 ชั่วโมง');
  await talk.say('ขอความช่วยเหลือ ไม่ฉุกเฉิน', '1300 ศูนย์ช่วยเหลือสังคม');
  expect(talk.buttons()).toEqual(expect.arrayContaining(['โทร 1300', 'โทร 1323', 'โทร 1669', 'แจ้งเหตุร้าย']));
  await talk.say('วิธีใช้', 'ผู้แจ้งโดยสุจริต');
  for (const text of ['สวัสดีครับ', 'ไอ้บ้า', '😂😂', '555', 'שלום', 'a\u202eb'])
    await talk.say(text, 'ข้อความนี้ยังไม่ถึงเจ้าหน้าที่');
  expect(talk.buttons()).toEqual(['แจ้งเหตุร้าย', 'แจ้งแบบเงียบ', 'โทร 191']);
  await talk.say('สถานะ', 'คุณยังไม่มีการแจ้งเหตุ');
  await talk.say('ยกเลิก', 'ไม่มีการแจ้งเหตุที่ค้างอยู่');
  await talk.say('ไม่มีใครมา', 'คุณยังไม่มีการแจ้งเหตุ');
  await talk.say('ขอความช่วยเหลือด้วย', 'เกิดเหตุแบบไหน');
});

test('a child’s words, the longest message and signs no database can keep all arrive', async () => {
  const talk = conversationOn(system.line.phone('เด็ก'));
  await talk.say('พ่อตีแม่ หนูกลัว', 'ส่งตำแหน่ง');
  await talk.say(`${'ก'.repeat(4990)}🆘\0จบ`, 'ขอตำแหน่งที่เกิดเหตุก่อน');
  await talk.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  const { incident, messages } = await detailOf(officer, talk);
  expect(incident.type).toBe('threat-or-assault');
  expect(messages.map(({ text }) => text)).toEqual(['พ่อตีแม่ หนูกลัว', `${'ก'.repeat(4990)}🆘จบ`]);
});

test('who writes English is answered in English, buttons and an officer’s question too, whatever their app says', async () => {
  const talk = conversationOn(system.line.phone('คนต่างชาติ'));
  await talk.say('help me please', 'What is happening');
  await talk.say('he is beating me', 'Send the place');
  expect(talk.buttons()).toContain('Send location');
  await talk.pin(PLACES.muang, 'helps the officer find you');
  const { incident } = await detailOf(officer, talk);
  await officer.post(`/api/v1/incidents/${incident.id}/acknowledge`, { etaMinutes: 8 });
  await talk.phone.waitForMessage('8 min');
  await officer.post(`/api/v1/incidents/${incident.id}/questions`, { question: 'are-you-hurt' });
  const asked = await talk.phone.waitForMessage('Are you hurt?');
  expect(asked.message?.sender).toEqual({ name: 'Mueang Phitsanulok' });
  expect(talk.buttons()).toEqual(expect.arrayContaining(['Not hurt', 'See status']));
});
