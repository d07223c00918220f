import { expect, test } from 'vitest';
import { PLACES } from '../support/an-incident.ts';
import { conversationOn, detailOf, type PhoneConversation } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
/** The officer's side of the incident that this phone has just reported. */
async function officerFor(talk: PhoneConversation) {
  const { incident } = await detailOf(officer, talk);
  return async (name: string, body: object = {}) => {
    const answer = await officer.post(`/api/v1/incidents/${incident.id}/${name}`, body);
    expect(answer).toMatchObject({ status: 200 });
  };
}

async function reported(name: string): Promise<PhoneConversation> {
  const talk = conversationOn(system.line.phone(name));
  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await talk.say('1', 'ส่งตำแหน่ง');
  await talk.pin(PLACES.muang, 'ขอเบอร์โทร');
  return talk;
}

test('status tells the truth at each stage, also when a promise has passed', async () => {
  const talk = await reported('ถามสถานะ');
  const act = await officerFor(talk);
  const status = () => talk.say('สถานะ', 'เลขที่ ES-').then(({ text }) => text);
  expect(await status()).toMatch(/เมื่อครู่ ยังไม่มีเจ้าหน้าที่รับเหตุ\nถ้าโทรได้ โทร 191/);
  system.clock.advance(12 * 60_000);
  expect(await status()).toContain('ยังไม่มีเจ้าหน้าที่รับเหตุ ผ่านมา 12 นาที\nถ้าโทรได้ โทร 191');
  expect((await talk.say('มีใครอยู่ไหม', 'เก็บไว้ให้เจ้าหน้าที่แล้ว')).text).toContain('ยังไม่มีใครรับเหตุ');

  await act('acknowledge', { etaMinutes: 8 });
  await talk.phone.waitForMessage('8 นาที');
  expect(await status()).toMatch(/เจ้าหน้าที่รับเหตุแล้ว\nคาดว่าถึงราว \d\d:\d\d น\./);
  system.clock.advance(9 * 60_000);
  expect(await status()).toMatch(/เลยเวลาที่บอกไว้ .* ยังไม่ได้รับแจ้งว่าถึง\nถ้าโทรได้ โทร 191/);
  await act('en-route', { etaMinutes: 5 });
  await talk.phone.waitForMessage('ออกเดินทางแล้ว');
  expect(await status()).toContain('เจ้าหน้าที่กำลังเดินทาง\nคาดว่าถึงราว');
  await act('on-scene');
  await talk.phone.waitForMessage('บอกว่าถึงที่เกิดเหตุแล้ว');
  expect(await status()).toContain('เจ้าหน้าที่บอกว่าถึงที่เกิดเหตุแล้ว');
  await act('resolve', { disposition: 'handled' });
  await talk.phone.waitForMessage('ช่วยเหลือเรียบร้อยแล้ว');
  expect(await status()).toContain('ถ้าไม่มีใครมา แตะ “ไม่มีใครมา”');
  await act('close');
  await talk.phone.waitForMessage('ให้คะแนน');
  expect(await status()).toContain('ปิดเรื่องแล้ว');
});

test('"nobody came" said to an officer who says they are there reaches that officer', async () => {
  const talk = await reported('ไม่เห็นใคร');
  const act = await officerFor(talk);
  await act('on-scene');
  await talk.phone.waitForMessage('บอกว่าถึงที่เกิดเหตุแล้ว');
  await talk.say('ไม่มีใครมาเลย ประตูหลังปิดอยู่', 'เลขที่ ES-');
  const detail = await detailOf(officer, talk);
  expect(detail.incident.status).toBe('on-scene');
  expect(detail.messages.at(-1)?.text).toBe('ไม่มีใครมาเลย ประตูหลังปิดอยู่');
});

test('"report" again asks: the same goes on, the new one is an incident of its own', async () => {
  const talk = await reported('แจ้งซ้ำ');
  const first = talk.code();
  const asked = await talk.say('แจ้งเหตุร้าย', 'เป็นเหตุเดิมหรือเหตุใหม่');
  expect(asked.text).toContain('1. เหตุเดิม\n2. เหตุใหม่');
  await talk.tap('เหตุเดิม', 'พิมพ์ ส่งรูป หรือส่งตำแหน่งเพิ่มได้เลย');
  await talk.say('แจ้งเหตุร้าย', 'เป็นเหตุเดิมหรือเหตุใหม่');
  await talk.say('2', 'เกิดเหตุแบบไหน');
  await talk.tap('ผู้คลุ้มคลั่ง', 'ส่งตำแหน่ง');
  await talk.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  expect(talk.code()).not.toBe(first);
  const open = (await officer.queue()).incidents.map(({ code }) => code);
  expect(open).toEqual(expect.arrayContaining([first, talk.code()]));
});

