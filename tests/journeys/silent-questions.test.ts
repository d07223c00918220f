import { expect, test } from 'vitest';
import type { SilentHelp } from '../../contract/silent-help.ts';
import { PLACES } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { conversationOn, detailOf, type PhoneConversation } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');

/** A silent report that an officer has acknowledged. */
async function silentConversation(name: string): Promise<{ conversation: PhoneConversation; id: string }> {
  const conversation = conversationOn(system.line.phone(name));
  await conversation.say('แจ้งแบบเงียบ', 'เลือกหนึ่งข้อ');
  await conversation.tap('กักขังหน่วงเหนี่ยว', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'กำลังรอผู้รับเรื่อง');
  const { incident } = await detailOf(officer, conversation);
  await officer.post(`/api/v1/incidents/${incident.id}/acknowledge`, { etaMinutes: 8 });
  await conversation.phone.waitForMessage('8 นาที');
  return { conversation, id: incident.id };
}
const ask = (id: string, question: string) => officer.post(`/api/v1/incidents/${id}/questions`, { question });
const help = async (id: string) => (await officer.get<SilentHelp>(`/api/v1/incidents/${id}/questions`)).body;

test('"can you chat now?" comes first; answers are taps that leave no trace, and are stored as facts', async () => {
  const { conversation, id } = await silentConversation('ถามแบบเงียบ');
  expect(await ask(id, 'weapon-seen')).toMatchObject({ status: 409, body: { code: 'incident/not-safe-to-write' } });
  expect((await help(id)).reports[0]?.limit).toBe('safe-to-write-first');

  await conversation.doing(() => ask(id, 'safe-to-write'), 'ตอนนี้คุยได้ไหม');
  await conversation.tap('ไว้ก่อน', '✓');
  expect(await ask(id, 'weapon-seen')).toMatchObject({ status: 409 });
  await conversation.doing(() => ask(id, 'safe-to-write'), 'ตอนนี้คุยได้ไหม');
  await conversation.tap('ได้', '✓');
  expect((await help(id)).reports[0]?.limit).toBe('none');

  await conversation.doing(() => ask(id, 'weapon-seen'), 'ในมือเขามีอะไรไหม');
  const own = conversation.phone.messages().filter(({ from }) => from === 'me').length;
  await conversation.tap('ของในครัว', '✓');
  // LINE on a computer shows no buttons: a digit answers too.
  await conversation.doing(() => ask(id, 'children-there'), 'มีเด็กอยู่ด้วยไหม');
  await conversation.say('1', '✓');
  expect(conversation.phone.messages().filter(({ from }) => from === 'me').length).toBe(own + 1);

  const { asked } = await help(id);
  expect(asked.map(({ question, answer }) => [question, answer])).toEqual([
    ['safe-to-write', 'no'],
    ['safe-to-write', 'yes'],
    ['weapon-seen', 'knife'],
    ['children-there', 'yes'],
  ]);
  const detail = await officer.detail(id);
  const facts = detail.timeline.filter(({ kind }) => kind === 'question-answered').map(({ details }) => details);
  expect(facts).toContainEqual({ question: 'weapon-seen', answer: 'knife' });
  const chat = detail.messages.map(({ from, text, question, answer }) => [
    from,
    text?.split('\n')[0],
    question,
    answer,
  ]);
  expect(chat).toContainEqual(['officer', 'ในมือเขามีอะไรไหม', 'weapon-seen', null]);
  expect(chat).toContainEqual(['reporter', 'ของในครัว', 'weapon-seen', 'knife']);
  expect(conversation.phone.lockScreen()).toEqual([]);
});

test('the preview of the reporter’s phone is what the phone then shows', async () => {
  const { conversation, id } = await silentConversation('ดูจอก่อนส่ง');
  const loud = conversationOn(system.line.phone('ไม่เงียบ'));
  await loud.say('ช่วยด้วย', 'แบบไหน');
  await loud.say('1', 'ส่งตำแหน่ง');
  await loud.pin(PLACES.wangThong, 'เลขที่');
  const wangThong = await system.officer('duty-wangthong');
  const other = (await detailOf(wangThong, loud)).incident.id;

  const [silent] = (await help(id)).reports;
  const [ordinary] = (await wangThong.get<SilentHelp>(`/api/v1/incidents/${other}/questions`)).body.reports;
  expect(silent).toMatchObject({ silent: true, freeText: { sound: false, lockScreen: [], chat: ['{text}'] } });
  expect(ordinary).toMatchObject({ silent: false, limit: 'none', freeText: { sound: true, lockScreen: ['{text}'] } });

  for (const [who, shown, where, by] of [
    [conversation, silent, id, officer],
    [loud, ordinary, other, wangThong],
  ] as const) {
    const before = who.phone.lockScreen().length;
    const expected = shown?.questions.find(({ question }) => question === 'safe-to-write')?.screen;
    const message = await who.doing(
      () => by.post(`/api/v1/incidents/${where}/questions`, { question: 'safe-to-write' }),
      expected?.chat[0] ?? '',
    );
    expect(message.silent).toBe(!expected?.sound);
    expect(who.buttons()).toEqual(expected?.buttons);
    const lines = who.phone.lockScreen().slice(before);
    expect(lines.map(({ text }) => text)).toEqual(expected?.lockScreen);
  }
});

