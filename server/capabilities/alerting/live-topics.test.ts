import { expect, test } from 'vitest';
import type { LogEntry } from '#events/event-map';
import type { Database } from '#platform/database/database';
import { translateAlertEvents } from './live-topics.ts';

test('an entry that an earlier release wrote names nobody, and ends no stream that passes it', async () => {
  const db = {} as Database;
  const written = { seq: 7, type: 'people-alerted', body: { alertId: 'x', personId: null } } as unknown as LogEntry;
  const items = await translateAlertEvents({ db }, [written]);
  expect(items.flatMap(({ audiences }) => audiences)).toEqual([]);
});