test('an older incident’s buttons answer for the older one, its officer’s words are answered to that officer', async () => {
  const talk = await reported('สองเรื่อง');
  const older = await detailOf(officer, talk);
  await talk.say('แจ้งเหตุร้าย', 'เป็นเหตุเดิมหรือเหตุใหม่');
  await talk.say('ใหม่', 'เกิดเหตุแบบไหน');
  await talk.say('4', 'ส่งตำแหน่ง');
  await talk.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  const newer = await detailOf(officer, talk);

  await officer.post(`/api/v1/incidents/${older.incident.id}/messages`, { text: 'บ้านสีอะไร' });
  await talk.phone.waitForMessage('บ้านสีอะไร');
  await talk.say('สีฟ้า', 'เก็บไว้ให้เจ้าหน้าที่แล้ว');
  expect((await officer.detail(older.incident.id)).messages.at(-1)?.text).toBe('สีฟ้า');

  await officer.post(`/api/v1/incidents/${newer.incident.id}/messages`, { text: 'มีกี่คน' });
  await talk.phone.waitForMessage('มีกี่คน');
  await officer.post(`/api/v1/incidents/${older.incident.id}/resolve`, { disposition: 'handled' });
  await talk.phone.waitForMessage('ช่วยเหลือเรียบร้อยแล้ว');
  await talk.tap('ไม่มีใครมา', `เปิดเหตุ ${older.incident.code} อีกครั้งแล้ว`);
  await talk.say('สามคน', 'เก็บไว้ให้เจ้าหน้าที่แล้ว');
  expect((await officer.detail(newer.incident.id)).messages.at(-1)?.text).toBe('สามคน');
  expect((await officer.detail(older.incident.id)).incident).toMatchObject({
    status: 'reopened',
    priority: 'critical',
  });
});

test('"silent" while an incident is open silences it at once, and everything after it', async () => {
  const talk = await reported('เงียบทีหลัง');
  const act = await officerFor(talk);
  await talk.say('อย่าโทรมานะ', 'จะไม่มีใครโทร');
  const detail = await detailOf(officer, talk);
  expect(detail.incident).toMatchObject({ silent: true, priority: 'critical' });
  expect(detail.messages.at(-1)?.text).toBe('อย่าโทรมานะ');
  const shown = talk.phone.lockScreen().length;
  await act('acknowledge', { etaMinutes: 8 });
  const news = await talk.phone.waitForMessage('8 นาที');
  expect(news.silent).toBe(true);
  expect(news.text).not.toMatch(/สภ\.|ตำรวจ|เหตุ/);
  expect(talk.phone.lockScreen()).toHaveLength(shown);
});

test('who blocks the account and comes back finds the conversation where it was; the officer knows both', async () => {
  const talk = await reported('บล็อก');
  await talk.phone.block();
  const reach = async () => (await detailOf(officer, talk)).reports[0]?.unreachable;
  await expect.poll(reach).toBe(true);
  await talk.doing(() => talk.phone.unblock(), 'ยังไม่มีเจ้าหน้าที่รับเหตุ');
  await expect.poll(reach).toBe(false);
  expect((await detailOf(officer, talk)).timeline.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['reporter-blocked', 'reporter-returned']),
  );
});

test('blocking in the middle of a draft, and back: asked on from there', async () => {
  const talk = conversationOn(system.line.phone('บล็อกกลางทาง'));
  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await talk.say('1', 'ส่งตำแหน่ง');
  await talk.phone.block();
  await talk.doing(() => talk.phone.unblock(), 'ยังไม่ได้แจ้งตำรวจ');
  await talk.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  expect((await detailOf(officer, talk)).incident.type).toBe('threat-or-assault');
});

