import { expect, test } from 'vitest';
import { formatDaySpan, formatSpan } from './format-span.ts';

test('a shift within a day is two times; one over midnight names the day it ends', () => {
  expect(formatSpan('2026-11-22T01:00:00.000Z', '2026-11-22T13:00:00.000Z', 'th')).toBe('08:00–20:00');
  expect(formatSpan('2026-11-22T13:00:00.000Z', '2026-11-23T01:00:00.000Z', 'th')).toBe('20:00–08:00 (23 พ.ย. 2569)');
  expect(formatDaySpan('2026-11-21T17:00:00.000Z', '2026-11-22T01:00:00.000Z', 'th')).toBe('22 พ.ย. 2569 00:00–08:00');
});
