import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { rows, sql } from '../database/database.ts';
import { createEventLog } from '../events/event-log.ts';
import { createSystemAlerts } from './system-alerts.ts';

const { db } = await createTestDatabase();
const notifier = { send: () => {}, on: () => {}, start: async () => {}, stop: async () => {} };
const eventLog = createEventLog(db, notifier);
const systemAlerts = createSystemAlerts(db, { now: () => new Date('2026-11-28T02:00:00Z') }, eventLog);

test('what ended by itself is resolved by the system and published live; another trouble stays as it is', async () => {
  await systemAlerts.raise('database/embedded-died', 'embedded', { seconds: 2 });
  await systemAlerts.raise('database/embedded-died', 'embedded', { seconds: 3 });
  await systemAlerts.raise('line/refused', 'reporter 400', { status: 400 });
  const [died] = (await systemAlerts.list()).filter(({ kind }) => kind === 'database/embedded-died');
  expect(died).toMatchObject({ count: 2, details: { seconds: 3 } });
  await systemAlerts.clear('database/embedded-died', 'embedded');
  await systemAlerts.clear('database/embedded-died', 'embedded');
  expect((await systemAlerts.list()).map(({ kind }) => kind)).toEqual(['line/refused']);
  const resolved = (await eventLog.readAfter(0, 100)).filter(({ type }) => type === 'system-alert-resolved');
  expect(resolved.map(({ body }) => body)).toEqual([{ systemAlertId: died?.id }]);
  const by = await rows(
    db,
    sql<{ by: string }>`SELECT resolved_by AS by FROM platform.system_alerts WHERE id = ${died?.id}`,
  );
  expect(by).toEqual([{ by: 'system' }]);
});
