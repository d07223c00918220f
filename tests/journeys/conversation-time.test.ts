import { expect, test } from 'vitest';
import { PLACES } from '../support/an-incident.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
let controlRoom = await system.officer('desk1300');
/** A sign-in ends after half an hour without use, so the control room has to sign in again. */
const signInAgain = async () => {
  controlRoom = await system.officerAgain('desk1300');
};
const unfinished = async () => (await controlRoom.queue()).unfinished;

test('"help", and then nothing: after 20 seconds asked again and shown in the control room, which sees each further message', async () => {
  const conversation = conversationOn(system.line.phone('เงียบหาย'));
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.doing(async () => system.clock.advance(21_000), 'เกิดเหตุแบบไหน');
  expect(await unfinished()).toMatchObject([{ type: null, position: null, lastText: null }]);
  const live = controlRoom.follow((await controlRoom.queue()).cursor);
  await conversation.say('เขามีมีด', 'ได้รับแล้ว จะส่งต่อให้เจ้าหน้าที่');
  const shown = await live.waitFor((event) => event.event === 'report-unfinished');
  expect(shown).toMatchObject({ report: { lastText: 'เขามีมีด' } });
});

test('if nobody answers which of several sure places is meant, the station of the likeliest is alerted after 20 s', async () => {
  const conversation = conversationOn(system.line.phone('บอกสองที่'));
  await conversation.say('ช่วยด้วย อยู่ ต.ท่าโพธิ์', 'หมายถึงที่ไหน');
  await conversation.doing(async () => system.clock.advance(21_000), 'รอเจ้าหน้าที่รับเหตุ');
  const { incident, positions } = await detailOf(controlRoom, conversation);
  expect(incident.type).toBe('unknown');
  expect(positions[0]?.label).toContain(' หรือ ');
});

test('an hour without a message ends a draft; each message keeps it for another hour; nothing of it stays', async () => {
  const conversation = conversationOn(system.line.phone('ลืมส่ง'));
  await conversation.say('โดนขังในห้อง', 'ส่งตำแหน่ง');
  await conversation.doing(async () => system.clock.advance(50 * 60_000), 'ยังไม่รู้ว่าเกิดเหตุที่ไหน');
  await conversation.say('ยังอยู่', 'ขอตำแหน่งที่เกิดเหตุก่อน');
  await system.pass(50 * 60_000);
  await signInAgain();
  expect((await unfinished()).map(({ lastText }) => lastText)).toContain('ยังอยู่');
  system.clock.advance(11 * 60_000);
  await expect.poll(async () => (await unfinished()).length).toBe(0);

  await conversation.pin(PLACES.muang, 'รอเจ้าหน้าที่รับเหตุ');
  expect((await detailOf(controlRoom, conversation)).messages).toEqual([]);
});
