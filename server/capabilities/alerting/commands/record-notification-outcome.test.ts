import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createEvents } from '#platform/events/event-bus';
import { createTestDatabase } from '#support/test-database';
import type { AlertingContext } from '../context.ts';
import { insertAlerts } from '../store-notifications.ts';
import { listNotifications } from '../store-published-notifications.ts';
import { insertGateway } from '../store-targets.ts';
import { recordOutcomes } from './record-notification-outcome.ts';

const { db } = await createTestDatabase();
const now = new Date('2026-11-22T02:00:00Z');
const context = { db, clock: { now: () => now }, events: createEvents(), notifier: { send: () => {} }, channels: {} };

test('of pushes that fail together, each is taken over by the stand-by gateway of its own agency', async () => {
  const incidentId = randomUUID();
  const pushes = [1, 2].map(() => {
    const lease = { nextTryAt: now, tryingProcess: null, tries: 1 };
    const push = { channel: 'web-push', targetId: null, state: 'pending', cause: null, at: now, ...lease } as const;
    const whose = { personId: randomUUID(), agencyId: randomUUID() };
    return { id: randomUUID(), alertId: randomUUID(), incidentId, ...whose, ...push };
  });
  const alerts = pushes.map(({ alertId }) => {
    return { alertId, incidentId, kind: 'new', step: 0, agencyIds: [], raisedAt: now, expandedAt: now } as const;
  });
  await insertAlerts(db, alerts, pushes);
  for (const { agencyId } of pushes) {
    const gateway = { name: 'x', url: 'https://radio.example', called: 'when-others-fail', madeAt: now } as const;
    await insertGateway(db, { id: agencyId, agencyId, ...gateway }, randomUUID());
  }
  const failed = pushes.map(({ id }) => ({ notificationId: id, kind: 'failed', cause: 'status-500' }) as const);
  await recordOutcomes(context as unknown as AlertingContext, failed);
  const calls = (await listNotifications(db, [incidentId])).filter(({ channel }) => channel === 'gateway');
  const wanted = pushes.map(({ alertId, agencyId }) => [alertId, agencyId, agencyId]);
  expect(calls.map(({ alertId, agencyId, targetId }) => [alertId, agencyId, targetId]).sort()).toEqual(wanted.sort());
});
