import { expect, test } from 'vitest';
import { poisson, randomFrom } from './random.ts';
import { SCAN_OPTIONS, type ScanCase, type ScanCluster, type ScanPlace, scanForCluster } from './scan.ts';

const LAST_DAY = 180;
const OPTIONS = { ...SCAN_OPTIONS, lastDay: LAST_DAY, radius: 12_000 };
/** Subdistricts five kilometres apart, numbered row by row. */
const PLACES: ScanPlace[] = Array.from({ length: 36 }, (_, n) => ({ x: (n % 6) * 5000, y: Math.floor(n / 6) * 5000 }));
/** Half a year in which some places and some weeks have more, but not one because of the other. */
function quiet(seed: number, perPlace = 3): ScanCase[] {
  const random = randomFrom(seed);
  return PLACES.flatMap((_, place) =>
    Array.from({ length: poisson(random, place % 5 === 0 ? perPlace * 3 : perPlace) }, () => ({
      place,
      day: random.float() < 0.2 ? LAST_DAY - random.below(14) : random.below(LAST_DAY + 1),
    })),
  );
}
function found(result: ScanCluster | 'none' | 'too-few'): ScanCluster {
  if (typeof result === 'string') throw new Error(result);
  return result;
}

test('a planted cluster is found where and when it is', () => {
  const random = randomFrom(21);
  const planted = Array.from({ length: 14 }, (_, n) => ({ place: n % 2 ? 14 : 15, day: LAST_DAY - random.below(7) }));
  const cluster = found(scanForCluster(PLACES, [...quiet(22), ...planted], OPTIONS, 1));
  expect(cluster.p).toBeLessThanOrEqual(0.01);
  expect(cluster.places).toEqual(expect.arrayContaining([14, 15]));
  expect(cluster.places.length).toBeLessThanOrEqual(4);
  expect(cluster.days).toBe(7);
  expect(cluster.cases).toBeGreaterThanOrEqual(14);
});

test('a cluster of three weeks is one of three weeks, the cases of its last week among them', () => {
  const planted = Array.from({ length: 21 }, (_, n) => ({ place: 14, day: LAST_DAY - n }));
  const cluster = found(scanForCluster(PLACES, [...quiet(23), ...planted], OPTIONS, 1));
  expect(cluster).toMatchObject({ center: 14, days: 21 });
  expect(cluster.cases).toBeGreaterThanOrEqual(21);
});

test('where there is none, at most one week in twenty raises an alarm', () => {
  const weeks = 120;
  const options = { ...OPTIONS, shuffles: 99 };
  const results = Array.from({ length: weeks }, (_, week) => scanForCluster(PLACES, quiet(1000 + week), options, week));
  const alarms = results.filter((result) => typeof result !== 'string' && result.p <= 0.05).length;
  // Six are expected; thirteen or more would come by chance less than once in a hundred series.
  expect(alarms).toBeLessThan(13);
  // And p means what it says over its whole range: half of the weeks lie below one half.
  const half = results.filter((result) => typeof result !== 'string' && result.p <= 0.5).length;
  expect(Math.abs(half - weeks / 2)).toBeLessThan(2.6 * Math.sqrt(weeks / 4));
});

test('a week in which every place reports three times as much is no cluster', () => {
  const cases = quiet(31).flatMap((one) => (LAST_DAY - one.day < 7 ? [one, one, one] : [one]));
  const random = randomFrom(32);
  const even = PLACES.flatMap((_, place) => [0, 1, 2].map(() => ({ place, day: LAST_DAY - random.below(7) })));
  const result = scanForCluster(PLACES, [...cases.filter(({ day }) => LAST_DAY - day >= 7), ...even], OPTIONS, 2);
  expect(typeof result === 'string' || result.p > 0.05).toBe(true);
});

test('the strongest of three places is the one worked out by hand', () => {
  // Ten cases of each place; all of place 0 and none of the others in the last week.
  const far: ScanPlace[] = [0, 1, 2].map((n) => ({ x: n * 100_000, y: 0 }));
  const cases = far.flatMap((_, place) =>
    Array.from({ length: 10 }, (__, n) => ({ place, day: place === 0 ? LAST_DAY - (n % 7) : n })),
  );
  const cluster = found(scanForCluster(far, cases, OPTIONS, 3));
  // c = 10, μ = 10·10/30; C − c = 20, C − μ = 30 − 10/3.
  const expected = 10 / 3;
  expect(cluster).toMatchObject({ center: 0, places: [0], radius: 0, days: 7, cases: 10, p: 0.001 });
  expect(cluster.expected).toBeCloseTo(expected, 12);
  expect(cluster.logLikelihoodRatio).toBeCloseTo(10 * Math.log(10 / expected) + 20 * Math.log(20 / (30 - expected)), 9);
});

test('what is over raises no alarm, the same seed gives the same answer, few cases none', () => {
  const before = Array.from({ length: 14 }, (_, n) => ({ place: 14, day: 60 + (n % 7) }));
  const result = scanForCluster(PLACES, [...quiet(41), ...before], OPTIONS, 4);
  expect(typeof result === 'string' || !result.places.includes(14)).toBe(true);
  expect(scanForCluster(PLACES, quiet(42), OPTIONS, 5)).toEqual(scanForCluster(PLACES, quiet(42), OPTIONS, 5));
  expect(scanForCluster(PLACES, quiet(42).slice(0, 29), OPTIONS, 5)).toBe('too-few');
  const old = Array.from({ length: 40 }, (_, n) => ({ place: n % 36, day: n }));
  expect(scanForCluster(PLACES, old, OPTIONS, 5)).toBe('none');
});

test('a case after the last day is refused', () => {
  expect(() =>
    scanForCluster(
      PLACES,
      quiet(51).map((one) => ({ ...one, day: one.day + 300 })),
      OPTIONS,
      1,
    ),
  ).toThrow('last day');
});

test('more than half of all cases, or two, are no cluster', () => {
  const far: ScanPlace[] = [0, 1, 2].map((n) => ({ x: n * 100_000, y: 0 }));
  const cases = (place: number, n: number, day: number) => Array.from({ length: n }, () => ({ place, day }));
  const rest = [...cases(1, 10, 3), ...cases(2, 10, 3)];
  expect(scanForCluster(far, [...cases(0, 15, 3), ...cases(0, 10, LAST_DAY), ...rest], OPTIONS, 1)).toBe('none');
  expect(scanForCluster(far, [...cases(0, 10, 3), ...cases(0, 2, LAST_DAY), ...rest], OPTIONS, 1)).toBe('none');
  expect(found(scanForCluster(far, [...cases(0, 10, 3), ...cases(0, 3, LAST_DAY), ...rest], OPTIONS, 1)).cases).toBe(3);
});
