import { expect, test } from 'vitest';
import type { SilentHelp } from '../../contract/silent-help.ts';
import { PLACES } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { conversationOn, detailOf, type PhoneConversation } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');

/** A silent report that an officer has acknowledged. */
async function silentTalk(name: string): Promise<{ talk: PhoneConversation; id: string }> {
  const talk = conversationOn(system.line.phone(name));
  await talk.say('แจ้งแบบเงียบ', 'เลือกหนึ่งข้อ');
  await talk.tap('กักขังหน่วงเหนี่ยว', 'ส่งตำแหน่ง');
  await talk.pin(PLACES.muang, 'กำลังรอผู้รับเรื่อง');
  const { incident } = await detailOf(officer, talk);
  await officer.post(`/api/v1/incidents/${incident.id}/acknowledge`, { etaMinutes: 8 });
  await talk.phone.waitForMessage('8 นาที');
  return { talk, id: incident.id };
}
const ask = (id: string, question: string) => officer.post(`/api/v1/incidents/${id}/questions`, { question });
const help = async (id: string) => (await officer.get<SilentHelp>(`/api/v1/incidents/${id}/questions`)).body;

test('"can you chat now?" comes first; answers are taps that leave nothing, and become facts', async () => {
  const { talk, id } = await silentTalk('ถามแบบเงียบ');
  expect(await ask(id, 'weapon-seen')).toMatchObject({ status: 409, body: { code: 'incident/not-safe-to-write' } });
  expect((await help(id)).reports[0]?.limit).toBe('safe-to-write-first');

  await talk.doing(() => ask(id, 'safe-to-write'), 'ตอนนี้คุยได้ไหม');
  await talk.tap('ไว้ก่อน', '✓');
  expect(await ask(id, 'weapon-seen')).toMatchObject({ status: 409 });
  await talk.doing(() => ask(id, 'safe-to-write'), 'ตอนนี้คุยได้ไหม');
  await talk.tap('ได้', '✓');
  expect((await help(id)).reports[0]?.limit).toBe('none');

  await talk.doing(() => ask(id, 'weapon-seen'), 'ในมือเขามีอะไรไหม');
  const own = talk.phone.messages().filter(({ from }) => from === 'me').length;
  await talk.tap('ของในครัว', '✓');
  // LINE on a computer shows no buttons: a digit answers too.
  await talk.doing(() => ask(id, 'children-there'), 'มีเด็กอยู่ด้วยไหม');
  await talk.say('1', '✓');
  expect(talk.phone.messages().filter(({ from }) => from === 'me').length).toBe(own + 1);

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
  expect(talk.phone.lockScreen()).toEqual([]);
});

