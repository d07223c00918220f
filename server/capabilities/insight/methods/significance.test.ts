import { expect, test } from 'vitest';
import { adjustForDiscovery, permutationP, poissonTail, twoSidedP } from './significance.ts';

test.each([
  // Tables of the normal law.
  [0, 1],
  [0.6744897501960817, 0.5],
  [1.959963984540054, 0.05],
  [2.5758293035489004, 0.01],
  [3.290526731491926, 0.001],
  [-1.959963984540054, 0.05],
  [6, 1.973175290075e-9],
  [10, 1.523970604832105e-23],
])('z = %d has the p of the tables', (z, p) => {
  expect(twoSidedP(z) / p).toBeCloseTo(1, 9);
});

test('both ways of computing the tail meet', () => {
  const z = 2 * Math.SQRT2;
  const [before, after] = [twoSidedP(z - 1e-7), twoSidedP(z + 1e-7)];
  const slope = (2 * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  expect((before - after) / (2e-7 * slope)).toBeCloseTo(1, 4);
});

test.each([
  // One or more of a half; three or more of one: 1 − 2.5/e; ten or more of five: 0.031828 in every table; the fourth summed with ln Γ.
  [1, 0.5, 0.3934693402873666],
  [3, 1, 0.0803013970713942],
  [10, 5, 0.0318280573062],
  [1200, 1000, 4.684203855872e-10],
  [2, 2, 1],
])('%d or more where %d are expected have the probability of the tables', (count, expected, p) => {
  expect(poissonTail(count, expected) / p).toBeCloseTo(1, 9);
});

test('fifteen p values are adjusted as by hand, in their own order', () => {
  // The example of Benjamini and Hochberg's paper (1995): four of fifteen are discoveries at 0.05.
  const ps = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  const adjusted = adjustForDiscovery(ps);
  expect(adjusted.filter((p) => p <= 0.05)).toHaveLength(4);
  expect(adjusted.slice(0, 4).map((p) => Number(p.toFixed(6)))).toEqual([0.0015, 0.003, 0.0095, 0.035625]);
  // 0.0298 at rank 7 is less than 0.0278 at rank 6 would be, and takes its place.
  expect(adjusted[5]).toBeCloseTo((0.0298 * 15) / 7, 12);
  expect(adjustForDiscovery(ps.toReversed())).toEqual(adjusted.toReversed());
  expect(adjustForDiscovery([])).toEqual([]);
});

test('a result that no shuffle matched is one in a thousand, not zero', () => {
  expect(permutationP(0, 999)).toBe(0.001);
  expect(permutationP(999, 999)).toBe(1);
});
