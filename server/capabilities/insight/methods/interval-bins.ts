/**
 * Response times as counts in bins whose width grows with the time, so that the days of a province add up to a year of
 * the nation and a percentile of the sum is still right within 2.5 % (the mean of a bin's edges is at most √1.05 off).
 * A mean would hide the long waits, a stored percentile cannot be added up.
 */

/** Each bin is this much longer than the one before. */
export const GROWTH = 1.05;
/** Nobody's clock says less than a second reliably; what took less counts as one second. */
export const SHORTEST_SECONDS = 1;
/** What took longer counts in the last bin, and a percentile there says "or longer". */
export const LONGEST_SECONDS = 7 * 86_400;
export const BIN_COUNT = Math.ceil(Math.log(LONGEST_SECONDS / SHORTEST_SECONDS) / Math.log(GROWTH));

/** Below ten values one more or less moves a percentile by a tenth; below thirty an order of agencies is noise. */
export const ENOUGH_FOR_PERCENTILES = 10;
export const ENOUGH_FOR_RANKINGS = 30;

/** Lower edge of each bin in seconds, and the upper edge of the last. */
const EDGES = Array.from({ length: BIN_COUNT + 1 }, (_, bin) => SHORTEST_SECONDS * GROWTH ** bin);

/** How many values each bin holds, by its number from 0. */
export type BinCounts = readonly number[];

/**
 * The bin of an interval in seconds, 0 to 272. Undefined for what is no interval (a clock set back, a time not stored):
 * it counts as "not recorded", never as zero.
 */
export function findBin(seconds: number): number | undefined {
  if (!(seconds >= 0)) return undefined;
  const clamped = Math.min(Math.max(seconds, SHORTEST_SECONDS), LONGEST_SECONDS);
  let bin = Math.min(Math.floor(Math.log(clamped) / Math.log(GROWTH)), BIN_COUNT - 1);
  // The logarithm of an edge may be a hair off.
  if (clamped < edge(bin)) bin -= 1;
  else if (bin < BIN_COUNT - 1 && clamped >= edge(bin + 1)) bin += 1;
  return bin;
}

function edge(bin: number): number {
  return EDGES[bin] as number;
}

/** Sums rows of a roll-up (bin, n), of whatever days, provinces and types. Rows with a bin that does not exist are a fault. */
export function addUp(rows: Iterable<{ bin: number; n: number }>): BinCounts {
  const counts = new Array<number>(BIN_COUNT).fill(0);
  for (const { bin, n } of rows) {
    if (counts[bin] === undefined) throw new RangeError(`There is no bin ${bin}`);
    counts[bin] += n;
  }
  return counts;
}

/** Counts values in seconds, and those that are no interval. */
export function countValues(values: Iterable<number | null>): { bins: BinCounts; notRecorded: number } {
  const rows: { bin: number; n: number }[] = [];
  let notRecorded = 0;
  for (const seconds of values) {
    const bin = seconds === null ? undefined : findBin(seconds);
    if (bin === undefined) notRecorded += 1;
    else rows.push({ bin, n: 1 });
  }
  return { bins: addUp(rows), notRecorded };
}

export function countAll(bins: BinCounts): number {
  return bins.reduce((sum, n) => sum + n, 0);
}

/** `orLonger`: the percentile lies in the last bin, which has no upper end. */
export type Percentile = { seconds: number; n: number; orLonger: boolean };

/**
 * The shortest time that `percent` (1 to 100) of the values keep within (nearest rank), in seconds, right within 2.5 %
 * for values from one second to seven days.
 */
export function percentile(bins: BinCounts, percent: number): Percentile | 'too-few' {
  const n = countAll(bins);
  if (n < ENOUGH_FOR_PERCENTILES) return 'too-few';
  // Whole percents: 0.07 × 100 is more than 7 in floating point and would take the next value.
  const rank = Math.max(1, Math.ceil((percent * n) / 100));
  let below = 0;
  const bin = bins.findIndex((count) => {
    below += count;
    return below >= rank;
  });
  return { seconds: Math.sqrt(edge(bin) * edge(bin + 1)), n, orLonger: bin === BIN_COUNT - 1 };
}

/** The exact share lies between `low` and `high`: the values in the limit's own bin may lie on either side of it. */
export type ShareWithin = { share: number; low: number; high: number; n: number };

/** The share (0 to 1) of values that took at most `limitSeconds`; inside the limit's bin they are taken as spread evenly. */
export function shareWithin(bins: BinCounts, limitSeconds: number): ShareWithin | 'too-few' {
  const n = countAll(bins);
  if (n < ENOUGH_FOR_PERCENTILES) return 'too-few';
  const limitBin = findBin(limitSeconds);
  if (limitBin === undefined) return { share: 0, low: 0, high: 0, n };
  const below = countAll(bins.slice(0, limitBin));
  const inside = bins[limitBin] ?? 0;
  const part = Math.log(Math.max(limitSeconds, SHORTEST_SECONDS) / edge(limitBin)) / Math.log(GROWTH);
  return {
    share: (below + inside * Math.min(part, 1)) / n,
    low: below / n,
    high: (below + inside) / n,
    n,
  };
}

/**
 * Fastest first by a percentile. Whoever has fewer than thirty values stands apart and unordered: one repair of four
 * minutes once led a table of councils (fixmystreet#1957).
 */
export function rankByPercentile<Group extends { bins: BinCounts }>(
  groups: readonly Group[],
  percent: number,
): { ranked: (Group & { seconds: number; n: number })[]; tooFew: Group[] } {
  const ranked: (Group & { seconds: number; n: number })[] = [];
  const tooFew: Group[] = [];
  for (const group of groups) {
    const result = percentile(group.bins, percent);
    if (result === 'too-few' || result.n < ENOUGH_FOR_RANKINGS) tooFew.push(group);
    else ranked.push({ ...group, seconds: result.seconds, n: result.n });
  }
  return { ranked: ranked.sort((one, other) => one.seconds - other.seconds), tooFew };
}
