import { expect, test } from 'vitest';
import type { AuditTail } from '../../contract/audit.ts';
import type { OperatorAlarm } from '../../contract/live.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { until } from '../support/officer.ts';
import { openHouse } from '../support/whole-house.ts';

const house = await openHouse();
const desk = await house.officer('desk1300');
const administrator = await house.officer('administrator');
const list = async (by = desk) => (await by.get<{ alarms: OperatorAlarm[] }>('/api/v1/operator-alarms')).body.alarms;

test('LINE refuses us: an alarm appears live, the same trouble counts up, and settling ends it', async () => {
  const live = desk.follow((await desk.queue()).cursor);
  const phone = house.line.phone('ผู้แจ้ง');
  house.line.faults.set({ answer: 'rate-limit-429', answerTimes: 1 });
  await phone.sendText('ช่วยด้วย');
  const shown = await live.waitFor((event) => event.event === 'operator-alarm');
  expect(shown).toMatchObject({ alarm: { kind: 'line/rate-limited', count: 1, details: { status: 429 } } });
  await phone.sendText('1');
  await phone.waitForMessage('ส่งตำแหน่ง');

  const [alarm] = await list();
  expect(JSON.stringify(alarm)).not.toMatch(/ช่วยด้วย|U[0-9a-f]{32}/);
  const settle = (by: typeof desk) => by.post(`/api/v1/operator-alarms/${alarm?.id}/settle`);
  expect(await settle(desk)).toMatchObject({ status: 403 });
  expect(await settle(administrator)).toMatchObject({ status: 200, body: { alarms: [] } });
  await live.waitFor((event) => event.event === 'operator-alarm-settled' && event.alarmId === alarm?.id);
  expect(await settle(administrator)).toMatchObject({ status: 409, body: { code: 'operator/alarm-settled' } });
});

test('who does not run the system is shown none', async () => {
  const officer = await house.officer('duty1');
  expect(await officer.get('/api/v1/operator-alarms')).toMatchObject({ status: 403 });
});

test('an operator reads where the audit ends, to be noted down elsewhere; it is the chain’s own last link', async () => {
  const tail = () => administrator.get<AuditTail>('/api/v1/audit/tail');
  const { body } = await until(async () => {
    const answer = await tail();
    return answer.body.last && answer.body.unsealed === 0 ? answer : undefined;
  });
  const known = await rows(
    house.owner,
    sql<{ hash: string }>`SELECT encode(hash, 'hex') AS hash FROM audit.seals WHERE seq = ${body.last?.seq ?? 0}`,
  );
  expect(known).toEqual([{ hash: body.last?.hash }]);
  const officer = await house.officer('duty1');
  expect(await officer.get('/api/v1/audit/tail')).toMatchObject({ status: 403 });
});
