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
  const talk = someone('ปักหมุดก่อน');
  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  const alerted = await talk.pin(PLACES.muang, 'ส่งเรื่องแล้ว เกิดเหตุแบบไหน');
  expect(alerted.text).toContain('อื่น ๆ / ไม่แน่ใจ');
  expect(await detailOf(officer, talk)).toMatchObject({
    incident: { type: 'unknown', status: 'open' },
    positions: [{ ...PLACES.muang, source: 'line-pin', accuracyMetres: null }],
  });
  await talk.tap('กักขังหน่วงเหนี่ยว', 'ขอเบอร์โทร');
  expect((await detailOf(officer, talk)).incident.type).toBe('confinement');
});

test('even a bare pin is an alert; an officer says what it is, and what the reporter says later no longer renames it', async () => {
  const talk = someone('ปักหมุดอย่างเดียว');
  await talk.pin(PLACES.muang, 'ส่งเรื่องแล้ว เกิดเหตุแบบไหน');
  const { incident, actions } = await detailOf(officer, talk);
  expect(actions).toContain('type');
  const path = `/api/v1/incidents/${incident.id}/type`;
  expect(await officer.post(path, { type: 'unknown' })).toMatchObject({ status: 400 });
  expect(await officer.post(path, { type: 'confinement' })).toMatchObject({ status: 200 });
  await talk.say('6', 'ขอเบอร์โทร');
  await talk.tap('ผู้คลุ้มคลั่ง', 'เปลี่ยนเป็น “ผู้คลุ้มคลั่ง” แล้ว');
  const after = await detailOf(officer, talk);
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
  const talk = someone('เลือกใหม่');
  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await talk.tap('ข่มขู่ หรือทำร้าย', 'ส่งตำแหน่ง');
  await talk.tap('กักขังหน่วงเหนี่ยว', 'ส่งตำแหน่ง');
  await talk.pin(PLACES.muang, 'ขอเบอร์โทร');
  expect((await detailOf(officer, talk)).incident.type).toBe('confinement');
  await talk.tap('ผู้คลุ้มคลั่ง', 'เปลี่ยนเป็น “ผู้คลุ้มคลั่ง” แล้ว');
  const changed = await detailOf(officer, talk);
  expect(changed.incident.type).toBe('violent-frenzy');
  expect(changed.timeline.at(-1)).toMatchObject({
    kind: 'type-changed',
    details: { from: 'confinement', to: 'violent-frenzy' },
  });
});

test('words, a picture and a sticker before the place: asked again each time, then handed over in their order', async () => {
  const talk = someone('เล่าก่อน');
  const again = 'ขอตำแหน่งที่เกิดเหตุก่อน';
  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await talk.say('1', 'ส่งตำแหน่ง');
  await talk.say('เขามีมีด', again);
  await talk.doing(() => talk.phone.sendImage(PHOTO), again);
  await talk.doing(() => talk.phone.sendSticker(), again);
  expect(talk.buttons()).toEqual(['ส่งตำแหน่ง', 'โทร 191', 'ยกเลิก']);
  await talk.pin(PLACES.muang, 'ขอเบอร์โทร');
  const kinds = async () => (await detailOf(officer, talk)).messages.map(({ kind, text }) => text ?? kind);
  expect(await kinds()).toEqual(['เขามีมีด', 'image', 'sticker']);
  await expect
    .poll(async () => (await detailOf(officer, talk)).messages[1]?.attachmentUrl, { timeout: 10_000 })
    .toContain('/attachments/');
});

test('a phone: wrong, then right in Thai digits; offered as one tap the next time, and not given away before', async () => {
  const talk = someone('ให้เบอร์');
  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await talk.say('1', 'ส่งตำแหน่ง');
  await talk.pin(PLACES.muang, 'ขอเบอร์โทร');
  await talk.say('081-234-567', 'เบอร์นี้ไม่ถูกต้อง');
  await talk.say('๐๘๑-๒๓๔-๕๖๗๘', 'บันทึกเบอร์ 081 234 5678 แล้ว');
  const first = await detailOf(officer, talk);
  expect(first.reports).toMatchObject([{ phone: '+66812345678', canTakeCalls: true }]);
  expect(first.messages.map(({ text }) => text)).toContain('081-234-567');

  await talk.tap('ยกเลิก', 'ขอยกเลิกเพราะอะไร');
  await talk.say('กดผิด', 'บอกเจ้าหน้าที่แล้ว');
  await officer.post(`/api/v1/incidents/${first.incident.id}/cancel`, {});
  await talk.phone.waitForMessage('เจ้าหน้าที่ยกเลิกเหตุ');

  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await talk.say('1', 'ส่งตำแหน่ง');
  await talk.pin(PLACES.muang, 'ขอเบอร์โทร');
  expect((await detailOf(officer, talk)).reports).toMatchObject([{ phone: null }]);
  await talk.tap('ใช้ 081 234 5678', 'บันทึกเบอร์ 081 234 5678 แล้ว');
  expect((await detailOf(officer, talk)).reports).toMatchObject([{ phone: '+66812345678' }]);
});

