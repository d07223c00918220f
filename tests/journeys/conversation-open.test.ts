import { expect, test } from 'vitest';
import { PLACES } from '../support/an-incident.ts';
import { conversationOn, detailOf, type PhoneConversation } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
/** The officer's side of the incident that this phone has just reported. */
async function officerFor(conversation: PhoneConversation) {
  const { incident } = await detailOf(officer, conversation);
  return async (name: string, body: object = {}) => {
    const answer = await officer.post(`/api/v1/incidents/${incident.id}/${name}`, body);
    expect(answer).toMatchObject({ status: 200 });
  };
}

async function reported(name: string): Promise<PhoneConversation> {
  const conversation = conversationOn(system.line.phone(name));
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'ขอเบอร์โทร');
  return conversation;
}

test('the status is right at each stage, also when an ETA has passed', async () => {
  const conversation = await reported('ถามสถานะ');
  const perform = await officerFor(conversation);
  const status = () => conversation.say('สถานะ', 'เลขที่ ES-').then(({ text }) => text);
  expect(await status()).toMatch(/เมื่อครู่ ยังไม่มีเจ้าหน้าที่รับเหตุ\nถ้าโทรได้ โทร 191/);
  system.clock.advance(12 * 60_000);
  expect(await status()).toContain('ยังไม่มีเจ้าหน้าที่รับเหตุ ผ่านมา 12 นาที\nถ้าโทรได้ โทร 191');
  expect((await conversation.say('มีใครอยู่ไหม', 'เก็บไว้ให้เจ้าหน้าที่แล้ว')).text).toContain('ยังไม่มีใครรับเหตุ');

  await perform('acknowledge', { etaMinutes: 8 });
  await conversation.phone.waitForMessage('8 นาที');
  expect(await status()).toMatch(/เจ้าหน้าที่รับเหตุแล้ว\nคาดว่าถึงราว \d\d:\d\d น\./);
  system.clock.advance(9 * 60_000);
  expect(await status()).toMatch(/เลยเวลาที่บอกไว้ .* ยังไม่ได้รับแจ้งว่าถึง\nถ้าโทรได้ โทร 191/);
  await perform('en-route', { etaMinutes: 5 });
  await conversation.phone.waitForMessage('ออกเดินทางแล้ว');
  expect(await status()).toContain('เจ้าหน้าที่กำลังเดินทาง\nคาดว่าถึงราว');
  await perform('on-scene');
  await conversation.phone.waitForMessage('บอกว่าถึงที่เกิดเหตุแล้ว');
  expect(await status()).toContain('เจ้าหน้าที่บอกว่าถึงที่เกิดเหตุแล้ว');
  await perform('resolve', { disposition: 'handled' });
  await conversation.phone.waitForMessage('ช่วยเหลือเรียบร้อยแล้ว');
  expect(await status()).toContain('ถ้าไม่มีใครมา แตะ “ไม่มีใครมา”');
  await perform('close');
  await conversation.phone.waitForMessage('ให้คะแนน');
  expect(await status()).toContain('ปิดเรื่องแล้ว');
});

test('"nobody came" reaches the officer who says they are on scene', async () => {
  const conversation = await reported('ไม่เห็นใคร');
  const perform = await officerFor(conversation);
  await perform('on-scene');
  await conversation.phone.waitForMessage('บอกว่าถึงที่เกิดเหตุแล้ว');
  await conversation.say('ไม่มีใครมาเลย ประตูหลังปิดอยู่', 'เลขที่ ES-');
  const detail = await detailOf(officer, conversation);
  expect(detail.incident.status).toBe('on-scene');
  expect(detail.messages.at(-1)?.text).toBe('ไม่มีใครมาเลย ประตูหลังปิดอยู่');
});

