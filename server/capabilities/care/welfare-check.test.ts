import { expect, test } from 'vitest';
import { checksAfter } from './welfare-check.ts';

const closedAt = new Date('2026-11-21T19:10:00.000Z');

test('checks are due a day and a week after the closing', () => {
  const due = checksAfter(closedAt, 'handled').map(({ kind, dueAt }) => [kind, dueAt.toISOString()]);
  expect(due).toEqual([
    ['day', '2026-11-22T19:10:00.000Z'],
    ['week', '2026-11-28T19:10:00.000Z'],
  ]);
});

test('no check after a false report, a test or a duplicate; a check after every report in good faith', () => {
  for (const disposition of ['false-report', 'test', 'duplicate'] as const) {
    expect(checksAfter(closedAt, disposition)).toEqual([]);
  }
  for (const disposition of ['unfounded', 'gone-on-arrival', 'handed-to-care'] as const) {
    expect(checksAfter(closedAt, disposition)).toHaveLength(2);
  }
});
