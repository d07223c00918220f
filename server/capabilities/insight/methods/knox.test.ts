import { expect, test } from 'vitest';
import { type Band, DAY_BANDS, DISTANCE_BANDS, type Event, findNearRepeats, testNearRepeats } from './knox.ts';
import { randomFrom } from './random.ts';

const bandOf = (bands: readonly Band[], metres: number, days: number) => {
  const band = bands.find((one) => one.metres === metres && one.days === days);
  if (!band) throw new Error('no such band');
  return band;
};
/** Pairs of one band, counted from its two ends for each pair of events. */
const countBand = (events: readonly Event[], metres: number, days: number) => {
  const inside = (value: number, end: number, ends: readonly number[]) => {
    const before = ends[ends.indexOf(end) - 1] ?? -1;
    return value > before && value <= end;
  };
  let count = 0;
  for (const [place, one] of events.entries()) {
    for (const other of events.slice(place + 1)) {
      const distance = one.place && one.place === other.place ? 0 : Math.hypot(one.x - other.x, one.y - other.y);
      if (inside(distance, metres, DISTANCE_BANDS) && inside(Math.abs(one.day - other.day), days, DAY_BANDS))
        count += 1;
    }
  }
  return count;
};
function listOrders<T>(values: readonly T[]): T[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, place) => listOrders(values.toSpliced(place, 1)).map((rest) => [value, ...rest]));
}
const scatter = (seed: number, n: number, side: number, days: number): Event[] => {
  const random = randomFrom(seed);
  return Array.from({ length: n }, () => ({
    x: random.float() * side,
    y: random.float() * side,
    day: random.below(days),
  }));
};

test('with six events the shuffles agree with all 720 orders of their dates', () => {
  const days = [0, 5, 7, 20, 60, 200];
  const places: [number, number][] = [
    [0, 0],
    [0, 0],
    [60, 80],
    [300, 0],
    [0, 1500],
    [5000, 5000],
  ];
  const events = places.map(([x, y], place) => ({ x, y, day: days[place] as number }));
  const bands = testNearRepeats(events, 1, 9999);
  const orders = listOrders(days).map((order) =>
    events.map((event, place) => ({ ...event, day: order[place] as number })),
  );
  expect(orders).toHaveLength(720);
  for (const { metres, days: within, pairs, p, expected } of bands) {
    expect(pairs).toBe(countBand(events, metres, within));
    const counts = orders.map((order) => countBand(order, metres, within)).sort((one, other) => one - other);
    const exact = counts.filter((count) => count >= pairs).length / 720;
    // Four standard deviations of a share of 9,999.
    expect(Math.abs(p - exact)).toBeLessThanOrEqual(4 * Math.sqrt((exact * (1 - exact)) / 9999) + 2e-4);
    const below = counts.filter((count) => count < expected).length;
    const above = counts.filter((count) => count > expected).length;
    expect(Math.max(below, above)).toBeLessThanOrEqual(370);
  }
});

test('pairs are counted in their band: at its end inside, a centimetre or a day later in the next', () => {
  const at = (x: number, day: number): Event => ({ x, y: 0, day });
  const count = (one: Event, other: Event) =>
    testNearRepeats([one, other], 1, 9)
      .filter(({ pairs }) => pairs > 0)
      .map(({ metres, days }) => [metres, days]);
  expect(count(at(0, 0), at(0, 0))).toEqual([[0, 7]]);
  expect(count(at(0, 0), at(100, 7))).toEqual([[100, 7]]);
  expect(count(at(0, 8), at(100.01, 0))).toEqual([[200, 14]]);
  expect(count(at(0, 0), at(1600, 56))).toEqual([[1600, 56]]);
  expect(count(at(0, 0), at(1600.01, 5))).toEqual([]);
  expect(count(at(0, 0), at(10, 57))).toEqual([]);
  // The same place by a person's word, although the pins lie apart.
  expect(count({ ...at(0, 0), place: 'a' }, { ...at(30, 3), place: 'a' })).toEqual([[0, 7]]);
});

test('planted repeats are found in their band and no other near one', () => {
  const random = randomFrom(5);
  const base = scatter(6, 250, 20_000, 700);
  const repeats = base.slice(0, 40).map(({ x, y, day }) => ({ x: x + 40, y: y + 30, day: day + 1 + random.below(6) }));
  const bands = findNearRepeats([...base, ...repeats], 7);
  if (bands === 'too-few') throw new Error('enough');
  const near = bandOf(bands, 100, 7);
  expect(near.pairs).toBeGreaterThanOrEqual(40);
  expect(near).toMatchObject({ p: 0.001 });
  expect(near.q).toBeLessThan(0.05);
  expect(near.ratio === null || near.ratio > 5).toBe(true);
  expect(bandOf(bands, 800, 28).q).toBeGreaterThan(0.05);
});

test('a busy place and a busy month are no repeats', () => {
  const random = randomFrom(8);
  const events = Array.from({ length: 200 }, () => ({
    x: random.float() < 0.5 ? 0 : random.float() * 3000,
    y: 0,
    day: random.float() < 0.5 ? random.below(30) : random.below(365),
  }));
  const bands = findNearRepeats(events, 9);
  if (bands === 'too-few') throw new Error('enough');
  expect(bandOf(bands, 0, 7).pairs).toBeGreaterThan(500);
  expect(bands.filter(({ q }) => q <= 0.05)).toEqual([]);
});

test('without repeats one band of events in twenty has p below 0.05, and not more', () => {
  const ps = Array.from(
    { length: 120 },
    (_, run) => bandOf(testNearRepeats(scatter(100 + run, 60, 2000, 120), run, 99), 400, 14).p,
  );
  // Expected 6 of 120 at most; 13 or more would come by chance less than once in a hundred series.
  expect(ps.filter((p) => p <= 0.05).length).toBeLessThan(13);
});

test('the same seed gives the same answer, and twenty-nine events none', () => {
  const events = scatter(10, 40, 3000, 90);
  expect(findNearRepeats(events, 3)).toEqual(findNearRepeats(events, 3));
  expect(findNearRepeats(events, 3)).not.toEqual(findNearRepeats(events, 4));
  expect(findNearRepeats(events.slice(0, 29), 3)).toBe('too-few');
});
