import { expect, test } from 'vitest';
import { listNotifications } from '../../server/capabilities/alerting/index.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const [muang, wangThong] = await Promise.all(['duty1', 'duty-wangthong'].map(system.officer));

type StepExecution = { step: number; repeat: number; kind: string; people: string[] };

/** Who was alerted by which step, in order. */
function executions(incidentId: string): Promise<StepExecution[]> {
  return rows(
    system.owner,
    sql<StepExecution>`SELECT execution.step, execution.repeat, alert.kind, ARRAY(SELECT split_part(person.email, '@', 1)
        FROM alerting.notifications AS notification JOIN access.users AS person ON person.id = notification.person_id
        WHERE notification.alert_id = alert.id AND notification.channel = 'console' ORDER BY 1) AS people
      FROM escalation.executions AS execution JOIN alerting.alerts AS alert ON alert.id = execution.id
      WHERE execution.incident_id = ${incidentId} ORDER BY execution.step, execution.repeat`,
  );
}
const executedAtLeast = (id: string, count: number) =>
  until(async () => {
    const found = await executions(id);
    return found.length >= count ? found : undefined;
  });
const advance = (seconds: number) => system.clock.advance(seconds * 1000);

test('while nobody answers, every step is executed once, and the reporter is told', async () => {
  const { id, phone } = await anIncident(system).reportedAt(PLACES.nearWangThong).happens();
  expect(await executedAtLeast(id, 1)).toMatchObject([
    { step: 0, repeat: 0, kind: 'new', people: expect.arrayContaining(['duty1']) },
  ]);
  advance(31);
  await phone.waitForMessage('แจ้งสถานีและหัวหน้าเวรซ้ำแล้ว');
  advance(30);
  const wider = await phone.waitForMessage(/เราแจ้ง สภ\.\S+.* และศูนย์ 191 เพิ่มแล้ว/);
  expect(wider.text).toContain('ถ้าโทรได้ โทร 191');
  advance(60);
  await phone.waitForMessage('เราแจ้งผู้บังคับบัญชาแล้ว');
  const all = await executedAtLeast(id, 4);
  expect(all.map(({ step, repeat, kind }) => [step, repeat, kind])).toEqual([
    [0, 0, 'new'],
    [1, 0, 'again'],
    [2, 0, 'called'],
    [3, 0, 'called'],
  ]);
  expect(all[2]?.people).toContain('centre191');
  expect(all[3]?.people).toEqual(expect.arrayContaining(['commander', 'desk1300']));
  advance(121);
  expect(await executedAtLeast(id, 5)).toMatchObject({ 4: { step: 3, repeat: 1 } });

  // The first human acknowledgement ends it.
  expect((await muang?.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 9 }))?.status).toBe(200);
  advance(1000);
  const stopped = await rows(
    system.owner,
    sql`SELECT stopped_by AS "stoppedBy" FROM escalation.runs WHERE incident_id = ${id} AND reason = 'unanswered'`,
  );
  expect(stopped).toEqual([{ stoppedBy: 'answered' }]);
  expect((await executions(id)).filter(({ kind }) => kind !== 'eta-passed')).toHaveLength(5);
});

test.each([
  ['en-route', {}],
  ['on-scene', {}],
  ['resolve', { disposition: 'handled' }],
] as const)(
  'an officer whose first action is %s has answered: their alarm is acknowledged, the others stop',
  async (action, body) => {
    const { id } = await anIncident(system).reportedAt(PLACES.nearWangThong).happens();
    await executedAtLeast(id, 1);
    const { personId } = await getDemoPerson(system, 'duty1');
    expect((await muang?.post(`/api/v1/incidents/${id}/${action}`, body))?.status).toBe(200);
    const notifications = (await listNotifications(system.owner, [id])).filter(({ channel }) => channel === 'console');
    const own = notifications.filter((notification) => notification.personId === personId);
    expect(own.map(({ state }) => state)).toEqual(['acknowledged']);
    expect(notifications.length).toBeGreaterThan(own.length);
    expect(notifications.filter(({ state }) => state === 'pending')).toEqual([]);
  },
);