test('what is taken back before the alert never reaches an officer; after it the words go and the fact stays', async () => {
  const talk = conversationOn(system.line.phone('ถอนคำ'));
  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await talk.say('1', 'ส่งตำแหน่ง');
  const { messageId: early = '' } = await talk.phone.sendText('คำที่ถอน');
  await talk.phone.waitForMessage('ขอตำแหน่งที่เกิดเหตุก่อน');
  await talk.phone.unsend(early);
  await talk.pin(PLACES.muang, 'ขอเบอร์โทร');
  expect((await detailOf(officer, talk)).messages).toEqual([]);

  const { messageId: late = '' } = await talk.phone.sendText('เขาอยู่ชั้นสอง');
  await expect.poll(async () => (await detailOf(officer, talk)).messages.at(-1)?.text).toBe('เขาอยู่ชั้นสอง');
  await talk.phone.unsend(late);
  await expect
    .poll(async () => (await detailOf(officer, talk)).messages)
    .toMatchObject([{ text: null, unsentAt: expect.any(String) }]);
});

test('after the end: stars once, by digit or tap; words are not swallowed; a new report begins without a question', async () => {
  const talk = await reported('จบแล้ว');
  const act = await officerFor(talk);
  const { incident } = await detailOf(officer, talk);
  await act('resolve', { disposition: 'handled' });
  await talk.phone.waitForMessage('ช่วยเหลือเรียบร้อยแล้ว');
  await talk.say('ขอบคุณที่ช่วยหนูนะคะ', 'ส่งถึงเจ้าหน้าที่แล้ว');
  expect((await officer.detail(incident.id)).messages.at(-1)?.text).toBe('ขอบคุณที่ช่วยหนูนะคะ');
  await officer.post(`/api/v1/incidents/${incident.id}/close`, {});
  await talk.phone.waitForMessage('ให้คะแนน');
  await talk.say('๔', 'ขอบคุณ บันทึกแล้ว');
  await talk.say('ดีใจมาก', 'ข้อความนี้ยังไม่ถึงเจ้าหน้าที่');
  expect((await officer.detail(incident.id)).messages.at(-1)?.text).toBe('ขอบคุณที่ช่วยหนูนะคะ');
  await talk.say('โดนขังในห้อง', 'ส่งตำแหน่ง');
  await talk.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  expect(talk.code()).not.toBe(incident.code);
});

test('the neutral menu stands while anything is open, and the full one comes back when all has ended', async () => {
  const channel = system.line.channel();
  const image = { bytes: Buffer.from('png'), contentType: 'image/png' };
  const menu = { size: { width: 2500, height: 843 }, selected: true, chatBarText: 'เมนู', areas: [], image };
  channel.richMenus.set('richmenu-neutral', { ...menu, richMenuId: 'richmenu-neutral', name: 'neutral' });
  channel.aliases.set('ess-reporting', 'richmenu-neutral');
  const talk = await reported('ดูเมนู');
  const act = await officerFor(talk);
  const seen = () => talk.phone.visibleRichMenu()?.name;
  await expect.poll(seen).toBe('neutral');
  await act('resolve', { disposition: 'handled' });
  await act('close');
  await talk.phone.waitForMessage('ให้คะแนน');
  await expect.poll(seen).toBeUndefined();
  await talk.tap('ไม่มีใครมา', 'อีกครั้งแล้ว');
  await expect.poll(seen).toBe('neutral');
});

test('who waits aloud has the menu with 191, and whoever asks for silence then the neutral one', async () => {
  const channel = system.line.channel();
  const image = { bytes: Buffer.from('png'), contentType: 'image/png' };
  const menu = { size: { width: 2500, height: 843 }, selected: true, chatBarText: 'เมนู', areas: [], image };
  for (const [alias, name] of [
    ['ess-waiting', 'waiting'],
    ['ess-reporting', 'neutral'],
  ] as const) {
    channel.richMenus.set(`richmenu-${name}`, { ...menu, richMenuId: `richmenu-${name}`, name });
    channel.aliases.set(alias, `richmenu-${name}`);
  }
  const talk = await reported('ดูเมนูที่รอ');
  const seen = () => talk.phone.visibleRichMenu()?.name;
  await expect.poll(seen).toBe('waiting');
  await talk.say('อย่าโทรมานะ', 'จะไม่มีใครโทร');
  await expect.poll(seen).toBe('neutral');
});
