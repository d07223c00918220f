import { expect, test } from 'vitest';
import type { AuditTail } from '../../contract/audit.ts';
import type { SystemAlert } from '../../contract/live.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const nationalDesk = await system.officer('desk1300');
const administrator = await system.officer('administrator');
const list = async (by = nationalDesk) =>
  (await by.get<{ systemAlerts: SystemAlert[] }>('/api/v1/system-alerts')).body.systemAlerts;

test('when LINE refuses calls, a system alert is shown live, repetitions are counted, and resolving ends it', async () => {
  const live = nationalDesk.follow((await nationalDesk.queue()).cursor);
  const phone = system.line.phone('ผู้แจ้ง');
  system.line.faults.set({ answer: 'rate-limit-429', answerTimes: 1 });
  await phone.sendText('ช่วยด้วย');
  const shown = await live.waitFor((event) => event.event === 'system-alert');
  expect(shown).toMatchObject({ systemAlert: { kind: 'line/rate-limited', count: 1, details: { status: 429 } } });
  await phone.sendText('1');
  await phone.waitForMessage('ส่งตำแหน่ง');

  const [alert] = await list();
  expect(JSON.stringify(alert)).not.toMatch(/ช่วยด้วย|U[0-9a-f]{32}/);
  const resolve = (by: typeof nationalDesk) => by.post(`/api/v1/system-alerts/${alert?.id}/resolve`);
  expect(await resolve(nationalDesk)).toMatchObject({ status: 403 });
  expect(await resolve(administrator)).toMatchObject({ status: 200, body: { systemAlerts: [] } });
  await live.waitFor((event) => event.event === 'system-alert-resolved' && event.systemAlertId === alert?.id);
  expect(await resolve(administrator)).toMatchObject({ status: 409, body: { code: 'system-alert/already-resolved' } });
});

test('people who do not operate the system cannot see system alerts', async () => {
  const officer = await system.officer('duty1');
  expect(await officer.get('/api/v1/system-alerts')).toMatchObject({ status: 403 });
});

test('an operator can read the last hash of the audit chain, to note it down elsewhere', async () => {
  const tail = () => administrator.get<AuditTail>('/api/v1/audit/tail');
  const { body } = await until(async () => {
    const answer = await tail();
    return answer.body.last && answer.body.unsealed === 0 ? answer : undefined;
  });
  const known = await rows(
    system.owner,
    sql<{ hash: string }>`SELECT encode(hash, 'hex') AS hash FROM audit.seals WHERE seq = ${body.last?.seq ?? 0}`,
  );
  expect(known).toEqual([{ hash: body.last?.hash }]);
  const officer = await system.officer('duty1');
  expect(await officer.get('/api/v1/audit/tail')).toMatchObject({ status: 403 });
});
