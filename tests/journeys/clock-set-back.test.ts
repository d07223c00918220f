import { expect, test } from 'vitest';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident, PLACES, report } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const HOUR = 3_600_000;
const system = await openTestSystem();
// The demonstration's shifts change at eight in the morning, and none is made that has ended: two hours earlier, too, somebody
// must be on duty.
const hourInThailand = new Date(system.clock.now().getTime() + 7 * HOUR).getUTCHours();
if (hourInThailand >= 8 && hourInThailand < 11) system.clock.set(4 * HOUR);
const officer = await system.officer('duty1');
const pass = (seconds: number) => system.clock.advance(seconds * 1000);

type Step = { step: number; repeat: number };
const stepsOf = (id: string) =>
  rows(
    system.owner,
    sql<Step>`SELECT step, repeat FROM escalation.executions WHERE incident_id = ${id} ORDER BY step, repeat`,
  );
const hasStepped = (id: string, most: number) =>
  until(async () => ((await stepsOf(id)).length >= most ? stepsOf(id) : undefined));
const movedTimes = async () => {
  const [found] = await rows(system.owner, sql<{ n: number }>`SELECT set_backs AS n FROM platform.clock`);
  return found?.n ?? 0;
};
/** The wall clock is set, and the server has noticed. */
async function setClock(milliseconds: number): Promise<void> {
  const before = await movedTimes();
  // A mark stands in the database that is ahead of what is set now.
  await until(async () =>
    (await rows(system.owner, sql`SELECT 1 FROM platform.clock WHERE at > '2000-01-01'`)).length > 0 ? true : undefined,
  );
  system.clock.set(milliseconds);
  if (milliseconds < 0) await until(async () => ((await movedTimes()) > before ? true : undefined));
}

test('the clock goes back two hours while reports come: officers sign in, incidents escalate, messages are delivered', async () => {
  const opened = await anIncident(system).reportedAt(PLACES.nearWangThong).happens();
  const promised = await anIncident(system)
    .reportedAt(PLACES.muang)
    .acknowledgedBy(officer, { etaMinutes: 20 })
    .happens();
  await hasStepped(opened.id, 1);
  const phones = ['ก', 'ข', 'ค'].map((name) => system.line.phone(name));
  const reports = phones.map(async (phone, at) => {
    if (at > 0) await new Promise((later) => setTimeout(later, at * 400));
    return report(phone, { place: PLACES.muang, type: 'threat-or-assault', silent: false });
  });
  await setClock(-2 * HOUR);
  const meanwhile = await Promise.all(reports);

  // Who is signed in stays so, and nobody waits to sign in, not even after wrong passwords before.
  expect((await officer.get('/api/v1/incidents')).status).toBe(200);
  await system.officerAgain('duty1');

  // Opened before: each step in its turn, and the reporter hears the truth.
  pass(31);
  await opened.phone.waitForMessage('แจ้งสถานีและหัวหน้าเวรซ้ำแล้ว');
  pass(30);
  await opened.phone.waitForMessage(/เราแจ้ง สภ\.\S+.* และศูนย์ 191 เพิ่มแล้ว/);
  expect(await hasStepped(opened.id, 3)).toEqual([0, 1, 2].map((step) => ({ step, repeat: 0 })));

  // Reported while it was set: alerted, answered, and each step at most once.
  const desk = await system.officer('desk1300');
  for (const code of meanwhile) {
    const { id } = await desk.sees((incident) => incident.code === code);
    const steps = await hasStepped(id, 3);
    expect(new Set(steps.map((step) => JSON.stringify(step))).size).toBe(steps.length);
    expect((await officer.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 5 })).status).toBe(200);
  }
  for (const phone of phones) await phone.waitForMessage(/รับเหตุแล้ว/);

  // An ETA passes when it would have, not two hours later.
  expect((await desk.detail(promised.id)).incident.etaAt).toMatch(/Z$/);
  pass(19 * 60);
  await promised.phone.waitForMessage(/ยังไม่ถึง|เลย|ช้า/);

  // Opened afterwards: as ever.
  const after = await anIncident(system).reportedAt(PLACES.wangThong).happens();
  await hasStepped(after.id, 1);
  pass(31);
  await hasStepped(after.id, 2);

  const [entry] = await rows(
    system.owner,
    sql<{ details: object }>`SELECT details FROM audit.entries WHERE action = 'platform/move-times'`,
  );
  expect(entry).toMatchObject({ details: { seconds: 7200 } });
  const systemAlerts = await desk.get<{ systemAlerts: { kind: string; details: object }[] }>('/api/v1/system-alerts');
  const raised = systemAlerts.body.systemAlerts.filter(({ kind }) => kind === 'clock/set-back');
  expect(raised).toMatchObject([{ kind: 'clock/set-back', details: { seconds: 7200 } }]);
});
