import { afterAll, expect, test } from 'vitest';
import { listNotifications } from '../../server/capabilities/alerting/index.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { getDemoPerson, linkLine, raiseAlert, waitForNotification } from '../support/alarm.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { startGatewayMachine } from '../support/gateway-machine.ts';
import { until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// Once an incident is withheld from a person, no alarm about it reaches them: no pending notification, and nothing in their
// station's group or over its gateway.

const system = await openTestSystem({ staffLine: true, escalation: 'off' });
const boss = await system.officer('superintendent');
const named = await system.officer('duty2');
const [one, two] = [await getDemoPerson(system, 'duty1'), await getDemoPerson(system, 'duty2')];
const neighbour = await getDemoPerson(system, 'duty-wangthong');
const mark = (id: string) =>
  boss.post(`/api/v1/incidents/${id}/conflicts`, { personId: two.personId, kind: 'named', reason: 'ออกชื่อ' });
const chat = await linkLine(named, system.line.phone('Pracha'));
const machine = await startGatewayMachine();
afterAll(() => machine.stop());
const callsAbout = (code: string) => machine.calls.filter(({ body }) => JSON.stringify(body).includes(code));
const dueNow = () =>
  sql`UPDATE alerting.notifications SET next_try_at = now() WHERE state = 'pending' AND channel <> 'console'`;

test('an alarm that is still in LINE’s outbox is withdrawn', async () => {
  const { id, code } = await anIncident(system).happens();
  system.line.faults.set({ answer: 'rate-limit-429' });
  await raiseAlert(system, { incidentId: id, people: [one, two] });
  await waitForNotification(system, id, (it) => it.personId === two.personId && it.cause === 'handed-over');
  expect((await mark(id)).status).toBe(200);
  const waiting = () =>
    rows(
      system.owner,
      sql<{ state: string }>`SELECT outbox.state FROM line.outbound_messages AS outbox
        JOIN alerting.notifications AS notification ON outbox.about ->> 'id' = notification.id::text
        WHERE notification.incident_id = ${id} AND notification.person_id = ${two.personId} AND outbox.state = 'pending'`,
    );
  await until(async () => ((await waiting()).length === 0 ? true : undefined));
  system.line.faults.reset();
  const later = await anIncident(system)
    .reportedAt({ ...PLACES.muang, lat: PLACES.muang.lat + 0.02 })
    .happens();
  await raiseAlert(system, { incidentId: later.id, people: [two] });
  await chat.waitForMessage(later.code);
  expect(
    chat
      .messages()
      .map(({ text }) => text)
      .join(),
  ).not.toContain(code);
});

test('a pending notification is cancelled; a colleague’s is sent', async () => {
  const { id, code } = await anIncident(system)
    .reportedAt({ ...PLACES.muang, lat: PLACES.muang.lat + 0.03 })
    .happens();
  expect((await mark(id)).status).toBe(200);
  // As if it had been planned a moment before the mark.
  await raiseAlert(system, { incidentId: id, people: [one, two] });
  await waitForNotification(system, id, (it) => it.personId === one.personId);
  await sql`INSERT INTO alerting.notifications (id, alert_id, incident_id, person_id, agency_id, channel, state, next_try_at, at, changed_at)
    SELECT gen_random_uuid(), alert_id, incident_id, ${two.personId}, agency_id, 'web-push', 'pending', now(), now(), now()
    FROM alerting.notifications WHERE incident_id = ${id} LIMIT 1`.execute(system.owner);
  await raiseAlert(system, { people: [one] });
  await waitForNotification(system, id, (it) => it.channel === 'web-push' && it.state === 'cancelled');
  expect(
    chat
      .messages()
      .map(({ text }) => text)
      .join(),
  ).not.toContain(code);
});

test('the groups and gateways of their station are not notified any more; a neighbour’s are', async () => {
  const gateways: string[] = [];
  for (const { agencyId } of [one, neighbour]) {
    const by = agencyId === one.agencyId ? boss : await system.officer('administrator');
    const made = await by.post<{ id: string }>(`/api/v1/agencies/${agencyId}/gateways`, {
      ...{ name: 'วิทยุ', url: machine.url, called: 'always' },
    });
    if (made.status === 200) gateways.push(made.body.id);
  }
  const before = await anIncident(system)
    .reportedAt({ ...PLACES.muang, lat: PLACES.muang.lat + 0.04 })
    .happens();
  await raiseAlert(system, { incidentId: before.id, people: [one], agencyIds: [one.agencyId] });
  await until(() => (callsAbout(before.code).length > 0 ? true : undefined));
  const marked = await anIncident(system)
    .reportedAt({ ...PLACES.muang, lat: PLACES.muang.lat + 0.05 })
    .happens();
  expect((await mark(marked.id)).status).toBe(200);
  await raiseAlert(system, { incidentId: marked.id, people: [one], agencyIds: [one.agencyId] });
  await waitForNotification(system, marked.id, (it) => it.personId === one.personId);
  // Planned before the mark, due after it.
  await sql`INSERT INTO alerting.notifications (id, alert_id, incident_id, agency_id, channel, target_id, state, next_try_at, at, changed_at)
    SELECT gen_random_uuid(), alert_id, incident_id, agency_id, 'gateway', ${gateways[0]}, 'pending', now(), now(), now()
    FROM alerting.notifications WHERE incident_id = ${marked.id} LIMIT 1`.execute(system.owner);
  await dueNow().execute(system.owner);
  await raiseAlert(system, { people: [one] });
  await until(async () => {
    const notifications = await listNotifications(system.owner, [marked.id]);
    return notifications.some(({ channel, state }) => channel === 'gateway' && state === 'cancelled')
      ? true
      : undefined;
  });
  const notifications = await listNotifications(system.owner, [marked.id]);
  expect(notifications.filter(({ channel }) => channel === 'gateway')).toHaveLength(1);
  expect(callsAbout(marked.code)).toEqual([]);
});

test('the number of an account’s reports does not count incidents withheld from the actor', async () => {
  const phone = system.line.phone('แจ้งสองครั้ง');
  const first = await anIncident(system)
    .onPhone(phone)
    .reportedAt({ ...PLACES.muang, lat: 16.88 })
    .happens();
  await boss.post(`/api/v1/incidents/${first.id}/acknowledge`, { etaMinutes: 5 });
  await boss.post(`/api/v1/incidents/${first.id}/resolve`, { disposition: 'unfounded' });
  await boss.post(`/api/v1/incidents/${first.id}/close`, {});
  const second = await anIncident(system)
    .onPhone(phone)
    .reportedAt({ ...PLACES.muang, lat: 16.9 })
    .happens();
  const counted = async () => JSON.stringify((await named.detail(second.id)).reports[0]);
  const before = await counted();
  expect((await mark(first.id)).status).toBe(200);
  const after = await counted();
  expect(after).not.toBe(before);
  expect(JSON.stringify((await boss.detail(second.id)).reports[0])).toBe(before);
});
