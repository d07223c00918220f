import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../../../tests/support/test-database.ts';
import { type EventMap, LOGGED_EVENTS } from '../../../events/event-map.ts';
import { inTransaction } from '../../../platform/database/transaction.ts';
import { createEvents } from '../../../platform/events/event-bus.ts';
import type { Alert } from '../notification.ts';
import { listNotifications } from '../store-published-notifications.ts';
import { alertPeople } from './alert-people.ts';
import { changeState } from './change-state.ts';

const { db } = await createTestDatabase();

function aContext() {
  const seen: string[] = [];
  const logged: unknown[] = [];
  const log = { append: async (_work: unknown, type: string, body: unknown) => void logged.push({ type, body }) };
  const events = createEvents<EventMap>({ types: LOGGED_EVENTS, log });
  events.on('order-seen', async (_work, { alertId }) => void seen.push(alertId));
  const clock = { now: () => new Date('2026-11-22T02:00:00Z') };
  const context = { clock, events, notifier: { send: () => {} }, channels: {} };
  return { seen, logged, context };
}

function anAlert(more: Partial<Alert> = {}): Alert {
  const people = [1, 2].map(() => ({ personId: randomUUID(), agencyId: randomUUID() }));
  const alert = {
    alertId: randomUUID(),
    incidentId: randomUUID(),
    kind: 'new',
    step: 0,
    people,
    agencyIds: [],
  } as const;
  return { ...alert, people, agencyIds: [], ...more };
}

test('each person gets one console notification in the same transaction, even if listed twice', async () => {
  const { context, logged } = aContext();
  const alert = anAlert();
  const [one] = alert.people;
  await inTransaction(db, (work) =>
    alertPeople(context, work, [{ ...alert, people: [...alert.people, ...(one ? [one] : [])] }]),
  );
  const notifications = await listNotifications(db, [alert.incidentId ?? '']);
  expect(notifications.map(({ personId }) => personId).sort()).toEqual(
    alert.people.map(({ personId }) => personId).sort(),
  );
  expect(
    notifications.every(
      ({ channel, state, kind, step }) => `${channel} ${state} ${kind} ${step}` === 'console pending new 0',
    ),
  ).toBe(true);
  const { alertId, incidentId, kind, step } = alert;
  const personIds = alert.people.map(({ personId }) => personId);
  expect(logged).toEqual([{ type: 'people-alerted', body: { alertId, incidentId, kind, step, personIds } }]);
});

test('a transaction that is rolled back alerts nobody', async () => {
  const { context } = aContext();
  const alert = anAlert();
  const rolledBack = inTransaction(db, async (work) => {
    await alertPeople(context, work, [alert]);
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');
  expect(await listNotifications(db, [alert.incidentId ?? ''])).toEqual([]);
});

test('inserting the same alert twice is refused', async () => {
  const { context } = aContext();
  const alert = anAlert();
  await inTransaction(db, (work) => alertPeople(context, work, [alert]));
  await expect(inTransaction(db, (work) => alertPeople(context, work, [alert]))).rejects.toMatchObject({
    code: '23505',
  });
});

test('a pending notification can become seen, a seen one acknowledged, and an acknowledged one stays so', async () => {
  const { context } = aContext();
  const alert = anAlert();
  const personId = alert.people[0]?.personId ?? '';
  const choice = { incidentIds: [alert.incidentId ?? ''], personId };
  await inTransaction(db, (work) => alertPeople(context, work, [alert]));
  for (const to of ['seen', 'seen', 'acknowledged', 'sent', 'seen'] as const) {
    await inTransaction(db, (work) => changeState(context, work, choice, to));
  }
  const notifications = await listNotifications(db, [alert.incidentId ?? '']);
  expect(notifications.find((one) => one.personId === personId)).toMatchObject({
    state: 'acknowledged',
    seenAt: expect.any(Date),
  });
  expect(notifications.find((one) => one.personId !== personId)).toMatchObject({ state: 'pending', seenAt: null });
});

test('an order is reported as seen when it is seen and when it is acknowledged; no other alert is', async () => {
  const { context, seen } = aContext();
  const [order, alarm] = [anAlert({ kind: 'order' }), anAlert()];
  for (const alert of [order, alarm]) await inTransaction(db, (work) => alertPeople(context, work, [alert]));
  const choice = { alertIds: [order.alertId, alarm.alertId] };
  for (const to of ['sent', 'seen', 'seen', 'acknowledged', 'cancelled'] as const) {
    await inTransaction(db, (work) => changeState(context, work, choice, to));
  }
  expect(seen).toEqual([order.alertId, order.alertId]);
});
