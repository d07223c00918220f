import { expect, test } from 'vitest';
import { listNotifications } from '../../server/capabilities/alerting/index.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { getDemoPerson, linkLine, waitForNotification } from '../support/alarm.ts';
import { PLACES } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const system = await openTestSystem({ staffLine: true, escalation: 'off' });
const duty1 = await system.officer('duty1');
const [one, wangThong] = [await getDemoPerson(system, 'duty1'), await getDemoPerson(system, 'duty-wangthong')];
const chat = await linkLine(duty1, system.line.phone('Somjai'));

async function acknowledgedReport(name: string) {
  const conversation = conversationOn(system.line.phone(name));
  await conversation.say('แจ้งแบบเงียบ', 'เลือกหนึ่งข้อ');
  await conversation.tap('กักขังหน่วงเหนี่ยว', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, 'กำลังรอผู้รับเรื่อง');
  const { incident } = await detailOf(duty1, conversation);
  await duty1.post(`/api/v1/incidents/${incident.id}/acknowledge`, { etaMinutes: 8 });
  await conversation.phone.waitForMessage('8 นาที');
  return { conversation, incident };
}

test('possible coercion of the reporter alerts the people on duty and who acknowledged, once each, with code and kind', async () => {
  const { conversation, incident } = await acknowledgedReport('ถูกบังคับ');
  await conversation.tap('จบ', 'จะจบเรื่องนี้ไหม');
  await conversation.tap('ไม่เป็นไรแล้ว', 'รับทราบ');
  const card = await chat.waitForMessage('ผู้แจ้งอาจถูกบังคับ');
  expect(card.text).toContain(incident.code);
  expect(card.text).not.toMatch(/รับเหตุ ถึงใน|ต\.|16\.82|100\.26/);
  await waitForNotification(
    system,
    incident.id,
    (notification) => notification.kind === 'duress' && notification.personId === one.personId,
  );
  const notifications = (await listNotifications(system.owner, [incident.id])).filter(({ kind }) => kind === 'duress');
  const consoleIds = notifications.filter(({ channel }) => channel === 'console').map(({ personId }) => personId);
  expect(new Set(consoleIds).size).toBe(consoleIds.length);
  expect(notifications.every(({ personId, agencyId }) => personId !== null && agencyId === one.agencyId)).toBe(true);
  expect(consoleIds).not.toContain(wangThong.personId);
});

test('an unanswered question to the reporter alerts the same people', async () => {
  const { conversation, incident } = await acknowledgedReport('ไม่ตอบ');
  const ask = { question: 'safe-to-write' };
  await conversation.doing(() => duty1.post(`/api/v1/incidents/${incident.id}/questions`, ask), 'ตอนนี้คุยได้ไหม');
  system.clock.advance(3 * MINUTE_MS);
  await waitForNotification(
    system,
    incident.id,
    (notification) => notification.kind === 'no-answer' && notification.personId === one.personId,
  );
  await chat.waitForMessage('ผู้แจ้งไม่ตอบ');
});

test('the daily readiness question goes to the people on duty, and a button in LINE answers it', async () => {
  const own = await linkLine(await system.officer('duty-wangthong'), system.line.phone('Wang Thong'));
  const now = system.clock.now();
  // Half past eight in Thailand, the day after tomorrow: who has just signed in counts as present until midnight there.
  const asked = new Date(now).setUTCHours(1, 30, 0, 0) + 2 * DAY_MS;
  system.clock.advance(asked - now.getTime() + MINUTE_MS);
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
