import { expect, test } from 'vitest';
import { PLACES } from '../support/an-incident.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
let desk = await system.officer('desk1300');
/** The national desk's sign-in ends after half an hour without use: whoever looks after a while signs in again. */
const signInAgain = async () => {
  desk = await system.officerAgain('desk1300');
};
const unfinished = async () => (await desk.queue()).unfinished;

test('"help", and then nothing: after 20 seconds asked again and on the desk, which sees each further word', async () => {
  const talk = conversationOn(system.line.phone('เงียบหาย'));
  await talk.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await talk.doing(async () => system.clock.advance(21_000), 'เกิดเหตุแบบไหน');
  expect(await unfinished()).toMatchObject([{ type: null, position: null, lastText: null }]);
  const live = desk.follow((await desk.queue()).cursor);
  await talk.say('เขามีมีด', 'ได้รับแล้ว จะส่งต่อให้เจ้าหน้าที่');
  const shown = await live.waitFor((event) => event.event === 'report-unfinished');
  expect(shown).toMatchObject({ report: { lastText: 'เขามีมีด' } });
});

test('which of several sure places is meant, unanswered, is no reason to wait: after 20 s the likeliest is alerted', async () => {
  const talk = conversationOn(system.line.phone('บอกสองที่'));
  await talk.say('ช่วยด้วย อยู่ ต.ท่าโพธิ์', 'หมายถึงที่ไหน');
  await talk.doing(async () => system.clock.advance(21_000), 'รอเจ้าหน้าที่รับเหตุ');
  const { incident, positions } = await detailOf(desk, talk);
  expect(incident.type).toBe('unknown');
  expect(positions[0]?.label).toContain(' หรือ ');
});

test('an hour without a word ends it; each word keeps it for another hour; nothing of it stays', async () => {
  const talk = conversationOn(system.line.phone('ลืมส่ง'));
  await talk.say('โดนขังในห้อง', 'ส่งตำแหน่ง');
  await talk.doing(async () => system.clock.advance(50 * 60_000), 'ยังไม่รู้ว่าเกิดเหตุที่ไหน');
  await talk.say('ยังอยู่', 'ขอตำแหน่งที่เกิดเหตุก่อน');
  system.clock.advance(50 * 60_000);
  await signInAgain();
  await new Promise((resume) => setTimeout(resume, 1200));
  expect((await unfinished()).map(({ lastText }) => lastText)).toContain('ยังอยู่');
  system.clock.advance(11 * 60_000);
  await expect.poll(async () => (await unfinished()).length, { timeout: 10_000 }).toBe(0);

  await talk.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  expect((await detailOf(desk, talk)).messages).toEqual([]);
});