test('what the officer is shown of the reporter’s phone beforehand is what the phone then shows', async () => {
  const { talk, id } = await silentTalk('ดูจอก่อนส่ง');
  const loud = conversationOn(system.line.phone('ไม่เงียบ'));
  await loud.say('ช่วยด้วย', 'แบบไหน');
  await loud.say('1', 'ส่งตำแหน่ง');
  await loud.pin(PLACES.wangThong, 'เลขที่');
  const wangThong = await system.officer('duty-wangthong');
  const other = (await detailOf(wangThong, loud)).incident.id;

  const [silent] = (await help(id)).reports;
  const [spoken] = (await wangThong.get<SilentHelp>(`/api/v1/incidents/${other}/questions`)).body.reports;
  expect(silent).toMatchObject({ silent: true, freeText: { sound: false, lockScreen: [], chat: ['{text}'] } });
  expect(spoken).toMatchObject({ silent: false, limit: 'none', freeText: { sound: true, lockScreen: ['{text}'] } });

  for (const [who, shown, where, by] of [
    [talk, silent, id, officer],
    [loud, spoken, other, wangThong],
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

test('a question nobody answers makes the incident critical once, whichever process looks, and is lasting', async () => {
  const talk = conversationOn(system.line.phone('ไม่ตอบ'));
  await talk.say('ช่วยด้วย', 'แบบไหน');
  await talk.say('1', 'ส่งตำแหน่ง');
  await talk.pin(PLACES.muang, 'เลขที่');
  const { id, priority } = (await detailOf(officer, talk)).incident;
  expect(priority).toBe('urgent');
  await officer.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 8 });
  await talk.doing(() => ask(id, 'are-you-hurt'), 'บาดเจ็บไหม');
  await talk.doing(() => ask(id, 'can-you-leave'), 'ออกมา');
  await talk.tap('ออกได้', 'ส่งคำตอบ');
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
  // Late is better than never: it is kept, and counts as unanswered no second time.
  await talk.doing(() => ask(id, 'are-you-hurt'), 'บาดเจ็บไหม');
  await talk.tap('ไม่บาดเจ็บ', 'ส่งคำตอบ');
  expect((await help(id)).asked.at(-1)).toMatchObject({ answer: 'no', raisedAt: null });
});

test('two answers look alike and end alike; one of them says that it was forced', async () => {
  const honest = await silentTalk('เรียบร้อยจริง');
  const forced = await silentTalk('ถูกบังคับ');
  const endsWith = async ({ talk }: { talk: PhoneConversation }, label: string) => {
    await talk.tap('จบ', 'จะจบเรื่องนี้ไหม');
    const said = await talk.tap(label, 'รับทราบ');
    return { words: said.text, silent: said.silent, buttons: talk.buttons() };
  };
  const real = await endsWith(honest, 'เรียบร้อยแล้ว');
  expect(await endsWith(forced, 'ไม่เป็นไรแล้ว')).toEqual(real);

  const seen = (await officer.detail(forced.id)).incident;
  expect(seen).toMatchObject({ priority: 'critical', silent: true, cancelRequestedAt: null });
  expect(seen.duressAt).not.toBeNull();
  expect((await officer.detail(honest.id)).incident).toMatchObject({ duressAt: null });
  expect((await officer.detail(forced.id)).timeline.map(({ kind }) => kind)).toContain('duress');

  // Acknowledged long ago, it rings until somebody says that they saw it; a second forced answer rings anew.
  expect(seen.duressSeenAt).toBeNull();
  expect((await officer.detail(forced.id)).actions).toContain('duress-seen');
  expect((await officer.post(`/api/v1/incidents/${forced.id}/duress-seen`)).status).toBe(200);
  const known = await officer.detail(forced.id);
  expect(known.incident.duressSeenAt).not.toBeNull();
  expect(known.actions).not.toContain('duress-seen');
  expect(known.timeline.map(({ kind }) => kind)).toContain('duress-seen');
  expect(await officer.post(`/api/v1/incidents/${forced.id}/duress-seen`)).toMatchObject({ status: 409 });

  // The screen stays as quiet as after a cancelling, and says so when asked.
  const before = forced.talk.phone.messages().length;
  await officer.post(`/api/v1/incidents/${forced.id}/en-route`, {});
  await officer.post(`/api/v1/incidents/${forced.id}/on-scene`, {});
  await forced.talk.say('สถานะ', 'จบแล้ว');
  expect(forced.talk.phone.messages().length).toBe(before + 2);

  // Whoever holds the phone now may press on: nobody can cancel, and nothing is written to it.
  await forced.talk.tap('จบ', 'จะจบเรื่องนี้ไหม');
  await forced.talk.tap('กดผิด', 'รับทราบ');
  const cancel = await officer.post(`/api/v1/incidents/${forced.id}/cancel`);
  expect(cancel).toMatchObject({ status: 409, body: { code: 'incident/cancelled-under-duress' } });
  expect((await officer.detail(forced.id)).actions).not.toContain('cancel');
  expect(await ask(forced.id, 'safe-to-write')).toMatchObject({ body: { code: 'incident/not-safe-to-write' } });
  const written = await officer.post(`/api/v1/incidents/${forced.id}/messages`, { text: 'ปลอดภัยไหม' });
  expect(written).toMatchObject({ status: 409, body: { code: 'incident/not-safe-to-write' } });
  await forced.talk.say('เขาไปแล้ว', '✓');
  expect((await ask(forced.id, 'safe-to-write')).status).toBe(200);
});

test('whoever may not see it may not ask', async () => {
  const { id } = await silentTalk('ใครถามได้');
  const neighbour = await system.officer('duty-wangthong');
  expect(await neighbour.post(`/api/v1/incidents/${id}/questions`, { question: 'safe-to-write' })).toMatchObject({
    status: 404,
    body: { code: 'incident/not-found' },
  });
});
