import { expect, test } from 'vitest';
import { rows, sql } from '../../server/platform/database/database.ts';
import { getDemoPerson, linkLine, raiseAlert, waitForNotification } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ staffLine: true, escalation: 'off' });
const [duty1, duty2] = [await system.officer('duty1'), await system.officer('duty2')];
const [one, two] = [await getDemoPerson(system, 'duty1'), await getDemoPerson(system, 'duty2')];
const chat1 = await linkLine(duty1, system.line.phone('Somjai'));
const chat2 = await linkLine(duty2, system.line.phone('Pracha'));

test('an alarm in a person’s chat contains no place and no phone number, and its buttons acknowledge the incident in LINE', async () => {
  const incident = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: incident.id, people: [one, two] });
  const card = await chat1.waitForMessage(incident.code);
  expect(card.text).toContain('เหตุใหม่');
  expect(card.text).toContain('รับเหตุ ถึงใน 10 นาที');
  expect(card.text).not.toMatch(/พิษณุโลก.*ต\.|16\.82|100\.26/);
  await waitForNotification(
    system,
    incident.id,
    (notification) =>
      notification.channel === 'line' && notification.personId === one.personId && notification.state === 'sent',
  );
  await chat2.waitForMessage(incident.code);

  await chat1.tapFlexButton('รับเหตุ ถึงใน 10 นาที');
  await chat1.waitForMessage('คุณรับเหตุ');
  const detail = await duty1.detail(incident.id);
  expect(detail.incident).toMatchObject({ status: 'acknowledged', acknowledgedBy: { id: one.personId } });
  await incident.phone.waitForMessage(/10/);
  await waitForNotification(
    system,
    incident.id,
    (notification) => notification.personId === one.personId && notification.state === 'acknowledged',
  );
  const [action] = await rows(
    system.owner,
    sql<{ origin: string; session: string | null }>`SELECT origin, session_id AS session FROM audit.entries
      WHERE subject_id = ${incident.id} AND action = 'incident/acknowledged'`,
  );
  expect(action).toEqual({ origin: 'line-staff', session: null });

  await chat2.tapFlexButton('รับเหตุ ถึงใน 5 นาที');
  const second = await chat2.waitForMessage('ไปก่อนแล้ว');
  expect(second.text).toContain(detail.incident.acknowledgedBy?.name);

  await chat1.tapFlexButton('เปลี่ยนเป็นอีก 15 นาที');
  await chat1.waitForMessage('เปลี่ยนเวลาแล้ว');
  await chat1.tapFlexButton('ถึงที่เกิดเหตุแล้ว');
  await chat1.waitForMessage('บันทึกแล้วว่าถึง');
  expect((await duty1.detail(incident.id)).incident.status).toBe('on-scene');
});

test('buttons tapped by a stranger, or by somebody who no longer serves there, are refused with an answer', async () => {
  const incident = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: incident.id, people: [two] });
  await chat2.waitForMessage(incident.code);
  const stranger = system.line.phone('Stranger').in('staff');
  await stranger.tap(`alert:ack:${incident.id}:5`).catch(() => {});
  await sql`UPDATE access.memberships SET from_date = '2020-01-01', until_date = '2020-01-02'
    WHERE user_id = ${two.personId}`.execute(system.owner);
  await chat2.tapFlexButton('รับเหตุ ถึงใน 5 นาที');
  await chat2.waitForMessage('ไม่มีสิทธิ์');
  await sql`UPDATE access.memberships SET until_date = NULL WHERE user_id = ${two.personId}`.execute(system.owner);
  await duty2.post('/api/v1/me/line-link/remove', {});
  await chat2.tapFlexButton('รับเหตุ ถึงใน 5 นาที');
  await chat2.waitForMessage('ไม่ได้เชื่อมกับเจ้าหน้าที่');
  expect((await duty1.detail(incident.id)).incident.status).toBe('open');
});

test('the alarm of an exercise is marked', async () => {
  const incident = await anIncident(system).happens();
  await sql`UPDATE incident.incidents SET is_exercise = true WHERE id = ${incident.id}`.execute(system.owner);
  await raiseAlert(system, { incidentId: incident.id, people: [one] });
  const card = await chat1.waitForMessage(incident.code);
  expect(card.text).toContain('[ฝึกซ้อม]');
});

test('an acknowledged incident alerts nobody any more', async () => {
  const incident = await anIncident(system).acknowledgedBy(duty1).happens();
  await raiseAlert(system, { incidentId: incident.id, kind: 'again', people: [one] });
  await waitForNotification(
    system,
    incident.id,
    (notification) => notification.channel === 'line' && notification.state === 'cancelled',
  );
  expect(chat1.messages().filter(({ text }) => text.includes(incident.code))).toEqual([]);
});
