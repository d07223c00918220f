import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, firstOfMonth, monthAfter } from '#contract/thai-day';
import { asDays, splitSpan } from './span.ts';

test('a year that begins in the middle of a month has eleven whole months', () => {
  expect(splitSpan({ from: '2025-11-15', to: '2026-11-14' })).toEqual({
    ...{ from: '2025-11-15', first: '2025-12-01', next: '2026-11-01', to: '2026-11-14' },
  });
  expect(splitSpan({ from: '2026-02-01', to: '2026-02-28' })).toMatchObject({
    first: '2026-02-01',
    next: '2026-03-01',
  });
  expect(splitSpan({ from: '2026-02-02', to: '2026-03-30' })).toEqual(asDays({ from: '2026-02-02', to: '2026-03-30' }));
});

test('every day of a span is in one of its months or at one of its ends, once', () => {
  const spans = fc.record({ start: fc.nat(800), length: fc.nat(200) }).map(({ start, length }) => {
    const from = addDays('2027-01-01', start);
    return { from, to: addDays(from, length) };
  });
  fc.assert(
    fc.property(spans, (span) => {
      const { from, first, next, to } = splitSpan(span);
      expect([from, to]).toEqual([span.from, span.to]);
      const counted: string[] = [];
      for (let day = from; day < first; day = addDays(day, 1)) counted.push(day);
      for (let month = first; month < next; month = monthAfter(month)) {
        expect(month).toBe(firstOfMonth(month));
        for (let day = month; day < monthAfter(month); day = addDays(day, 1)) counted.push(day);
      }
      for (let day = next; day <= to; day = addDays(day, 1)) counted.push(day);
      const days: string[] = [];
      for (let day = span.from; day <= span.to; day = addDays(day, 1)) days.push(day);
      expect(counted).toEqual(days);
    }),
  );
});
