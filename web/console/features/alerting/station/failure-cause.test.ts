import { expect, test } from 'vitest';
import { failureCause } from './failure-cause.ts';

test.each([
  ['status-503', 'answered'],
  ['redirect', 'answered'],
  ['leads-inside', 'address'],
  ['ENOTFOUND', 'address'],
  ['line/quota-exhausted', 'line'],
  ['line-refused', 'line'],
  ['timeout', 'no-answer'],
  ['ECONNREFUSED', 'no-answer'],
  ['socket hang up', 'no-answer'],
  ['whatever comes', 'other'],
] as const)('"%s" is shown as "%s", never as the code', (cause, shown) => {
  expect(failureCause(cause)).toBe(shown);
});