test('"report" again asks: the same goes on, the new one is an incident of its own', async () => {
  const conversation = await reported('แจ้งซ้ำ');
  const first = conversation.code();
  const asked = await conversation.say('แจ้งเหตุร้าย', 'เป็นเหตุเดิมหรือเหตุใหม่');
  expect(asked.text).toContain('1. เหตุเดิม\n2. เหตุใหม่');
  await conversation.tap('เหตุเดิม', 'พิมพ์ ส่งรูป หรือส่งตำแหน่งเพิ่มได้เลย');
  await conversation.say('แจ้งเหตุร้าย', 'เป็นเหตุเดิมหรือเหตุใหม่');
  await conversation.say('2', 'เกิดเหตุแบบไหน');
  await conversation.tap('ผู้คลุ้มคลั่ง', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  expect(conversation.code()).not.toBe(first);
  const open = (await officer.queue()).incidents.map(({ code }) => code);
  expect(open).toEqual(expect.arrayContaining([first, conversation.code()]));
});

test('buttons of an older incident answer for it, and a reply to its officer goes to that officer', async () => {
  const conversation = await reported('สองเรื่อง');
  const older = await detailOf(officer, conversation);
  await conversation.say('แจ้งเหตุร้าย', 'เป็นเหตุเดิมหรือเหตุใหม่');
  await conversation.say('ใหม่', 'เกิดเหตุแบบไหน');
  await conversation.say('4', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  const newer = await detailOf(officer, conversation);

  await officer.post(`/api/v1/incidents/${older.incident.id}/messages`, { text: 'บ้านสีอะไร' });
  await conversation.phone.waitForMessage('บ้านสีอะไร');
  await conversation.say('สีฟ้า', 'เก็บไว้ให้เจ้าหน้าที่แล้ว');
  expect((await officer.detail(older.incident.id)).messages.at(-1)?.text).toBe('สีฟ้า');

  await officer.post(`/api/v1/incidents/${newer.incident.id}/messages`, { text: 'มีกี่คน' });
  await conversation.phone.waitForMessage('มีกี่คน');
  await officer.post(`/api/v1/incidents/${older.incident.id}/resolve`, { disposition: 'handled' });
  await conversation.phone.waitForMessage('ช่วยเหลือเรียบร้อยแล้ว');
  await conversation.tap('ไม่มีใครมา', `เปิดเหตุ ${older.incident.code} อีกครั้งแล้ว`);
  await conversation.say('สามคน', 'เก็บไว้ให้เจ้าหน้าที่แล้ว');
  expect((await officer.detail(newer.incident.id)).messages.at(-1)?.text).toBe('สามคน');
  expect((await officer.detail(older.incident.id)).incident).toMatchObject({
    status: 'reopened',
    priority: 'critical',
  });
});

test('"silent" while an incident is open takes effect at once and for everything after it', async () => {
  const conversation = await reported('เงียบทีหลัง');
  const perform = await officerFor(conversation);
  await conversation.say('อย่าโทรมานะ', 'จะไม่มีใครโทร');
  const detail = await detailOf(officer, conversation);
  expect(detail.incident).toMatchObject({ silent: true, priority: 'critical' });
  expect(detail.messages.at(-1)?.text).toBe('อย่าโทรมานะ');
  const shown = conversation.phone.lockScreen().length;
  await perform('acknowledge', { etaMinutes: 8 });
  const news = await conversation.phone.waitForMessage('8 นาที');
  expect(news.silent).toBe(true);
  expect(news.text).not.toMatch(/สภ\.|ตำรวจ|เหตุ/);
  expect(conversation.phone.lockScreen()).toHaveLength(shown);
});

test('after blocking and unblocking the conversation goes on; the officer sees both', async () => {
  const conversation = await reported('บล็อก');
  await conversation.phone.block();
  const isUnreachable = async () => (await detailOf(officer, conversation)).reports[0]?.unreachable;
  await expect.poll(isUnreachable).toBe(true);
  await conversation.doing(() => conversation.phone.unblock(), 'ยังไม่มีเจ้าหน้าที่รับเหตุ');
  await expect.poll(isUnreachable).toBe(false);
  expect((await detailOf(officer, conversation)).timeline.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['reporter-blocked', 'reporter-returned']),
  );
});

test('after blocking and unblocking in a draft the questions go on', async () => {
  const conversation = conversationOn(system.line.phone('บล็อกกลางทาง'));
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  await conversation.phone.block();
  await conversation.doing(() => conversation.phone.unblock(), 'ยังไม่ได้แจ้งตำรวจ');
  await conversation.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  expect((await detailOf(officer, conversation)).incident.type).toBe('threat-or-assault');
});

test('a message unsent before the alert never reaches an officer; after it the text is erased and the entry stays', async () => {
  const conversation = conversationOn(system.line.phone('ถอนคำ'));
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  const { messageId: early = '' } = await conversation.phone.sendText('คำที่ถอน');
  await conversation.phone.waitForMessage('ขอตำแหน่งที่เกิดเหตุก่อน');
  await conversation.phone.unsend(early);
  await conversation.pin(PLACES.muang, 'ขอเบอร์โทร');
  expect((await detailOf(officer, conversation)).messages).toEqual([]);

  const { messageId: late = '' } = await conversation.phone.sendText('เขาอยู่ชั้นสอง');
  await expect.poll(async () => (await detailOf(officer, conversation)).messages.at(-1)?.text).toBe('เขาอยู่ชั้นสอง');
  await conversation.phone.unsend(late);
  await expect
    .poll(async () => (await detailOf(officer, conversation)).messages)
    .toMatchObject([{ text: null, unsentAt: expect.any(String) }]);
});

test('after the end: one rating, by digit or tap; texts are answered; a new report begins without a question', async () => {
  const conversation = await reported('จบแล้ว');
  const perform = await officerFor(conversation);
  const { incident } = await detailOf(officer, conversation);
  await perform('resolve', { disposition: 'handled' });
  await conversation.phone.waitForMessage('ช่วยเหลือเรียบร้อยแล้ว');
  await conversation.say('ขอบคุณที่ช่วยหนูนะคะ', 'ส่งถึงเจ้าหน้าที่แล้ว');
  expect((await officer.detail(incident.id)).messages.at(-1)?.text).toBe('ขอบคุณที่ช่วยหนูนะคะ');
  await officer.post(`/api/v1/incidents/${incident.id}/close`, {});
  await conversation.phone.waitForMessage('ให้คะแนน');
  await conversation.say('๔', 'ขอบคุณ บันทึกแล้ว');
  await conversation.say('ดีใจมาก', 'ข้อความนี้ยังไม่ถึงเจ้าหน้าที่');
  expect((await officer.detail(incident.id)).messages.at(-1)?.text).toBe('ขอบคุณที่ช่วยหนูนะคะ');
  await conversation.say('โดนขังในห้อง', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  expect(conversation.code()).not.toBe(incident.code);
});

test('the menu is neutral while a silent report is open, and the full one comes back when all have ended', async () => {
  const channel = system.line.channel();
  const image = { bytes: Buffer.from('png'), contentType: 'image/png' };
  const menu = { size: { width: 2500, height: 843 }, selected: true, chatBarText: 'เมนู', areas: [], image };
  channel.richMenus.set('richmenu-neutral', { ...menu, richMenuId: 'richmenu-neutral', name: 'neutral' });
  channel.aliases.set('ess-reporting', 'richmenu-neutral');
  const conversation = await reported('ดูเมนู');
  const perform = await officerFor(conversation);
  const seen = () => conversation.phone.visibleRichMenu()?.name;
  await expect.poll(seen).toBe('neutral');
  await perform('resolve', { disposition: 'handled' });
  await perform('close');
  await conversation.phone.waitForMessage('ให้คะแนน');
  await expect.poll(seen).toBeUndefined();
  await conversation.tap('ไม่มีใครมา', 'อีกครั้งแล้ว');
  await expect.poll(seen).toBe('neutral');
});

test('the waiting menu has 191; in silent mode it becomes the neutral one', async () => {
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
  const conversation = await reported('ดูเมนูที่รอ');
  const seen = () => conversation.phone.visibleRichMenu()?.name;
  await expect.poll(seen).toBe('waiting');
  await conversation.say('อย่าโทรมานะ', 'จะไม่มีใครโทร');
  await expect.poll(seen).toBe('neutral');
});
