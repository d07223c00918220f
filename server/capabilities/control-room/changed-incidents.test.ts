import { expect, test } from 'vitest';
import { LOGGED_EVENTS, type LogEntry } from '#events/event-map';
import { changedIncidents } from './changed-incidents.ts';

const changed = (incidentId: string, seq = 1): LogEntry => ({ seq, type: 'incident-changed', body: { incidentId } });

test('each incident that an entry names is read again, once', () => {
  const entries: LogEntry[] = [
    changed('one'),
    { seq: 2, type: 'chat-message', body: { incidentId: 'two', messageId: 'm' } },
    { seq: 3, type: 'incident-gone', body: { incidentId: 'three', agencyId: 'a' } },
    { seq: 4, type: 'unit-changed', body: { unitId: 'u' } },
    changed('one', 5),
  ];
  expect(changedIncidents(entries)).toEqual(['one', 'two', 'three']);
});

test('too many incidents, or an entry of an unknown kind, and all are read', () => {
  const many = Array.from({ length: 201 }, (_, at) => changed(String(at)));
  expect(changedIncidents(many)).toBeUndefined();
  expect(changedIncidents(many.slice(1))).toHaveLength(200);
  expect(changedIncidents([{ seq: 1, type: 'of-tomorrow', body: {} } as unknown as LogEntry])).toBeUndefined();
});

test.each(LOGGED_EVENTS)('of %s it is decided what it changes', (type) => {
  expect(changedIncidents([{ seq: 1, type, body: {} } as unknown as LogEntry])).toBeDefined();
});
