import fc from 'fast-check';
import { expect, test } from 'vitest';
import { poisson, randomFrom } from './random.ts';
import { smoothRates } from './smoothed-rates.ts';

function smooth(areas: { cases: number; population: number }[]) {
  const result = smoothRates(areas);
  if (result === 'too-few') throw new Error('enough');
  return result;
}

test('three areas, worked out by hand', () => {
  // Overall 60 / 6000 = 0.01. Spread (1000·0.02² + 2000·0.005² + 3000·0.01²/…)/6000, see each term below.
  const { overall, areas } = smooth([
    { cases: 30, population: 1000 },
    { cases: 10, population: 2000 },
    { cases: 20, population: 3000 },
  ]);
  expect(overall).toBe(0.01);
  const spread = (1000 * 0.02 ** 2 + 2000 * 0.005 ** 2 + 3000 * (20 / 3000 - 0.01) ** 2) / 6000;
  const between = spread - 0.01 / 2000;
  expect(areas[0]?.weight).toBeCloseTo(between / (between + 0.01 / 1000), 12);
  expect(areas[0]?.smoothed).toBeCloseTo(0.01 + (0.02 * between) / (between + 0.00001), 12);
  expect(areas[1]?.smoothed).toBeCloseTo(0.01 - (0.005 * between) / (between + 0.000005), 12);
});

test('a rate lies between what was counted and the rate of all, and of equal rates the larger area keeps more', () => {
  const AREA = fc.record({
    cases: fc.nat(60),
    population: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20_000 })),
  });
  fc.assert(
    fc.property(fc.array(AREA, { minLength: 2, maxLength: 30 }), (list) => {
      const areas = list.map((area) => (area.population === 0 ? { ...area, cases: 0 } : area));
      const result = smoothRates(areas);
      if (result === 'too-few') return;
      for (const [place, { rate, smoothed, weight }] of result.areas.entries()) {
        const [low, high] = [
          Math.min(rate ?? result.overall, result.overall),
          Math.max(rate ?? result.overall, result.overall),
        ];
        expect(smoothed).toBeGreaterThanOrEqual(low - 1e-12);
        expect(smoothed).toBeLessThanOrEqual(high + 1e-12);
        for (const [other, { weight: otherWeight }] of result.areas.entries()) {
          const isLarger = (areas[other]?.population ?? 0) > (areas[place]?.population ?? 0);
          if (isLarger) expect(otherWeight).toBeGreaterThanOrEqual(weight);
        }
      }
    }),
    { seed: 20_261_129 },
  );
});

test('where only chance differs all areas have nearly the same rate, and nearer the truth than as counted', () => {
  const random = randomFrom(61);
  const areas = Array.from({ length: 400 }, (_, n) => {
    const population = 200 + 10 * n;
    return { population, cases: poisson(random, population * 0.002) };
  });
  const error = (rates: number[]) => rates.reduce((sum, rate) => sum + (rate - 0.002) ** 2, 0);
  const result = smooth(areas).areas;
  expect(error(result.map(({ smoothed }) => smoothed))).toBeLessThan(0.1 * error(result.map(({ rate }) => rate ?? 0)));
});

test('an area without people has the rate of all, nine cases or one area say nothing', () => {
  const { overall, areas } = smooth([
    { cases: 20, population: 1000 },
    { cases: 5, population: 1000 },
    { cases: 0, population: 0 },
  ]);
  expect(areas[2]).toEqual({ rate: null, smoothed: overall, weight: 0 });
  expect(
    smoothRates([
      { cases: 9, population: 100 },
      { cases: 0, population: 100 },
    ]),
  ).toBe('too-few');
  expect(
    smoothRates([
      { cases: 90, population: 100 },
      { cases: 0, population: 0 },
    ]),
  ).toBe('too-few');
});
