import { afterAll, expect, test } from 'vitest';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { listNotifications } from '../../server/capabilities/alerting/index.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { channelsOf, getDemoPerson, linkLine, raiseAlert, waitForNotification } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import { startGatewayMachine } from '../support/gateway-machine.ts';
import { type Officer, until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ staffLine: true, escalation: 'off' });
const machine = await startGatewayMachine();
afterAll(machine.stop);
const duty1 = await system.officer('duty1');
const head = await system.officer('superintendent');
const one = await getDemoPerson(system, 'duty1');
const { agencyId } = one;
const chat = await linkLine(duty1, system.line.phone('Somjai'));

async function setUpGateway(called: 'always' | 'when-others-fail'): Promise<string> {
  // The clock was advanced: adding a gateway needs re-authentication within the last ten minutes.
  await head.post('/api/v1/me/re-authenticate', { password: demonstration.password });
  const { body } = await head.post<{ id: string; secret: string }>(`/api/v1/agencies/${agencyId}/gateways`, {
    name: 'SMS สาธิต',
    url: machine.url,
    called,
  });
  machine.setSecret(body.secret);
  return body.id;
}
const isRaised = async (kind: string) =>
  (await rows(system.owner, sql`SELECT 1 FROM platform.system_alerts WHERE kind = ${kind}`)).length > 0;
const remove = (officer: Officer, id: string) => officer.post(`/api/v1/agencies/${agencyId}/gateways/${id}/remove`, {});

test('when LINE’s monthly quota is used up, the health shows it, a system alert is raised, and the stand-by gateway is called', async () => {
  const gateway = await setUpGateway('when-others-fail');
  system.line.channel('staff').quota.limit = 0;
  const before = machine.calls.length;
  const live = duty1.follow((await duty1.queue()).cursor);
  const incident = await anIncident(system).happens();
  const alertId = await raiseAlert(system, { incidentId: incident.id, people: [one] });
  const failed = await waitForNotification(system, incident.id, (it) => it.channel === 'line' && it.state === 'failed');
  expect(failed.cause).toBe('line/quota-exhausted');
  const call = await until(() => machine.calls[before]);
  expect(call).toMatchObject({
    isSigned: true,
    body: { kind: 'new', exercise: false, incident: { code: incident.code } },
  });
  expect(JSON.stringify(call.body)).not.toMatch(/16\.8|\+66|100\.2/);
  // The console rings a second time.
  await until(() => live.events.filter(({ data }) => data.event === 'alerted' && data.alertId === alertId)[1]);
  const { health } = await channelsOf(duty1);
  expect(health.find(({ channel }) => channel === 'line')).toMatchObject({
    health: 'failing',
    cause: 'line/quota-exhausted',
  });
  expect(await isRaised('line/quota-exhausted')).toBe(true);
  // Next month: the old alarm is not sent any more.
  system.line.channel('staff').quota.limit = null;
  system.clock.advance(11 * 60_000);
  const next = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: next.id, people: [one] });
  await chat.waitForMessage(next.code);
  expect(chat.messages().some(({ text }) => text.includes(incident.code))).toBe(false);
  await until(async () => (await channelsOf(duty1)).health.find((it) => it.channel === 'line' && it.health === 'well'));
  await remove(head, gateway);
});

test('a gateway is retried with growing delays under one id; after the last try a system alert is raised', async () => {
  const gateway = await setUpGateway('always');
  const before = machine.calls.length;
  machine.answerWith((call) => (call < before + 2 ? 503 : 204));
  const incident = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: incident.id, people: [], agencyIds: [agencyId] });
  const calls = await until(async () => {
    system.clock.advance(5000);
    const made = machine.calls.slice(before);
    return made.length === 3 ? made : undefined;
  });
  expect(new Set(calls.map(({ id }) => id)).size).toBe(1);
  expect(calls.every(({ isSigned }) => isSigned)).toBe(true);
  await waitForNotification(system, incident.id, (it) => it.channel === 'gateway' && it.state === 'sent');

  machine.answerWith(() => 500);
  const lost = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: lost.id, people: [], agencyIds: [agencyId] });
  // The last of its tries is 19 minutes after the first.
  const givenUp = await until(async () => {
    system.clock.advance(60_000);
    return (await listNotifications(system.owner, [lost.id])).find(({ state }) => state === 'failed');
  });
  expect(givenUp).toMatchObject({ channel: 'gateway', cause: 'status-500', tries: 9 });
  expect(await isRaised('gateway/gave-up')).toBe(true);
  const again = await system.officerAgain('superintendent');
  machine.answerWith(() => 204);
  const first = machine.calls.length;
  await again.post(`/api/v1/agencies/${agencyId}/gateways/${gateway}/test`, {});
  const test = await until(() => machine.calls[first]);
  expect(test.body).toMatchObject({ kind: 'test', incident: null });
  await remove(again, gateway);
});

test('people of another agency cannot see or set up its gateways and groups', async () => {
  const elsewhere = await system.officerAgain('duty-wangthong');
  const address = `/api/v1/agencies/${agencyId}/channels`;
  expect((await elsewhere.get(address)).status).toBe(403);
  const commander = await system.officerAgain('commander');
  expect((await commander.get(address)).status).toBe(200);
});
