import { expect, test } from 'vitest';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
const words = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `คำที่ ${from + at}.`);
const TOLD = 'ไม่ต้องส่งซ้ำ';
const timesTold = (phone: { messages(): { text: string; from: string }[] }) =>
  phone.messages().filter((message) => message.from !== 'me' && message.text.includes(TOLD)).length;

test('who floods still reports at once; every word is kept in its order, shown in a few bubbles, and they are told once', async () => {
  const talk = conversationOn(system.line.phone('คนส่งรัว'));
  const neighbour = conversationOn(system.line.phone('เพื่อนบ้าน'));
  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await talk.say('1', 'ส่งตำแหน่ง');
  for (const word of words(0, 60)) await talk.phone.sendText(word);
  // Somebody else is not kept waiting by it.
  await neighbour.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await neighbour.say('2', 'ส่งตำแหน่ง');
  await neighbour.pin(PLACES.muang, /เลขที่ ES-/);
  await talk.pin(PLACES.muang, /เลขที่ ES-/);
  for (const word of words(60, 90)) await talk.phone.sendText(word);
  await system.line.webhooks.idle();

  const said = async () => (await detailOf(officer, talk)).messages.map(({ text }) => text ?? '');
  await expect.poll(async () => (await said()).join('\n')).toContain('คำที่ 89.');
  expect((await said()).join('\n').split('\n')).toEqual(words(0, 90));
  expect((await said()).length).toBeLessThan(25);
  expect(timesTold(talk.phone)).toBe(1);
  const { timeline } = await detailOf(officer, talk);
  expect(timeline.filter(({ kind }) => kind === 'message-from-reporter').length).toBeLessThan(25);
});

test('in a flood each word can still be taken back, and what means something is still done', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(officer).happens();
  for (const word of words(0, 30)) await phone.sendText(word);
  const { messageId = '' } = await phone.sendText('ชื่อเขาคือ ก. นามสมมติ');
  for (const word of words(30, 34)) await phone.sendText(word);
  const said = async () => (await officer.detail(id)).messages.map(({ text }) => text).join('\n');
  await expect.poll(said).toContain('คำที่ 33.');
  expect(await said()).toContain('นามสมมติ');
  await phone.unsend(messageId);
  await expect.poll(said).not.toContain('นามสมมติ');
  expect((await said()).split('\n')).toEqual(words(0, 34));
  expect((await officer.detail(id)).messages.map(({ unsentAt }) => unsentAt)).not.toContain(expect.any(String));
  await phone.sendText('0894441234');
  await expect.poll(async () => (await officer.detail(id)).reports[0]?.phone).toBe('+66894441234');
});

test('an officer’s answer ends a bubble: what is said after it stands after it', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(officer).happens();
  for (const word of words(0, 25)) await phone.sendText(word);
  await expect.poll(async () => JSON.stringify((await officer.detail(id)).messages)).toContain('คำที่ 24.');
  await officer.post(`/api/v1/incidents/${id}/messages`, { text: 'กำลังไป' });
  for (const word of words(25, 28)) await phone.sendText(word);
  await expect.poll(async () => (await officer.detail(id)).messages.at(-1)?.text).toBe(words(25, 28).join('\n'));
  expect((await officer.detail(id)).messages.at(-2)).toMatchObject({ from: 'officer' });
});

test('an account that keeps reporting nothing is not blocked; the officer is told what came of its reports', async () => {
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
