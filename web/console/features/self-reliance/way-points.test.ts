import { expect, test } from 'vitest';
import { INDICATOR_NAMES } from '#contract/family-indicators';
import { lineOf, pointsOf, waysOf } from './way-points.ts';

const FRAME = { width: 120, height: 40, margin: 10 };

test('a measurement stands by its day, and a gap of a year is twice that of half a year', () => {
  const points = pointsOf(['2026-01-01', '2026-07-02', '2027-07-01'], [0, 1.5, 3], FRAME);
  expect(points.map((point) => Math.round(point?.x ?? -1))).toEqual([10, 43, 110]);
  expect(points.map((point) => point?.y)).toEqual([30, 20, 10]);
});

test('a single one stands in the middle', () => {
  expect(pointsOf(['2026-01-01'], [3], FRAME)).toEqual([{ x: 60, y: 10 }]);
});

test('what is not known is not bridged', () => {
  expect(lineOf([{ x: 1, y: 2 }, null, { x: 3, y: 4 }, { x: 5, y: 6 }])).toBe('M1 2M3 4L5 6');
});

test('the first and the last that are known', () => {
  const unknown = Object.fromEntries(INDICATOR_NAMES.map((name) => [name, 'unknown']));
  const [income] = waysOf([{ answers: unknown }, { answers: { ...unknown, debt: 'payable' } }]);
  expect(income).toEqual({ dimension: 'income', scores: [null, 2], first: 2, last: 2 });
});
