import { expect, test } from 'vitest';
import { listNotifications } from '../../server/capabilities/alerting/index.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { getDemoPerson, linkLine, waitForNotification, withoutEscalation } from '../support/alarm.ts';
import { PLACES } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const MINUTE_MS = 60_000;
const system = await withoutEscalation(await openTestSystem({ staffLine: true }));
const duty1 = await system.officer('duty1');
const [one, wangThong] = [await getDemoPerson(system, 'duty1'), await getDemoPerson(system, 'duty-wangthong')];
const chat = await linkLine(duty1, system.line.phone('Somjai'));

async function acknowledgedTalk(name: string) {
  const talk = conversationOn(system.line.phone(name));
  await talk.say('แจ้งแบบเงียบ', 'เลือกหนึ่งข้อ');
  await talk.tap('กักขังหน่วงเหนี่ยว', 'ส่งตำแหน่ง');
  await talk.pin(PLACES.muang, 'กำลังรอผู้รับเรื่อง');
  const { incident } = await detailOf(duty1, talk);
  await duty1.post(`/api/v1/incidents/${incident.id}/acknowledge`, { etaMinutes: 8 });
  await talk.phone.waitForMessage('8 นาที');
  return { talk, incident };
}

test('who was forced to say that all is well: those on duty and who took it are told, once each, with code and kind', async () => {
  const { talk, incident } = await acknowledgedTalk('ถูกบังคับ');
  await talk.tap('จบ', 'จะจบเรื่องนี้ไหม');
  await talk.tap('ไม่เป็นไรแล้ว', 'รับทราบ');
  const card = await chat.waitForMessage('ผู้แจ้งอาจถูกบังคับ');
  expect(card.text).toContain(incident.code);
  expect(card.text).not.toMatch(/รับเหตุ ถึงใน|ต\.|16\.82|100\.26/);
  await waitForNotification(system, incident.id, (told) => told.kind === 'duress' && told.personId === one.personId);
  const told = (await listNotifications(system.owner, [incident.id])).filter(({ kind }) => kind === 'duress');
  const rung = told.filter(({ channel }) => channel === 'console').map(({ personId }) => personId);
  expect(new Set(rung).size).toBe(rung.length);
  expect(told.every(({ personId, agencyId }) => personId !== null && agencyId === one.agencyId)).toBe(true);
  expect(rung).not.toContain(wangThong.personId);
});

test('a question that nobody answers is told to the same people', async () => {
  const { talk, incident } = await acknowledgedTalk('ไม่ตอบ');
  const ask = { question: 'safe-to-write' };
  await talk.doing(() => duty1.post(`/api/v1/incidents/${incident.id}/questions`, ask), 'ตอนนี้คุยได้ไหม');
  system.clock.advance(3 * MINUTE_MS);
  await waitForNotification(system, incident.id, (told) => told.kind === 'no-answer' && told.personId === one.personId);
  await chat.waitForMessage('ผู้แจ้งไม่ตอบ');
});

test('the daily question reaches whoever is on duty, and a button in LINE answers it', {
  timeout: 120_000,
}, async () => {
  const own = await linkLine(await system.officer('duty-wangthong'), system.line.phone('Wang Thong'));
  const now = system.clock.now();
  const asked = new Date(now).setUTCHours(1, 30, 0, 0);
  system.clock.advance((asked > now.getTime() ? asked : asked + 24 * 60 * MINUTE_MS) - now.getTime() + MINUTE_MS);
  await own.waitForMessage('ตรวจความพร้อมของสถานี');
  await own.tapFlexButton('พร้อมรับเหตุ');
  await until(async () => {
    const found = await rows(
      system.owner,
      sql<{ by: string }>`SELECT answered_by AS by FROM duty.heartbeats
        WHERE agency_id = ${wangThong.agencyId} AND answered_at IS NOT NULL`,
    );
    return found.find(({ by }) => by !== 'presence');
  });
});