test('an unanswered question makes the incident critical, once, in whichever process comes first', async () => {
  const conversation = conversationOn(system.line.phone('ไม่ตอบ'));
  await conversation.say('ช่วยด้วย', 'แบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'เลขที่');
  const { id, priority } = (await detailOf(officer, conversation)).incident;
  expect(priority).toBe('urgent');
  await officer.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 8 });
  await conversation.doing(() => ask(id, 'are-you-hurt'), 'บาดเจ็บไหม');
  await conversation.doing(() => ask(id, 'can-you-leave'), 'ออกมา');
  await conversation.tap('ออกได้', 'ส่งคำตอบ');
  system.clock.advance(59_000);
  expect((await officer.detail(id)).incident.priority).toBe('urgent');
  system.clock.advance(120_000);
  await officer.sees((incident) => incident.id === id && incident.priority === 'critical');
  const raised = await until(async () => {
    const { timeline } = await officer.detail(id);
    const entries = timeline.filter(({ kind }) => kind === 'question-unanswered');
    return entries.length > 0 ? entries : undefined;
  });
  expect(raised.map(({ details }) => details)).toEqual([{ question: 'are-you-hurt' }]);
  expect((await help(id)).asked.map(({ raisedAt }) => raisedAt !== null)).toEqual([true, false]);
  // A late answer is stored, and the question does not count as unanswered again.
  await conversation.doing(() => ask(id, 'are-you-hurt'), 'บาดเจ็บไหม');
  await conversation.tap('ไม่บาดเจ็บ', 'ส่งคำตอบ');
  expect((await help(id)).asked.at(-1)).toMatchObject({ answer: 'no', raisedAt: null });
});

test('two answers look the same and end the same way; one of them signals duress', async () => {
  const honest = await silentConversation('เรียบร้อยจริง');
  const forced = await silentConversation('ถูกบังคับ');
  const endsWith = async ({ conversation }: { conversation: PhoneConversation }, label: string) => {
    await conversation.tap('จบ', 'จะจบเรื่องนี้ไหม');
    const answer = await conversation.tap(label, 'รับทราบ');
    return { text: answer.text, silent: answer.silent, buttons: conversation.buttons() };
  };
  const real = await endsWith(honest, 'เรียบร้อยแล้ว');
  expect(await endsWith(forced, 'ไม่เป็นไรแล้ว')).toEqual(real);

  const seen = (await officer.detail(forced.id)).incident;
  expect(seen).toMatchObject({ priority: 'critical', silent: true, cancelRequestedAt: null });
  expect(seen.duressAt).not.toBeNull();
  expect((await officer.detail(honest.id)).incident).toMatchObject({ duressAt: null });
  expect((await officer.detail(forced.id)).timeline.map(({ kind }) => kind)).toContain('duress');

  // Acknowledged long ago, it rings until somebody confirms having seen it; a second signal rings again.
  expect(seen.duressSeenAt).toBeNull();
  expect((await officer.detail(forced.id)).actions).toContain('duress-seen');
  expect((await officer.post(`/api/v1/incidents/${forced.id}/duress-seen`)).status).toBe(200);
  const known = await officer.detail(forced.id);
  expect(known.incident.duressSeenAt).not.toBeNull();
  expect(known.actions).not.toContain('duress-seen');
  expect(known.timeline.map(({ kind }) => kind)).toContain('duress-seen');
  expect(await officer.post(`/api/v1/incidents/${forced.id}/duress-seen`)).toMatchObject({ status: 409 });

  // The screen stays as quiet as after a cancellation, also when asked for the status.
  const before = forced.conversation.phone.messages().length;
  await officer.post(`/api/v1/incidents/${forced.id}/en-route`, {});
  await officer.post(`/api/v1/incidents/${forced.id}/on-scene`, {});
  await forced.conversation.say('สถานะ', 'จบแล้ว');
  expect(forced.conversation.phone.messages().length).toBe(before + 2);

  // The attacker may press on: nobody can cancel, and nothing is sent to the phone.
  await forced.conversation.tap('จบ', 'จะจบเรื่องนี้ไหม');
  await forced.conversation.tap('กดผิด', 'รับทราบ');
  const cancel = await officer.post(`/api/v1/incidents/${forced.id}/cancel`);
  expect(cancel).toMatchObject({ status: 409, body: { code: 'incident/cancelled-under-duress' } });
  expect((await officer.detail(forced.id)).actions).not.toContain('cancel');
  expect(await ask(forced.id, 'safe-to-write')).toMatchObject({ body: { code: 'incident/not-safe-to-write' } });
  const written = await officer.post(`/api/v1/incidents/${forced.id}/messages`, { text: 'ปลอดภัยไหม' });
  expect(written).toMatchObject({ status: 409, body: { code: 'incident/not-safe-to-write' } });
  await forced.conversation.say('เขาไปแล้ว', '✓');
  expect((await ask(forced.id, 'safe-to-write')).status).toBe(200);
});

test('people who may not see it may not ask', async () => {
  const { id } = await silentConversation('ใครถามได้');
  const neighbour = await system.officer('duty-wangthong');
  expect(await neighbour.post(`/api/v1/incidents/${id}/questions`, { question: 'safe-to-write' })).toMatchObject({
    status: 404,
    body: { code: 'incident/not-found' },
  });
});