test('a called station takes the incident over by answering; the first station sees it, and the reporter is told', async () => {
  const { id, phone } = await anIncident(system).reportedAt(PLACES.nearWangThong).happens();
  await executedAtLeast(id, 1);
  const before = await wangThong?.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 7 });
  expect(before).toMatchObject({ status: 403 });
  advance(61);
  const called = await wangThong?.sees((incident) => incident.id === id && incident.calledAgencyIds.length > 0);
  expect(called).toMatchObject({ status: 'open', responsibleAgency: { nameTh: expect.not.stringContaining('วังทอง') } });
  expect((await wangThong?.detail(id))?.actions).toContain('acknowledge');
  expect((await wangThong?.detail(id))?.actions).not.toContain('resolve');
  const taken = await wangThong?.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 7 });
  expect(taken).toMatchObject({
    status: 200,
    body: { incident: { status: 'acknowledged', responsibleAgency: { nameTh: expect.stringContaining('วังทอง') } } },
  });
  await phone.waitForMessage(/วังทอง.*รับเหตุแล้ว/);
  expect(await muang?.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 3 })).toMatchObject({
    status: 409,
    body: { code: 'incident/moved-on', detail: expect.stringContaining('วังทอง') },
  });
  expect((await muang?.detail(id))?.timeline.at(-1)).toMatchObject({ kind: 'taken-over' });
});

test('the message to a silent reporter contains nothing that gives them away, and the button says only “โทร”', async () => {
  const { id, phone } = await anIncident(system).silent().happens();
  await executedAtLeast(id, 1);
  advance(125);
  const top = await phone.waitForMessage('ยังไม่มีผู้รับเรื่อง');
  expect(top.text).not.toMatch(/191|ตำรวจ|สภ\.|เจ้าหน้าที่|สถานี/);
});

test('a passed ETA is reported once, alerts who gave it, and escalates until there is a new one', async () => {
  const { id, phone } = await anIncident(system)
    .acknowledgedBy(muang as never, { etaMinutes: 5 })
    .happens();
  advance(301);
  await phone.waitForMessage('เลยเวลาที่บอกไว้');
  const asked = await executedAtLeast(id, 2);
  expect(asked[1]).toMatchObject({ kind: 'eta-passed', people: expect.arrayContaining(['duty1']) });
  expect((await muang?.detail(id))?.timeline.filter(({ kind }) => kind === 'eta-passed')).toHaveLength(1);
  advance(65);
  const higher = await executedAtLeast(id, 4);
  expect(higher.at(-1)).toMatchObject({ people: ['centre191'] });
  expect((await muang?.post(`/api/v1/incidents/${id}/eta`, { etaMinutes: 4 }))?.status).toBe(200);
  advance(120);
  expect(await executions(id)).toHaveLength(higher.length);
});

test('a station without people is passed over at once, also when the last officer goes off duty while it rings', async () => {
  const { id } = await anIncident(system).reportedAt(PLACES.muang).happens();
  expect(await executedAtLeast(id, 1)).toHaveLength(1);
  const [station] = await rows(
    system.owner,
    sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = 'PS65003'`,
  );
  const reportReadiness = (readiness: string) =>
    muang?.post(`/api/v1/agencies/${station?.id}/readiness`, { readiness });
  expect((await reportReadiness('nobody-on-duty'))?.status).toBe(200);
  // No second has passed: the chief, the next station and 191 are alerted at once.
  const all = await executedAtLeast(id, 3);
  expect(all.map(({ step }) => step)).toEqual([0, 1, 2]);
  expect(all[2]?.people).toContain('centre191');
  const shown = await muang?.get<{ executions: { recipients: { passedOver: string | null }[] }[] }>(
    `/api/v1/incidents/${id}/escalation`,
  );
  expect(shown?.body.executions[1]?.recipients[0]?.passedOver).toBe('nobody-on-duty');
  await reportReadiness('ready');
});
