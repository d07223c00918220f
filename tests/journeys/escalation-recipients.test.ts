import { afterAll, expect, test } from 'vitest';
import type { Me } from '../../contract/access.ts';
import type { IncidentEscalation } from '../../contract/escalation.ts';
import type { Agency } from '../../contract/jurisdiction.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { startGatewayMachine } from '../support/gateway-machine.ts';
import { type Officer, until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ consoles: 'closed' });
const duty1 = await system.officer('duty1');
const escalationOf = async (id: string, officer: Officer) =>
  (await officer.get<IncidentEscalation>(`/api/v1/incidents/${id}/escalation`)).body;
/** The executions, once there are so many. */
const executionsOf = (id: string, steps: number, officer: Officer = duty1) =>
  until(async () => {
    const { executions } = await escalationOf(id, officer);
    return executions.length >= steps ? executions : undefined;
  });

test('people on duty without any channel are passed over at once, with the reason, and the reporter is told', async () => {
  const { id, phone } = await anIncident(system).reportedAt(PLACES.muang).happens();
  await phone.waitForMessage('ส่งเรื่องให้ สภ.เมืองพิษณุโลก แล้ว');
  // No second has passed; no other agency has a channel either, so that all steps are executed.
  const executions = await executionsOf(id, 4);
  expect(executions[0]?.recipients[0]).toMatchObject({ target: 'on-duty', passedOver: 'no-channel' });
  expect(executions[0]?.recipients[0]?.people).toBeGreaterThan(0);
  const news = await phone.waitForMessage('ที่ สภ.เมืองพิษณุโลก ยังไม่มีใครเห็นเรื่องนี้');
  expect(news.text).toContain('เรายังติดต่อเจ้าหน้าที่ไม่ได้');
  expect(news.text).toContain('ถ้าโทรได้ โทร 191');
  const called = (await duty1.detail(id)).timeline.find(({ kind }) => kind === 'called');
  expect(called?.details).toMatchObject({ passedOver: 'no-channel' });
  expect(phone.messages().some(({ text }) => /(^|[^ไ])แจ้ง สภ\.\S+ แล้ว/.test(text))).toBe(false);
});

test('a stand-by gateway is called at once where there is no other channel, and makes the station reachable', async () => {
  const machine = await startGatewayMachine();
  afterAll(machine.stop);
  const head = await system.officer('superintendent');
  const [own] = (await head.get<Me>('/api/v1/me')).body.memberships;
  const gateways = `/api/v1/agencies/${own?.agency.id}/gateways`;
  const { body } = await head.post<{ id: string; secret: string }>(gateways, {
    ...{ name: 'SMS สาธิต', url: machine.url, called: 'when-others-fail' },
  });
  machine.setSecret(body.secret);
  const { id, code } = await anIncident(system).reportedAt(PLACES.muang).happens();
  const call = await until(() => machine.calls[0]);
  expect(call).toMatchObject({ isSigned: true, body: { kind: 'new', incident: { code } } });
  expect((await executionsOf(id, 1))[0]?.recipients[0]).toMatchObject({ target: 'on-duty', passedOver: null });
  await head.post(`${gateways}/${body.id}/remove`, {});
});

test('without a roster everybody of the station is alerted; without any channel it is passed over', async () => {
  const [station] = await rows(
    system.owner,
    sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = 'PS65013'`,
  );
  for (const table of ['shifts', 'patterns', 'heartbeats', 'stations'])
    await sql`DELETE FROM ${sql.table(`duty.${table}`)} WHERE agency_id = ${station?.id}`.execute(system.owner);
  await sql`UPDATE jurisdiction.agencies SET readiness = 'unknown', readiness_changed_in = pg_current_xact_id()
    WHERE id = ${station?.id}`.execute(system.owner);
  // A readiness report makes every process reload the readiness of all stations.
  const [own] = (await duty1.get<Me>('/api/v1/me')).body.memberships;
  await duty1.post(`/api/v1/agencies/${own?.agency.id}/readiness`, { readiness: 'ready' });
  const wangThong = await system.officer('duty-wangthong');
  await until(async () => {
    const { body } = await wangThong.get<Agency>(`/api/v1/agencies/${station?.id}`);
    return body.readiness === 'unknown' || undefined;
  });

  const { id, phone } = await anIncident(system).reportedAt(PLACES.wangThong).happens();
  const opened = await phone.waitForMessage('ส่งเรื่องให้ สภ.วังทอง แล้ว');
  expect(opened.text).toContain('ถ้ายังไม่มีใครรับ เราจะแจ้งสถานีถัดไปและศูนย์ 191');
  const [first] = await executionsOf(id, 4, wangThong);
  expect(first?.recipients[0]).toMatchObject({ target: 'on-duty', passedOver: 'no-channel' });
  await phone.waitForMessage('ที่ สภ.วังทอง ยังไม่มีใครเห็นเรื่องนี้');
});

test('an open console makes the station reachable', async () => {
  duty1.follow(0);
  await until(async () => {
    const seen = await rows(system.owner, sql`SELECT 1 FROM duty.consoles`);
    return seen.length > 0 || undefined;
  });
  const { id, phone } = await anIncident(system).reportedAt(PLACES.muang).happens();
  const executions = await executionsOf(id, 1);
  expect(executions[0]?.recipients[0]).toMatchObject({ passedOver: null });
  await phone.waitForMessage('รอเจ้าหน้าที่รับเหตุ');
  expect(executions).toHaveLength(1);
  expect(phone.messages().some(({ text }) => text.includes('ยังไม่มีใครเห็น'))).toBe(false);
});
