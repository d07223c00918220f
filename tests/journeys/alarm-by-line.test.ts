import { expect, test } from 'vitest';
import { rows, sql } from '../../server/platform/database/database.ts';
import { alert, linkLine, noticed, whoIs, withoutLadder } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import { openHouse } from '../support/whole-house.ts';

const house = await withoutLadder(await openHouse({ staffLine: true }));
const [duty1, duty2] = [await house.officer('duty1'), await house.officer('duty2')];
const [one, two] = [await whoIs(house, 'duty1'), await whoIs(house, 'duty2')];
const chat1 = await linkLine(duty1, house.line.phone('Somjai'));
const chat2 = await linkLine(duty2, house.line.phone('Pracha'));

test('an alarm in one’s own chat names no place and no phone, and its buttons take the incident inside LINE', async () => {
  const incident = await anIncident(house).happens();
  await alert(house, { incidentId: incident.id, people: [one, two] });
  const card = await chat1.waitForMessage(incident.code);
  expect(card.words).toContain('เหตุใหม่');
  expect(card.words).toContain('รับเหตุ ถึงใน 10 นาที');
  expect(card.words).not.toMatch(/พิษณุโลก.*ต\.|16\.82|100\.26/);
  await noticed(
    house,
    incident.id,
    (told) => told.channel === 'line' && told.personId === one.personId && told.state === 'accepted',
  );
  await chat2.waitForMessage(incident.code);

  await chat1.tapFlexButton('รับเหตุ ถึงใน 10 นาที');
  await chat1.waitForMessage('คุณรับเหตุ');
  const detail = await duty1.detail(incident.id);
  expect(detail.incident).toMatchObject({ status: 'acknowledged', acknowledgedBy: { id: one.personId } });
  await incident.phone.waitForMessage(/10/);
  await noticed(house, incident.id, (told) => told.personId === one.personId && told.state === 'acknowledged');
  const [act] = await rows(
    house.owner,
    sql<{ origin: string; session: string | null }>`SELECT origin, session_id AS session FROM audit.entries
      WHERE subject_id = ${incident.id} AND act = 'incident/acknowledged'`,
  );
  expect(act).toEqual({ origin: 'line-staff', session: null });

  await chat2.tapFlexButton('รับเหตุ ถึงใน 5 นาที');
  const second = await chat2.waitForMessage('ไปก่อนแล้ว');
  expect(second.words).toContain(detail.incident.acknowledgedBy?.name);

  await chat1.tapFlexButton('เปลี่ยนเป็นอีก 15 นาที');
  await chat1.waitForMessage('เปลี่ยนเวลาแล้ว');
  await chat1.tapFlexButton('ถึงที่เกิดเหตุแล้ว');
  await chat1.waitForMessage('บันทึกแล้วว่าถึง');
  expect((await duty1.detail(incident.id)).incident.status).toBe('on-scene');
});

test('buttons of a stranger, and of somebody who no longer serves there, are refused plainly', async () => {
  const incident = await anIncident(house).happens();
  await alert(house, { incidentId: incident.id, people: [two] });
  await chat2.waitForMessage(incident.code);
  const stranger = house.line.phone('Stranger').in('staff');
  await stranger.tap(`alert:ack:${incident.id}:5`).catch(() => {});
  await sql`UPDATE access.memberships SET from_date = '2020-01-01', until_date = '2020-01-02'
    WHERE user_id = ${two.personId}`.execute(house.owner);
  await chat2.tapFlexButton('รับเหตุ ถึงใน 5 นาที');
  await chat2.waitForMessage('ไม่มีสิทธิ์');
  await sql`UPDATE access.memberships SET until_date = NULL WHERE user_id = ${two.personId}`.execute(house.owner);
  await duty2.post('/api/v1/me/line-link/remove', {});
  await chat2.tapFlexButton('รับเหตุ ถึงใน 5 นาที');
  await chat2.waitForMessage('ไม่ได้เชื่อมกับเจ้าหน้าที่');
  expect((await duty1.detail(incident.id)).incident.status).toBe('open');
});

test('an exercise says so', async () => {
  const incident = await anIncident(house).happens();
  await sql`UPDATE incident.incidents SET is_exercise = true WHERE id = ${incident.id}`.execute(house.owner);
  await alert(house, { incidentId: incident.id, people: [one] });
  const card = await chat1.waitForMessage(incident.code);
  expect(card.words).toContain('[ฝึกซ้อม]');
});

test('what somebody has already calls nobody any more', async () => {
  const incident = await anIncident(house).acknowledgedBy(duty1).happens();
  await alert(house, { incidentId: incident.id, kind: 'again', people: [one] });
  await noticed(house, incident.id, (told) => told.channel === 'line' && told.state === 'overtaken');
  expect(chat1.messages().filter(({ words }) => words.includes(incident.code))).toEqual([]);
});
