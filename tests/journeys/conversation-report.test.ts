import { expect, test } from 'vitest';
import { PLACES } from '../support/an-incident.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { aPhoto } from '../support/reporter-files.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
const someone = (name: string) => conversationOn(system.line.phone(name));
const PHOTO = await aPhoto();
const TOKYO = { lat: 35.6812, lng: 139.7671 };

test('a place without a type is an alert at once; the type is asked for afterwards, then the phone', async () => {
  const conversation = someone('ปักหมุดก่อน');
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  const alerted = await conversation.pin(PLACES.muang, 'ส่งเรื่องแล้ว เกิดเหตุแบบไหน');
  expect(alerted.text).toContain('อื่น ๆ / ไม่แน่ใจ');
  expect(await detailOf(officer, conversation)).toMatchObject({
    incident: { type: 'unknown', status: 'open' },
    positions: [{ ...PLACES.muang, source: 'line-pin', accuracyMetres: null }],
  });
  await conversation.tap('กักขังหน่วงเหนี่ยว', 'ขอเบอร์โทร');
  expect((await detailOf(officer, conversation)).incident.type).toBe('confinement');
});

test('even a pin alone is an alert; after an officer has set the type, the reporter no longer changes it', async () => {
  const conversation = someone('ปักหมุดอย่างเดียว');
  await conversation.pin(PLACES.muang, 'ส่งเรื่องแล้ว เกิดเหตุแบบไหน');
  const { incident, actions } = await detailOf(officer, conversation);
  expect(actions).toContain('type');
  const path = `/api/v1/incidents/${incident.id}/type`;
  expect(await officer.post(path, { type: 'unknown' })).toMatchObject({ status: 400 });
  expect(await officer.post(path, { type: 'confinement' })).toMatchObject({ status: 200 });
  await conversation.say('6', 'ขอเบอร์โทร');
  await conversation.tap('ผู้คลุ้มคลั่ง', 'เปลี่ยนเป็น “ผู้คลุ้มคลั่ง” แล้ว');
  const after = await detailOf(officer, conversation);
  expect(after.incident).toMatchObject({ type: 'confinement', status: 'open' });
  const changes = after.timeline.filter(({ kind }) => kind === 'type-changed');
  expect(changes).toMatchObject([
    { by: { name: expect.any(String) }, details: { from: 'unknown', to: 'confinement' } },
    { by: null, details: { from: 'unknown', to: 'violent-frenzy' } },
  ]);
  const elsewhere = await system.officer('duty-wangthong');
  expect((await elsewhere.post(path, { type: 'confinement' })).status).toBeGreaterThanOrEqual(403);
});

test('another type corrects the first, before and after the alert', async () => {
  const conversation = someone('เลือกใหม่');
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.tap('ข่มขู่ หรือทำร้าย', 'ส่งตำแหน่ง');
  await conversation.tap('กักขังหน่วงเหนี่ยว', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'ขอเบอร์โทร');
  expect((await detailOf(officer, conversation)).incident.type).toBe('confinement');
  await conversation.tap('ผู้คลุ้มคลั่ง', 'เปลี่ยนเป็น “ผู้คลุ้มคลั่ง” แล้ว');
  const changed = await detailOf(officer, conversation);
  expect(changed.incident.type).toBe('violent-frenzy');
  expect(changed.timeline.at(-1)).toMatchObject({
    kind: 'type-changed',
    details: { from: 'confinement', to: 'violent-frenzy' },
  });
});

test('texts, a picture and a sticker before the place: asked again each time, then passed on in order', async () => {
  const conversation = someone('เล่าก่อน');
  const again = 'ขอตำแหน่งที่เกิดเหตุก่อน';
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  await conversation.say('เขามีมีด', again);
  await conversation.doing(() => conversation.phone.sendImage(PHOTO), again);
  await conversation.doing(() => conversation.phone.sendSticker(), again);
  expect(conversation.buttons()).toEqual(['ส่งตำแหน่ง', 'โทร 191', 'ยกเลิก']);
  await conversation.pin(PLACES.muang, 'ขอเบอร์โทร');
  const kinds = async () => (await detailOf(officer, conversation)).messages.map(({ kind, text }) => text ?? kind);
  expect(await kinds()).toEqual(['เขามีมีด', 'image', 'sticker']);
  await expect
    .poll(async () => (await detailOf(officer, conversation)).messages[1]?.attachmentUrl)
    .toContain('/attachments/');
});

test('a phone: wrong, then right in Thai digits; offered as one tap the next time, and not passed on before', async () => {
  const conversation = someone('ให้เบอร์');
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'ขอเบอร์โทร');
  await conversation.say('081-234-567', 'เบอร์นี้ไม่ถูกต้อง');
  await conversation.say('๐๘๑-๒๓๔-๕๖๗๘', 'บันทึกเบอร์ 081 234 5678 แล้ว');
  const first = await detailOf(officer, conversation);
  expect(first.reports).toMatchObject([{ phone: '+66812345678', canTakeCalls: true }]);
  expect(first.messages.map(({ text }) => text)).toContain('081-234-567');

  await conversation.tap('ยกเลิก', 'ขอยกเลิกเพราะอะไร');
  await conversation.say('กดผิด', 'บอกเจ้าหน้าที่แล้ว');
  await officer.post(`/api/v1/incidents/${first.incident.id}/cancel`, {});
  await conversation.phone.waitForMessage('เจ้าหน้าที่ยกเลิกเหตุ');

  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'ขอเบอร์โทร');
  expect((await detailOf(officer, conversation)).reports).toMatchObject([{ phone: null }]);
  await conversation.tap('ใช้ 081 234 5678', 'บันทึกเบอร์ 081 234 5678 แล้ว');
  expect((await detailOf(officer, conversation)).reports).toMatchObject([{ phone: '+66812345678' }]);
});

