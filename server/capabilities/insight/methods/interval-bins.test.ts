import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addUp,
  BIN_COUNT,
  type BinCounts,
  countAll,
  countValues,
  findBin,
  LONGEST_SECONDS,
  percentile,
  rankByPercentile,
  shareWithin,
} from './interval-bins.ts';

const SEED = { seed: 20_261_129, numRuns: 300 };
/** Times as they are: many short, some of days. */
const SECONDS = fc.oneof(
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 1, max: LONGEST_SECONDS }),
  fc.double({ min: 1, max: 4000, noNaN: true }),
);
const rowsOf = (bins: BinCounts) => bins.map((n, bin) => ({ bin, n }));
/** The definition itself, on the values: the smallest that at least this share is not above. */
const exactPercentile = (values: number[], percent: number) =>
  values
    .toSorted((one, other) => one - other)
    .find((value) => values.filter((v) => v <= value).length * 100 >= percent * values.length);

test('273 bins hold one second to seven days', () => {
  expect(BIN_COUNT).toBe(273);
  expect([findBin(0), findBin(1), findBin(LONGEST_SECONDS), findBin(10 * LONGEST_SECONDS)]).toEqual([0, 0, 272, 272]);
});

test('every time lies between the edges of its bin, also a time that is an edge', () => {
  for (let bin = 0; bin < BIN_COUNT; bin += 1) expect(findBin(1.05 ** bin)).toBe(bin);
  // The greatest number below an edge, whose logarithm rounds to the edge's.
  for (let bin = 1; bin < BIN_COUNT; bin += 1) expect(findBin(1.05 ** bin * (1 - 2 ** -53))).toBe(bin - 1);
  fc.assert(
    fc.property(SECONDS, (seconds) => {
      const bin = findBin(seconds) ?? Number.NaN;
      expect(1.05 ** bin).toBeLessThanOrEqual(seconds);
      expect(1.05 ** (bin + 1)).toBeGreaterThan(seconds);
    }),
    SEED,
  );
});

test('a percentile of any union is the exact one of the joined values within 2.5 %', () => {
  const days = fc.array(fc.array(SECONDS, { maxLength: 40 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 100 }), (parts, percent) => {
      const union = addUp(parts.flatMap((values) => rowsOf(countValues(values).bins)));
      const values = parts.flat();
      const result = percentile(union, percent);
      if (result === 'too-few') {
        expect(values.length).toBeLessThan(10);
        return;
      }
      const exact = exactPercentile(values, percent) ?? Number.NaN;
      expect(result.n).toBe(values.length);
      expect(Math.abs(result.seconds / exact - 1)).toBeLessThanOrEqual(0.025);
    }),
    SEED,
  );
});

test('the exact share within a target lies between the two that are given, and the share itself between them', () => {
  fc.assert(
    fc.property(fc.array(SECONDS, { minLength: 10, maxLength: 80 }), SECONDS, (values, limit) => {
      const result = shareWithin(countValues(values).bins, limit);
      if (result === 'too-few') throw new Error('enough values');
      const exact = values.filter((value) => value <= limit).length / values.length;
      expect(result.low).toBeLessThanOrEqual(exact);
      expect(result.high).toBeGreaterThanOrEqual(exact);
      expect(result.share).toBeGreaterThanOrEqual(result.low);
      expect(result.share).toBeLessThanOrEqual(result.high);
      // What lies clearly on one side is never in doubt.
      const clear = values.filter((value) => value < limit / 1.05 || value > limit * 1.05).length;
      expect(result.high - result.low).toBeLessThanOrEqual(1 - clear / values.length + 1e-12);
    }),
    SEED,
  );
});

test('what was not recorded is counted and is never zero seconds', () => {
  const { bins, notRecorded } = countValues([null, -3, Number.NaN, 60, 60]);
  expect(notRecorded).toBe(3);
  expect(countAll(bins)).toBe(2);
});

test('nine values say nothing, ten do; the seventh of a hundred is the seventh', () => {
  const first = (n: number) => countValues(Array.from({ length: n }, (_, i) => 10 * (i + 1))).bins;
  expect(percentile(first(9), 50)).toBe('too-few');
  expect(shareWithin(first(9), 60)).toBe('too-few');
  expect(percentile(first(10), 50)).toMatchObject({ n: 10 });
  const seventh = percentile(first(100), 7);
  expect(seventh !== 'too-few' && Math.round(seventh.seconds / 10)).toBe(7);
});

test('a wait beyond seven days is said to be that long or longer', () => {
  const bins = countValues(Array.from({ length: 10 }, () => 3 * LONGEST_SECONDS)).bins;
  expect(percentile(bins, 50)).toMatchObject({ orLonger: true });
});

test('twenty-nine fast answers lead no table', () => {
  const of = (name: string, n: number, seconds: number) => ({
    name,
    bins: countValues(Array.from({ length: n }, () => seconds)).bins,
  });
  const { ranked, tooFew } = rankByPercentile([of('slow', 30, 900), of('few', 29, 5), of('fast', 40, 60)], 90);
  expect(ranked.map(({ name }) => name)).toEqual(['fast', 'slow']);
  expect(tooFew.map(({ name }) => name)).toEqual(['few']);
});

test('a bin that does not exist is refused', () => {
  expect(() => addUp([{ bin: 273, n: 1 }])).toThrow('bin 273');
});
