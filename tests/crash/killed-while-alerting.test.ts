import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { alertPeople } from '../../server/capabilities/alerting/index.ts';
import { createGateways } from '../../server/channels/gateway/index.ts';
import type { EventMap } from '../../server/events/event-map.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { inTransaction } from '../../server/platform/database/transaction.ts';
import { createEvents } from '../../server/platform/events/event-bus.ts';
import { createEventLog } from '../../server/platform/events/event-log.ts';
import { startGatewayMachine } from '../support/gateway-machine.ts';
import { until } from '../support/officer.ts';
import { startPushService } from '../support/push-service.ts';
import { AUTH_SECRET } from '../support/test-config.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { db, url } = await createTestDatabase();
const [push, machine] = [await startPushService(), await startGatewayMachine()];
afterAll(() => Promise.all([push.stop(), machine.stop()]));
const KILLS = 4;
const ALERTS_BETWEEN = 15;
/** For all of the processes it is always this moment: what one of them had in hand is never free by its time. */
const AT = new Date(Date.now() + 1000).toISOString();

const agencyId = randomUUID();
const gatewayId = randomUUID();
await sql`INSERT INTO alerting.gateways (id, agency_id, name, url, called, made_by, made_at)
  VALUES (${gatewayId}, ${agencyId}, 'x', ${machine.url}, 'always', ${randomUUID()}, now())`.execute(db);
machine.setSecret(createGateways(AUTH_SECRET, async () => ({ kind: 'refused', reason: '' })).secretOf(gatewayId));
const notifier = { send: () => {}, on: () => {}, start: async () => {}, stop: async () => {} };
const context = {
  clock: { now: () => new Date() },
  notifier,
  events: createEvents<EventMap>(),
  eventLog: createEventLog(db, notifier),
};
const alerts: { alertId: string; browser: ReturnType<typeof push.browser> }[] = [];

async function alertSomebody(): Promise<void> {
  const [alertId, personId] = [randomUUID(), randomUUID()];
  const browser = push.browser(personId);
  const { endpoint, keys } = browser.subscription;
  await sql`INSERT INTO alerting.push_subscriptions (id, person_id, endpoint, p256dh, auth, label, language, created_at)
    VALUES (${randomUUID()}, ${personId}, ${endpoint}, ${keys.p256dh}, ${keys.auth}, 'x', 'th', now())`.execute(db);
  const said = { alertId, incidentId: null, kind: 'called', step: 1 } as const;
  await inTransaction(db, (work) =>
    alertPeople(context, work, { ...said, people: [{ personId, agencyId }], agencyIds: [agencyId] }),
  );
  alerts.push({ alertId, browser });
}

async function start(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, '../support/alerting-process.ts'), [url, AT], {
    stdio: 'ignore',
  });
  await once(child, 'message');
  return child;
}
const open = async () =>
  (
    await rows(
      db,
      sql`SELECT 1 FROM alerting.notifications WHERE state = 'pending' AND channel <> 'console'
    UNION ALL SELECT 1 FROM alerting.alerts WHERE expanded_at IS NULL`,
    )
  ).length;

test('killed again and again while it alarms: every browser and every gateway has heard every alarm', {
  timeout: 120_000,
}, async () => {
  let heldAtKills = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const before = machine.calls.length;
    for (let made = 0; made < ALERTS_BETWEEN; made++) await alertSomebody();
    const child = await start();
    const gone = once(child, 'exit');
    // In the middle: some have gone out, most are under way or not begun.
    await until(() => machine.calls.length > before || undefined);
    child.kill('SIGKILL');
    await gone;
    const held = sql`SELECT 1 FROM alerting.notifications WHERE state = 'pending' AND trying_process IS NOT NULL`;
    heldAtKills += (await rows(db, held)).length;
  }
  const last = await start();
  await until(async () => {
    // On a busy machine a call is late and waits to be made again: that time does come, that of a lease does not.
    await sql`UPDATE alerting.notifications SET next_try_at = ${AT}
      WHERE state = 'pending' AND next_try_at > ${AT} AND trying_process IS NULL`.execute(db);
    return (await open()) === 0 || undefined;
  }, 1);
  last.kill('SIGKILL');
  // Otherwise nothing was freed, and nothing shown.
  expect(heldAtKills).toBeGreaterThan(0);
  for (const { alertId, browser } of alerts) {
    expect(browser.received.length).toBeGreaterThanOrEqual(1);
    expect(machine.calls.some(({ body }) => body.alertId === alertId)).toBe(true);
  }
  expect(push.faults).toEqual([]);
  expect(await getRow(db, sql`SELECT count(*) AS told FROM alerting.notifications WHERE state = 'sent'`)).toEqual({
    told: 2 * KILLS * ALERTS_BETWEEN,
  });
  // Said twice at most where a kill came between the call and its entry, under one id that the machine can tell.
  expect(new Set(machine.calls.map(({ id }) => id)).size).toBe(KILLS * ALERTS_BETWEEN);
});
