import { expect, test } from 'vitest';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
const texts = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `คำที่ ${from + at}.`);
const NOTICE_TEXT = 'ไม่ต้องส่งซ้ำ';
const countNotices = (phone: { messages(): { text: string; from: string }[] }) =>
  phone.messages().filter((message) => message.from !== 'me' && message.text.includes(NOTICE_TEXT)).length;

test('somebody who floods can still report; every message is stored in order, shown as a few joined ones, and they are notified once', async () => {
  const conversation = conversationOn(system.line.phone('คนส่งรัว'));
  const neighbour = conversationOn(system.line.phone('เพื่อนบ้าน'));
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  for (const text of texts(0, 60)) await conversation.phone.sendText(text);
  // It does not delay anybody else.
  await neighbour.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await neighbour.say('2', 'ส่งตำแหน่ง');
  await neighbour.pin(PLACES.muang, /เลขที่ ES-/);
  await conversation.pin(PLACES.muang, /เลขที่ ES-/);
  for (const text of texts(60, 90)) await conversation.phone.sendText(text);
  await system.line.webhooks.idle();

  const textsShown = async () => (await detailOf(officer, conversation)).messages.map(({ text }) => text ?? '');
  await expect.poll(async () => (await textsShown()).join('\n')).toContain('คำที่ 89.');
  expect((await textsShown()).join('\n').split('\n')).toEqual(texts(0, 90));
  expect((await textsShown()).length).toBeLessThan(25);
  expect(countNotices(conversation.phone)).toBe(1);
  const { timeline } = await detailOf(officer, conversation);
  expect(timeline.filter(({ kind }) => kind === 'message-from-reporter').length).toBeLessThan(25);
});

test('in a flood each message can still be unsent, and input with a meaning is still processed', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(officer).happens();
  for (const text of texts(0, 30)) await phone.sendText(text);
  const { messageId = '' } = await phone.sendText('ชื่อเขาคือ ก. นามสมมติ');
  for (const text of texts(30, 34)) await phone.sendText(text);
  const textsShown = async () => (await officer.detail(id)).messages.map(({ text }) => text).join('\n');
  await expect.poll(textsShown).toContain('คำที่ 33.');
  expect(await textsShown()).toContain('นามสมมติ');
  await phone.unsend(messageId);
  await expect.poll(textsShown).not.toContain('นามสมมติ');
  expect((await textsShown()).split('\n')).toEqual(texts(0, 34));
  expect((await officer.detail(id)).messages.map(({ unsentAt }) => unsentAt)).not.toContain(expect.any(String));
  await phone.sendText('0894441234');
  await expect.poll(async () => (await officer.detail(id)).reports[0]?.phone).toBe('+66894441234');
});

test('an officer’s message ends a joined one: later messages are shown after it', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(officer).happens();
  for (const text of texts(0, 25)) await phone.sendText(text);
  await expect.poll(async () => JSON.stringify((await officer.detail(id)).messages)).toContain('คำที่ 24.');
  await officer.post(`/api/v1/incidents/${id}/messages`, { text: 'กำลังไป' });
  for (const text of texts(25, 28)) await phone.sendText(text);
  await expect.poll(async () => (await officer.detail(id)).messages.at(-1)?.text).toBe(texts(25, 28).join('\n'));
  expect((await officer.detail(id)).messages.at(-2)).toMatchObject({ from: 'officer' });
});

test('an account with many unfounded reports is not blocked; officers see the outcome of its reports', async () => {
  const phone = system.line.phone('ขี้แกล้ง');
  const nothing = () =>
    anIncident(system)
      .onPhone(phone)
      .acknowledgedBy(officer)
      .resolvedBy(officer, 'unfounded')
      .closedBy(officer)
      .happens();
  const first = await nothing();
  expect(first.detail.reports[0]?.recentReports).toEqual({ count: 1, unfounded: 1 });
  await nothing();
  const third = await anIncident(system).onPhone(phone).happens();
  expect(third.detail.incident.status).toBe('open');
  expect((await officer.detail(third.id)).reports[0]?.recentReports).toEqual({ count: 3, unfounded: 2 });
  const other = await anIncident(system).happens();
  expect(other.detail.reports[0]?.recentReports).toEqual({ count: 1, unfounded: 0 });
});
