import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import type { ChannelNews } from '../../contract/alerting.ts';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aNeed } from '../support/a-referral.ts';
import { getDemoPerson, raiseAlert } from '../support/alarm.ts';
import { startGatewayMachine } from '../support/gateway-machine.ts';
import { type Officer, until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const [receiving, sending] = [await startGatewayMachine(), await startGatewayMachine()];
afterAll(() => Promise.all([receiving.stop(), sending.stop()]));
const worker = await system.officer('caseworker');
const [{ personId: workerId, agencyId: centreId }, { agencyId: shelterId }] = [
  await getDemoPerson(system, 'caseworker'),
  await getDemoPerson(system, 'shelter'),
];

/** An administrator of this agency, as its own people would make one. */
async function anAdministratorOf(agencyId: string): Promise<Officer> {
  const { personId } = await getDemoPerson(system, 'administrator');
  await sql`INSERT INTO access.memberships (id, user_id, agency_id, role, from_date)
    VALUES (${randomUUID()}, ${personId}, ${agencyId}, 'administrator', current_date - 7)`.execute(db);
  return system.officer('administrator');
}
async function register(agencyId: string, machine: typeof receiving): Promise<string> {
  const administrator = await anAdministratorOf(agencyId);
  await administrator.post('/api/v1/me/re-authenticate', { password: demonstration.password });
  const { status, body } = await administrator.post<{ id: string; secret: string }>(
    `/api/v1/agencies/${agencyId}/gateways`,
    { name: 'ระบบของหน่วยงาน', url: machine.url, called: 'referral-steps' },
  );
  expect(status).toBe(200);
  machine.setSecret(body.secret);
  return body.id;
}
const shelter = await system.officer('shelter');
await register(shelterId, receiving);
await register(centreId, sending);

async function offer(offered = true) {
  const caseId = await aCase(db, { status: 'implementing', workerId, name: 'นางสาวสมมติ ส่งต่อ' });
  const { status, body } = await worker.post<{ id: string; code: string }>(`/api/v1/cases/${caseId}/referrals`, {
    ...{ needId: await aNeed(db, caseId), serviceCode: 'shelter', toAgencyId: shelterId, urgency: 'urgent' },
    ...{ basis: 'consent', why: 'สามีรู้ที่อยู่', offer: offered },
  });
  expect(status).toBe(200);
  return body;
}
const step = async (officer: Officer, id: string, action: string, body: object = {}) =>
  expect((await officer.post(`/api/v1/referrals/${id}/${action}`, body)).status).toBe(200);
type Told = { referral: { id: string; step: string } };
const toldOf = (machine: typeof receiving, id: string) =>
  machine.calls.filter(({ body, status }) => status === 204 && (body as Told).referral?.id === id);
const stepsOf = (machine: typeof receiving, id: string) =>
  toldOf(machine, id).map(({ body }) => (body as Told).referral.step);

test('both agencies’ systems are told of each step once, signed, with nothing of a person', async () => {
  const { id, code } = await offer();
  await until(() => stepsOf(receiving, id).length === 1 || undefined);
  await step(shelter, id, 'accept');
  await step(shelter, id, 'start');
  await step(shelter, id, 'update', { note: 'เข้าพักแล้ว' });
  await step(shelter, id, 'complete', { outcome: 'received-help', on: '2026-11-01' });
  await step(worker, id, 'confirmation', { way: 'call', answer: 'received' });
  const all = ['accepted', 'completed', 'confirmed', 'offered', 'started'];
  for (const machine of [receiving, sending]) {
    await until(() => stepsOf(machine, id).length === all.length || undefined);
    expect(stepsOf(machine, id).sort()).toEqual(all);
    const told = toldOf(machine, id);
    expect(told.every(({ isSigned }) => isSigned)).toBe(true);
    expect(new Set(told.map(({ id: key }) => key)).size).toBe(all.length);
    for (const { body, id: key } of told) expect(body.id).toBe(key);
    const accepted = told.find(({ body }) => (body as Told).referral.step === 'accepted')?.body;
    expect(accepted).toEqual({
      ...{ v: 1, id: expect.any(String), eventId: expect.any(String), kind: 'referral-step' },
      referral: { id, code, step: 'accepted', status: 'accepted' },
      from: { id: centreId, nameTh: expect.any(String), nameEn: expect.any(String) },
      to: { id: shelterId, nameTh: expect.any(String), nameEn: expect.any(String) },
      link: expect.stringMatching(new RegExp(`^http.*/api/v1/referrals/${id}/fhir$`)),
      at: expect.any(String),
    });
    expect(JSON.stringify(told)).not.toMatch(/ส่งต่อ|สามี|เข้าพัก|received-help|CS-/);
  }
  // The same event for both, so that two systems can speak of it.
  const eventsOf = (machine: typeof receiving) => toldOf(machine, id).map(({ body }) => body.eventId);
  expect(eventsOf(receiving).sort()).toEqual(eventsOf(sending).sort());
});

test('a draft is nobody’s business yet, also when it is taken back', async () => {
  const draft = await offer(false);
  await step(worker, draft.id, 'withdraw', { reason: 'sent-by-mistake' });
  const later = await offer();
  await until(() => stepsOf(sending, later.id).length === 1 || undefined);
  expect([...stepsOf(receiving, draft.id), ...stepsOf(sending, draft.id)]).toEqual([]);
});

test('a step that is refused tells nobody', async () => {
  const { id } = await offer();
  await until(() => stepsOf(receiving, id).length === 1 || undefined);
  expect((await shelter.post(`/api/v1/referrals/${id}/resume`, {})).status).toBe(409);
  const { steps } = await getRow(
    db,
    sql<{ steps: number }>`SELECT count(*)::int AS steps FROM alerting.alerts WHERE referral ->> 'id' = ${id}`,
  );
  expect(steps).toBe(1);
});

test('an alarm does not call a machine that asked for referrals alone; a test does', async () => {
  const before = receiving.calls.length;
  const people = [await getDemoPerson(system, 'shelter')];
  await raiseAlert(system, { people, agencyIds: [shelterId] });
  const administrator = await system.officer('administrator');
  const { body } = await administrator.get<{ gateways: { id: string; called: string }[] }>(
    `/api/v1/agencies/${shelterId}/channels`,
  );
  expect(body.gateways).toMatchObject([{ called: 'referral-steps' }]);
  await administrator.post(`/api/v1/agencies/${shelterId}/gateways/${body.gateways[0]?.id}/test`, {});
  await until(() => receiving.calls[before]);
  expect(receiving.calls.slice(before).map(({ body: sent }) => sent.kind)).toEqual(['test']);
});

test('what was answered with 500 is sent again under the same id, also hours later, and is no alarm to anybody', async () => {
  receiving.answerWith(() => 500);
  const { id } = await offer();
  const tries = () => receiving.calls.filter(({ body }) => (body as Told).referral?.id === id);
  // Longer than an alarm is tried.
  for (let count = 1; count <= 10; count++) {
    await system.until(async () => tries().length >= count || undefined);
    await system.pass(3_600_000);
  }
  // It is not one of the channels by which alarms go: no console is told that gateways fail.
  const again = await system.officerAgain('caseworker');
  const { body: news } = await again.get<ChannelNews>('/api/v1/me/channels/health');
  expect(news.channels.find(({ channel }) => channel === 'gateway')).toMatchObject({ lastFailedAt: null });
  receiving.answerWith(() => 204);
  await system.pass(7 * 3_600_000);
  await system.until(async () => toldOf(receiving, id).find(({ body }) => (body as Told).referral.step === 'offered'));
  const offered = tries().filter(({ body }) => (body as Told).referral.step === 'offered');
  expect(offered.length).toBeGreaterThan(10);
  expect(new Set(offered.map(({ id: key }) => key)).size).toBe(1);
  const told = await rows(
    db,
    sql`SELECT DISTINCT channel FROM alerting.notifications AS told JOIN alerting.alerts AS alert
      ON alert.id = told.alert_id WHERE alert.kind = 'referral-step'`,
  );
  expect(told).toEqual([{ channel: 'gateway' }]);
});