test('"I can’t take calls" is an answer', async () => {
  const conversation = someone('รับสายไม่ได้');
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'ขอเบอร์โทร');
  await conversation.tap('รับสายไม่ได้', 'คุยในแชตนี้ได้เลย');
  expect((await detailOf(officer, conversation)).reports).toMatchObject([
    { phone: null, canTakeCalls: false, silent: false },
  ]);
});

test('a place outside Thailand is refused and asked for again, before the alert and after it', async () => {
  const conversation = someone('อยู่ไกล');
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  await conversation.pin(TOKYO, 'อยู่นอกประเทศไทย');
  expect(conversation.buttons()).toContain('ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'ขอเบอร์โทร');
  await conversation.pin(TOKYO, 'อยู่นอกประเทศไทย');
  await conversation.pin(PLACES.nearWangThong, 'ได้ตำแหน่งใหม่แล้ว');
  expect((await detailOf(officer, conversation)).positions.map(({ lat }) => lat)).toEqual([
    PLACES.nearWangThong.lat,
    PLACES.muang.lat,
  ]);
});

test('one message with everything: the alert goes out at once, with the text and the accuracy of the place', async () => {
  const conversation = someone('พิมพ์ทีเดียว');
  const text = 'ช่วยด้วย โดนแฟนขังไว้ที่หอ ต.ในเมือง อ.เมืองพิษณุโลก หลังเซเว่น';
  await conversation.say(text, 'ส่งเรื่องให้ สภ.เมืองพิษณุโลก แล้ว');
  const detail = await detailOf(officer, conversation);
  expect(detail.incident.type).toBe('confinement');
  expect(detail.messages).toMatchObject([{ kind: 'text', text }]);
  expect(detail.positions).toMatchObject([
    { source: 'typed', label: 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก', accuracyMetres: expect.any(Number) },
  ]);
});

test('names close together are one place, exact enough for an alert; a landmark alone is stored and the place asked for again', async () => {
  const conversation = someone('พิมพ์ที่อยู่');
  await conversation.say('โดนทำร้าย', 'ส่งตำแหน่ง');
  const landmark = await conversation.say('หลังวัดใหญ่ ตรงข้ามเซเว่น', 'ขอตำแหน่งที่เกิดเหตุก่อน');
  expect(landmark.text).toContain('โทร 191');
  await conversation.say('วัดโบสถ์ พิษณุโลก', 'รอเจ้าหน้าที่รับเหตุ');
  const controlRoom = await system.officer('desk1300');
  const detail = await detailOf(controlRoom, conversation);
  expect(detail.incident.place.districtTh).toBe('วัดโบสถ์');
  expect(detail.positions[0]?.label).toBe('ต.วัดโบสถ์ อ.วัดโบสถ์ จ.พิษณุโลก หรือ อ.วัดโบสถ์ จ.พิษณุโลก');
  expect(detail.messages.map(({ text }) => text)).toEqual(['โดนทำร้าย', 'หลังวัดใหญ่ ตรงข้ามเซเว่น', 'วัดโบสถ์ พิษณุโลก']);
});

test('a copied map link is a place', async () => {
  const conversation = someone('ส่งลิงก์');
  await conversation.say('โดนทำร้าย', 'ส่งตำแหน่ง');
  await conversation.say('https://maps.google.com/?q=16.82110,100.26590', 'รอเจ้าหน้าที่รับเหตุ');
  expect((await detailOf(officer, conversation)).positions).toMatchObject([{ ...PLACES.muang, source: 'typed' }]);
});

test('a voice message alone begins a report, and its sender is asked for the rest', async () => {
  const conversation = someone('ส่งเสียง');
  await conversation.doing(() => conversation.phone.sendAudio(Buffer.from('aa'), 3000), 'ได้รับแล้ว จะส่งต่อให้เจ้าหน้าที่');
  await conversation.tap('ข่มขู่ หรือทำร้าย', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  expect((await detailOf(officer, conversation)).messages).toMatchObject([{ kind: 'audio' }]);
});

test('the location button comes back with every prompt after the type', async () => {
  const conversation = someone('ปุ่มหาย');
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  for (const [text, answer] of [
    ['อะไรนะ', 'ขอตำแหน่งที่เกิดเหตุก่อน'],
    ['วิธีใช้', 'แจ้งโดยสุจริต'],
    ['สถานะ', 'ยังไม่ได้แจ้งตำรวจ'],
    ['1300', 'ปรึกษาได้ 24 ชั่วโมง'],
    ['ยกเลิก', 'จะเลิกแจ้งเพราะอะไร'],
    ['ไม่', 'ส่งตำแหน่งที่เกิดเหตุ'],
  ] as const) {
    await conversation.say(text, answer);
    expect([text, conversation.buttons()]).toEqual([text, expect.arrayContaining(['ส่งตำแหน่ง', 'โทร 191'])]);
  }
  await conversation.pin(PLACES.muang, 'ขอเบอร์โทร');
  expect(conversation.buttons()).toEqual(expect.arrayContaining(['ส่งตำแหน่ง', 'ส่งรูป', 'ดูสถานะ', 'โทร 191', 'ยกเลิก']));
});