test('"I can’t take calls" is an answer', async () => {
  const talk = someone('รับสายไม่ได้');
  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await talk.say('1', 'ส่งตำแหน่ง');
  await talk.pin(PLACES.muang, 'ขอเบอร์โทร');
  await talk.tap('รับสายไม่ได้', 'คุยในแชตนี้ได้เลย');
  expect((await detailOf(officer, talk)).reports).toMatchObject([{ phone: null, canTakeCalls: false, silent: false }]);
});

test('a place outside Thailand is refused and asked for again, before the alert and after it', async () => {
  const talk = someone('อยู่ไกล');
  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await talk.say('1', 'ส่งตำแหน่ง');
  await talk.pin(TOKYO, 'อยู่นอกประเทศไทย');
  expect(talk.buttons()).toContain('ส่งตำแหน่ง');
  await talk.pin(PLACES.muang, 'ขอเบอร์โทร');
  await talk.pin(TOKYO, 'อยู่นอกประเทศไทย');
  await talk.pin(PLACES.nearWangThong, 'ได้ตำแหน่งใหม่แล้ว');
  expect((await detailOf(officer, talk)).positions.map(({ lat }) => lat)).toEqual([
    PLACES.nearWangThong.lat,
    PLACES.muang.lat,
  ]);
});

test('one message says all of it: the alert goes out at once, with the words and how exact the place is', async () => {
  const talk = someone('พิมพ์ทีเดียว');
  const words = 'ช่วยด้วย โดนแฟนขังไว้ที่หอ ต.ในเมือง อ.เมืองพิษณุโลก หลังเซเว่น';
  await talk.say(words, 'ส่งเรื่องให้ สภ.เมืองพิษณุโลก แล้ว');
  const detail = await detailOf(officer, talk);
  expect(detail.incident.type).toBe('confinement');
  expect(detail.messages).toMatchObject([{ kind: 'text', text: words }]);
  expect(detail.positions).toMatchObject([
    { source: 'typed', label: 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก', accuracyMetres: expect.any(Number) },
  ]);
});

test('names that lie together are one place, known well enough for an alert; a landmark alone is kept and the place asked for again', async () => {
  const talk = someone('พิมพ์ที่อยู่');
  await talk.say('โดนทำร้าย', 'ส่งตำแหน่ง');
  const landmark = await talk.say('หลังวัดใหญ่ ตรงข้ามเซเว่น', 'ขอตำแหน่งที่เกิดเหตุก่อน');
  expect(landmark.text).toContain('โทร 191');
  await talk.say('วัดโบสถ์ พิษณุโลก', 'รอเจ้าหน้าที่รับเหตุ');
  const desk = await system.officer('desk1300');
  const detail = await detailOf(desk, talk);
  expect(detail.incident.place.districtTh).toBe('วัดโบสถ์');
  expect(detail.positions[0]?.label).toBe('ต.วัดโบสถ์ อ.วัดโบสถ์ จ.พิษณุโลก หรือ อ.วัดโบสถ์ จ.พิษณุโลก');
  expect(detail.messages.map(({ text }) => text)).toEqual(['โดนทำร้าย', 'หลังวัดใหญ่ ตรงข้ามเซเว่น', 'วัดโบสถ์ พิษณุโลก']);
});

test('a copied map link is a place', async () => {
  const talk = someone('ส่งลิงก์');
  await talk.say('โดนทำร้าย', 'ส่งตำแหน่ง');
  await talk.say('https://maps.google.com/?q=16.82110,100.26590', 'รอเจ้าหน้าที่รับเหตุ');
  expect((await detailOf(officer, talk)).positions).toMatchObject([{ ...PLACES.muang, source: 'typed' }]);
});

test('a voice message alone begins a report: whoever can only do that is asked on, and heard', async () => {
  const talk = someone('ส่งเสียง');
  await talk.doing(() => talk.phone.sendAudio(Buffer.from('aa'), 3000), 'ได้รับแล้ว จะส่งต่อให้เจ้าหน้าที่');
  await talk.tap('ข่มขู่ หรือทำร้าย', 'ส่งตำแหน่ง');
  await talk.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  expect((await detailOf(officer, talk)).messages).toMatchObject([{ kind: 'audio' }]);
});

test('the location button comes back with every prompt after the type', async () => {
  const talk = someone('ปุ่มหาย');
  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await talk.say('1', 'ส่งตำแหน่ง');
  for (const [text, answer] of [
    ['อะไรนะ', 'ขอตำแหน่งที่เกิดเหตุก่อน'],
    ['วิธีใช้', 'ผู้แจ้งโดยสุจริต'],
    ['สถานะ', 'ยังไม่ได้แจ้งตำรวจ'],
    ['1300', 'ปรึกษาได้ 24 ชั่วโมง'],
    ['ยกเลิก', 'จะเลิกแจ้งเพราะอะไร'],
    ['ไม่', 'ส่งตำแหน่งที่เกิดเหตุ'],
  ] as const) {
    await talk.say(text, answer);
    expect([text, talk.buttons()]).toEqual([text, expect.arrayContaining(['ส่งตำแหน่ง', 'โทร 191'])]);
  }
  await talk.pin(PLACES.muang, 'ขอเบอร์โทร');
  expect(talk.buttons()).toEqual(expect.arrayContaining(['ส่งตำแหน่ง', 'ส่งรูป', 'ดูสถานะ', 'โทร 191', 'ยกเลิก']));
});
