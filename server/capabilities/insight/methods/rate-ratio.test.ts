import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRates, shareLimits } from './rate-ratio.ts';

test.each([
  // Tables of Clopper and Pearson's limits.
  [0, 10, 0, 0.3085],
  [1, 10, 0.0025, 0.445],
  [5, 10, 0.1871, 0.8129],
  [10, 10, 0.6915, 1],
  [3, 20, 0.0321, 0.3789],
])('%i of %i: the share lies between %f and %f', (hits, n, low, high) => {
  const limits = shareLimits(hits, n);
  expect(limits.low).toBeCloseTo(low, 4);
  expect(limits.high).toBeCloseTo(high, 4);
});

test('half as many after as before, and what many or few of them prove', () => {
  expect(compareRates(10, 5)).toMatchObject({ value: 0.5 });
  const few = compareRates(4, 2);
  const many = compareRates(400, 200);
  if (few === 'too-few' || many === 'too-few') throw new Error('there were some before');
  expect(few.low < 1 && (few.high ?? Number.NaN) > 1).toBe(true);
  expect(many.low > 0.4 && (many.high ?? Number.NaN) < 0.6).toBe(true);
  expect(compareRates(0, 3)).toBe('too-few');
  expect(compareRates(3, 0)).toMatchObject({ value: 0, low: 0 });
});

/** The chance of exactly k of n, from whole numbers. */
const chanceOf = (k: number, n: number, share: number) => {
  let choose = 1n;
  for (let nth = 1; nth <= k; nth += 1) choose = (choose * BigInt(n - nth + 1)) / BigInt(nth);
  return Number(choose) * share ** k * (1 - share) ** (n - k);
};

test('at each limit, what was seen or something further out has a chance of one in forty', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(40), (n, seen) => {
      const hits = Math.min(seen, n);
      const { low, high } = shareLimits(hits, n);
      const sum = (from: number, to: number, share: number) =>
        Array.from({ length: to - from + 1 }, (_, at) => chanceOf(from + at, n, share)).reduce(
          (one, two) => one + two,
          0,
        );
      if (hits > 0) expect(sum(hits, n, low)).toBeCloseTo(0.025, 6);
      if (hits < n) expect(sum(0, hits, high)).toBeCloseTo(0.025, 6);
    }),
  );
});
