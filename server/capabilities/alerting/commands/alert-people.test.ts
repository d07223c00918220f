import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../../../tests/support/test-database.ts';
import type { EventMap } from '../../../events/event-map.ts';
import { inTransaction } from '../../../platform/database/transaction.ts';
import { createEvents } from '../../../platform/events/event-bus.ts';
import type { Alert } from '../notice.ts';
import { listNotices } from '../queries/list-notices.ts';
import { alertPeople } from './alert-people.ts';
import { changeState } from './change-state.ts';

const { db } = await createTestDatabase();

function aContext() {
  const events = createEvents<EventMap>();
  const said: EventMap['notice-changed'][] = [];
  const logged: unknown[] = [];
  events.on('notice-changed', async (_work, fact) => void said.push(fact));
  const eventLog = { append: async (_work: unknown, type: string, body: unknown) => void logged.push({ type, body }) };
  const context = { clock: { now: () => new Date('2026-11-22T02:00:00Z') }, events, wake: { send: () => {} } };
  return { said, logged, context: { ...context, eventLog: eventLog as never } };
}

function anAlert(more: Partial<Alert> = {}): Alert {
  const people = [1, 2].map(() => ({ personId: randomUUID(), agencyId: randomUUID() }));
  const alert = {
    alertId: randomUUID(),
    incidentId: randomUUID(),
    kind: 'new',
    rung: 0,
    people,
    agencyIds: [],
  } as const;
  return { ...alert, people, agencyIds: [], ...more };
}

test('everybody has one notice on the console in the same transaction, also who stands twice in the list', async () => {
  const { context, said, logged } = aContext();
  const alert = anAlert();
  const [one] = alert.people;
  await inTransaction(db, (work) =>
    alertPeople(context, work, { ...alert, people: [...alert.people, ...(one ? [one] : [])] }),
  );
  const notices = await listNotices(db, [alert.incidentId ?? '']);
  expect(notices.map(({ personId }) => personId).sort()).toEqual(alert.people.map(({ personId }) => personId).sort());
  expect(
    notices.every(({ channel, state, kind, rung }) => `${channel} ${state} ${kind} ${rung}` === 'console owed new 0'),
  ).toBe(true);
  expect(said).toHaveLength(2);
  expect(logged).toEqual([{ type: 'people-alerted', body: { alertId: alert.alertId } }]);
});

test('a transaction that is undone has told nobody', async () => {
  const { context } = aContext();
  const alert = anAlert();
  const undone = inTransaction(db, async (work) => {
    await alertPeople(context, work, alert);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await listNotices(db, [alert.incidentId ?? ''])).toEqual([]);
});

test('the same alert twice is refused', async () => {
  const { context } = aContext();
  const alert = anAlert();
  await inTransaction(db, (work) => alertPeople(context, work, alert));
  await expect(inTransaction(db, (work) => alertPeople(context, work, alert))).rejects.toMatchObject({ code: '23505' });
});

test('seen follows on owed, acknowledged on seen, and nothing on acknowledged', async () => {
  const { context, said } = aContext();
  const alert = anAlert();
  const personId = alert.people[0]?.personId ?? '';
  const choice = { incidentIds: [alert.incidentId ?? ''], personId };
  await inTransaction(db, (work) => alertPeople(context, work, alert));
  for (const to of ['seen', 'seen', 'acknowledged', 'accepted', 'seen'] as const) {
    await inTransaction(db, (work) => changeState(context, work, choice, to));
  }
  expect(said.slice(2).map(({ state }) => state)).toEqual(['seen', 'acknowledged']);
  const notices = await listNotices(db, [alert.incidentId ?? '']);
  expect(notices.find((one) => one.personId === personId)).toMatchObject({
    state: 'acknowledged',
    seenAt: expect.any(Date),
  });
  expect(notices.find((one) => one.personId !== personId)).toMatchObject({ state: 'owed', seenAt: null });
});
