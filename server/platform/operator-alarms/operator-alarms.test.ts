import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { rows, sql } from '../database/database.ts';
import { createEventLog } from '../events/event-log.ts';
import { createOperatorAlarms } from './operator-alarms.ts';

const { db } = await createTestDatabase();
const wake = { send: () => {}, on: () => {}, start: async () => {}, stop: async () => {} };
const eventLog = createEventLog(db, wake);
const alarms = createOperatorAlarms(db, { now: () => new Date('2026-11-28T02:00:00Z') }, eventLog);

test('what ended by itself is settled by the system and said live; of another trouble nothing changes', async () => {
  await alarms.raise('database/embedded-died', 'embedded', { seconds: 2 });
  await alarms.raise('database/embedded-died', 'embedded', { seconds: 3 });
  await alarms.raise('line/refused', 'reporter 400', { status: 400 });
  const [died] = (await alarms.list()).filter(({ kind }) => kind === 'database/embedded-died');
  expect(died).toMatchObject({ count: 2, details: { seconds: 3 } });
  await alarms.clear('database/embedded-died', 'embedded');
  await alarms.clear('database/embedded-died', 'embedded');
  expect((await alarms.list()).map(({ kind }) => kind)).toEqual(['line/refused']);
  const settled = (await eventLog.readAfter(0, 100)).filter(({ type }) => type === 'operator-alarm-settled');
  expect(settled.map(({ body }) => body)).toEqual([{ alarmId: died?.id }]);
  const by = await rows(
    db,
    sql<{ by: string }>`SELECT settled_by AS by FROM platform.operator_alarms WHERE id = ${died?.id}`,
  );
  expect(by).toEqual([{ by: 'system' }]);
});
