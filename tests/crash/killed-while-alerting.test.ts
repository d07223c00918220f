import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { tellReferralStep } from '../../server/capabilities/alerting/commands/tell-referral-step.ts';
import { type AlertContext, alertPeople } from '../../server/capabilities/alerting/index.ts';
import { createGateways } from '../../server/channels/gateway/index.ts';
import { type EventMap, LOGGED_EVENTS } from '../../server/events/event-map.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { inTransaction } from '../../server/platform/database/transaction.ts';
import { createEvents } from '../../server/platform/events/event-bus.ts';
import { createEventLog } from '../../server/platform/events/event-log.ts';
import { startGatewayMachine } from '../support/gateway-machine.ts';
import { startKillable } from '../support/killable-process.ts';
import { until } from '../support/officer.ts';
import { startPushService } from '../support/push-service.ts';
import { AUTH_SECRET } from '../support/test-config.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { db, url } = await createTestDatabase();
const [push, machine] = [await startPushService(), await startGatewayMachine()];
afterAll(() => Promise.all([push.stop(), machine.stop()]));
const KILLS = 4;
const ALERTS_BETWEEN = 15;
/** The processes' clocks stand still, so that no lease ends by its time. */
const AT = new Date(Date.now() + 1000).toISOString();

const agencyId = randomUUID();
const gatewayId = randomUUID();
await sql`INSERT INTO alerting.gateways (id, agency_id, name, url, called, made_by, made_at)
  VALUES (${gatewayId}, ${agencyId}, 'x', ${machine.url}, 'always', ${randomUUID()}, now())`.execute(db);
machine.setSecret(createGateways(AUTH_SECRET, async () => ({ kind: 'refused', reason: '' })).secretOf(gatewayId));
const notifier = { send: () => {}, on: () => {}, start: async () => {}, stop: async () => {} };
const events = createEvents<EventMap>({ types: LOGGED_EVENTS, log: createEventLog(db, notifier) });
const context = {
  // What is due at once is due by the clock of those who deliver it.
  clock: { now: () => new Date(AT) },
  channels: { push: {} as never },
  notifier,
  events,
};
const alerts: { alertId: string; browser: ReturnType<typeof push.browser> }[] = [];

/** @param deliveries of the process that writes the alert, and would deliver it from memory */
async function alertSomebody(deliveries?: AlertContext['deliveries']): Promise<void> {
  const [alertId, personId] = [randomUUID(), randomUUID()];
  const browser = push.browser(personId);
  const { endpoint, keys } = browser.subscription;
  await sql`INSERT INTO alerting.push_subscriptions (id, person_id, endpoint, p256dh, auth, label, language, created_at)
    VALUES (${randomUUID()}, ${personId}, ${endpoint}, ${keys.p256dh}, ${keys.auth}, 'x', 'th', now())`.execute(db);
  const alert = { alertId, incidentId: null, kind: 'called', step: 1 } as const;
  await inTransaction(db, (work) =>
    alertPeople({ ...context, deliveries }, work, [
      { ...alert, people: [{ personId, agencyId }], agencyIds: [agencyId] },
    ]),
  );
  alerts.push({ alertId, browser });
}

const start = () => startKillable('alerting-process.ts', [url, AT]);
const countPending = async () =>
  (
    await rows(
      db,
      sql`SELECT 1 FROM alerting.notifications WHERE state = 'pending' AND channel <> 'console'
    UNION ALL SELECT 1 FROM alerting.alerts WHERE expanded_at IS NULL`,
    )
  ).length;

test('when killed repeatedly while delivering, every browser and every gateway still gets every alarm', async () => {
  let leasedAtKills = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const before = machine.calls.length;
    for (let made = 0; made < ALERTS_BETWEEN; made++) await alertSomebody();
    const child = await start();
    // In the middle: some are sent, most are under way or not begun.
    await until(() => machine.calls.length > before || undefined);
    await child.kill();
    const leased = sql`SELECT 1 FROM alerting.notifications WHERE state = 'pending' AND trying_process IS NOT NULL`;
    leasedAtKills += (await rows(db, leased)).length;
  }
  const last = await start();
  await until(async () => {
    // On a busy machine a call may fail and wait for its retry: let its time come, but not that of a lease.
    await sql`UPDATE alerting.notifications SET next_try_at = ${AT}
      WHERE state = 'pending' AND next_try_at > ${AT} AND trying_process IS NULL`.execute(db);
    return (await countPending()) === 0 || undefined;
  }, 1);
  await last.kill();
  // Otherwise no lease was released, and nothing was tested.
  expect(leasedAtKills).toBeGreaterThan(0);
  for (const { alertId, browser } of alerts) {
    expect(browser.received.length).toBeGreaterThanOrEqual(1);
    expect(machine.calls.some(({ body }) => body.alertId === alertId)).toBe(true);
  }
  expect(push.faults).toEqual([]);
  expect(await getRow(db, sql`SELECT count(*) AS sent FROM alerting.notifications WHERE state = 'sent'`)).toEqual({
    sent: 2 * KILLS * ALERTS_BETWEEN,
  });
  // A call is repeated at most where a kill came between the call and its record, under the same id.
  expect(new Set(machine.calls.map(({ id }) => id)).size).toBe(KILLS * ALERTS_BETWEEN);
});

test('an alarm of a process that is killed between its commit and the first call is delivered by another one', async () => {
  const child = await start();
  const { id } = await getRow(db, sql<{ id: number }>`SELECT max(id) AS id FROM platform.processes`);
  const leasedUntil = new Date(Date.now() + 3_600_000);
  let handed = 0;
  const deliveries = {
    lease: () => ({ until: leasedUntil, processId: id }),
    hand(committed: readonly unknown[]) {
      handed += committed.length;
    },
    take: () => [],
    onHanded: () => () => {},
  };
  await alertSomebody(deliveries);
  expect(handed).toBe(2);
  const alert = alerts.at(-1);
  const stateOf = () =>
    rows(
      db,
      sql<{ state: string }>`SELECT DISTINCT state FROM alerting.notifications
        WHERE alert_id = ${alert?.alertId ?? ''} AND channel <> 'console'`,
    );
  await child.kill();
  expect(await stateOf()).toEqual([{ state: 'pending' }]);
  const next = await start();
  await until(async () => {
    const states = await stateOf();
    return (states.length === 1 && states[0]?.state === 'sent') || undefined;
  }, 1);
  await next.kill();
  expect(alert?.browser.received.length).toBe(1);
});

test('a step of a referral whose process ended right after its commit is told by another one, with what was true then', async () => {
  await sql`UPDATE alerting.gateways SET called = 'referral-steps' WHERE id = ${gatewayId}`.execute(db);
  const [referralId, fromAgencyId] = [randomUUID(), randomUUID()];
  const step = {
    referralId,
    caseId: randomUUID(),
    needId: randomUUID(),
    code: 'RF-69-00009',
    kind: 'accepted',
  } as const;
  await inTransaction(db, async (work) =>
    tellReferralStep(context, work, {
      ...{ ...step, status: 'accepted', fromAgencyId, toAgencyId: agencyId, isOffered: true, at: new Date(AT) },
    }),
  );
  const told = () => machine.calls.filter(({ body }) => body.kind === 'referral-step');
  expect(told()).toEqual([]);
  const next = await start();
  await until(() => told()[0]);
  await until(async () => (await countPending()) === 0 || undefined);
  await next.kill();
  expect(told()).toMatchObject([
    {
      isSigned: true,
      body: { referral: { id: referralId, code: 'RF-69-00009', step: 'accepted', status: 'accepted' } },
    },
  ]);
});
