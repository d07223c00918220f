import { expect, test } from 'vitest';
import type { SilentHelp } from '../../contract/silent-help.ts';
import { PLACES } from '../support/an-incident.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');

test('a call for help in Burmese is answered in Burmese, and the officer learns which language it is', async () => {
  const conversation = conversationOn(system.line.phone('Hla Hla'));
  await conversation.say('ကူညီပါ', 'ဘာဖြစ်နေသလဲ');
  await conversation.tap('ချုပ်နှောင်ခံရ', 'နေရာပို့ပါ');
  await conversation.pin(PLACES.muang, 'Mueang Phitsanulok Police Station သို့ ပို့ပြီး');
  const detail = await detailOf(officer, conversation);
  expect(detail).toMatchObject({ incident: { type: 'confinement' }, reports: [{ language: 'my' }] });
  await officer.post(`/api/v1/incidents/${detail.incident.id}/acknowledge`, { etaMinutes: 8 });
  await conversation.phone.waitForMessage('8 မိနစ်');

  // A ready question goes out in their language; the officer reads the question by its code and the answer in Thai.
  const ask = { question: 'weapon-seen' };
  await conversation.doing(() => officer.post(`/api/v1/incidents/${detail.incident.id}/questions`, ask), 'လက်နက်မြင်လား');
  await conversation.tap('ဓား', 'Your answer is with the officer');
  const { asked } = (await officer.get<SilentHelp>(`/api/v1/incidents/${detail.incident.id}/questions`)).body;
  expect(asked.map(({ question, answer }) => [question, answer])).toEqual([['weapon-seen', 'knife']]);
  const { messages } = await officer.detail(detail.incident.id);
  expect(messages.find(({ answer }) => answer === 'knife')?.text).toBe('มีด');
});

test('who asks for silence in Chinese gets neutral Chinese, and nobody may call', async () => {
  const conversation = conversationOn(system.line.phone('王小明'));
  await conversation.say('救命，不能说话', '请选一项');
  await conversation.tap('威胁或殴打', '点下面的按钮发送位置');
  await conversation.pin(PLACES.muang, '收到 ✓');
  const detail = await detailOf(officer, conversation);
  expect(detail).toMatchObject({ incident: { silent: true }, reports: [{ language: 'zh', silent: true }] });
});

test.each([
  ['ພາສາລາວ', 'ຕໍ່ໄປເປັນພາສາລາວ', 'lo'],
  ['ภาษาเขมร', 'ពីពេលនេះជាភាសាខ្មែរ', 'km'],
])('the language is chosen by its name: %s', async (name, answer, language) => {
  const conversation = conversationOn(system.line.phone(`เลือก ${name}`));
  await conversation.say(name, answer);
  conversation.phone.person.language = 'th';
  await conversation.doing(() => conversation.phone.sendLocation(PLACES.muang), 'Mueang Phitsanulok');
  expect((await detailOf(officer, conversation)).reports).toMatchObject([{ language }]);
});
