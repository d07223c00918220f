import { expect, test } from 'vitest';
import { poisson, randomFrom, shuffle } from './random.ts';

test('the same seed and place give the same numbers, another seed or place others', () => {
  const draw = (...from: [number, ...number[]]) => {
    const random = randomFrom(...from);
    return Array.from({ length: 8 }, () => random.float());
  };
  expect(draw(7, 1)).toEqual(draw(7, 1));
  const first = [
    ...[7, 8, 9, -7, 7 + 2 ** 32, 7.5e15].map((seed) => draw(seed)[0]),
    ...[1, 2, 3].map((r) => draw(7, r)[0]),
  ];
  expect(new Set(first).size).toBe(first.length);
});

test('the first numbers of a thousand neighbouring seeds are spread evenly', () => {
  const bins = new Array(10).fill(0);
  for (let seed = 0; seed < 1000; seed += 1) bins[Math.floor(randomFrom(seed).float() * 10)] += 1;
  const chiSquare = bins.reduce((sum, n) => sum + (n - 100) ** 2 / 100, 0);
  expect(chiSquare).toBeLessThan(27.9); // 0.1 % at 9 degrees of freedom
});

test('every order of four is equally likely', () => {
  const random = randomFrom(1);
  const orders = new Map<string, number>();
  for (let run = 0; run < 24_000; run += 1) {
    const values = [1, 2, 3, 4];
    shuffle(values, random);
    orders.set(values.join(''), (orders.get(values.join('')) ?? 0) + 1);
  }
  expect(orders.size).toBe(24);
  const chiSquare = [...orders.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
  expect(chiSquare).toBeLessThan(49.7); // 0.1 % at 23 degrees of freedom
});

test.each([0, 0.4, 3, 80])('counts with the mean %d have that mean and variance', (mean) => {
  const random = randomFrom(2, mean);
  const counts = Array.from({ length: 20_000 }, () => poisson(random, mean));
  const average = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  const variance = counts.reduce((sum, n) => sum + (n - average) ** 2, 0) / counts.length;
  expect(Math.abs(average - mean)).toBeLessThanOrEqual(4 * Math.sqrt(mean / counts.length));
  expect(Math.abs(variance - mean)).toBeLessThanOrEqual(0.05 * mean);
});
