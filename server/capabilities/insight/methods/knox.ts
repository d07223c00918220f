import { randomFrom, shuffle } from './random.ts';
import { adjustForDiscovery, permutationP } from './significance.ts';

/**
 * Knox test of near repeats (Knox 1964, with the permutations of Johnson and others 2007): after a report, are there more
 * reports close by and soon after than if the same dates had fallen on the same places by chance? Dates are shuffled over
 * the places, so that neither a busy place nor a busy month counts as a repeat. The Poisson approximation of older tools
 * is not used: pairs are not independent.
 */

/** Metres east and north in any flat projection, the day as a whole number. `place` is who decides "the same place". */
export type Event = { x: number; y: number; day: number; place?: string };

/** Upper ends of the bands in metres; the first, 0, is "the same place". Each band begins where the one before ends. */
export const DISTANCE_BANDS = [0, 100, 200, 400, 800, 1600] as const;
/** Upper ends of the bands in days; the first begins on the day itself. */
export const DAY_BANDS = [7, 14, 28, 56] as const;
export const SHUFFLES = 999;
/** Fewer say nothing: most of the 24 bands would hold no pair at all. */
export const ENOUGH_EVENTS = 30;

/** `ratio` against the median of the shuffles, null where that is 0; `q` is p adjusted for asking 24 times. */
export type Band = {
  metres: number;
  days: number;
  pairs: number;
  expected: number;
  ratio: number | null;
  p: number;
  q: number;
};

export function findNearRepeats(events: readonly Event[], seed: number, shuffles = SHUFFLES): Band[] | 'too-few' {
  if (events.length < ENOUGH_EVENTS) return 'too-few';
  return testNearRepeats(events, seed, shuffles);
}

/** The test itself, for any number of events. */
export function testNearRepeats(events: readonly Event[], seed: number, shuffles: number): Band[] {
  const pairs = listClosePairs(events);
  const days = Int32Array.from(events, ({ day }) => day);
  const observed = countPairs(pairs, days);
  const random = randomFrom(seed);
  const chance = observed.map(() => new Int32Array(shuffles));
  for (let run = 0; run < shuffles; run += 1) {
    shuffle(days, random);
    for (const [band, count] of countPairs(pairs, days).entries()) (chance[band] as Int32Array)[run] = count;
  }
  const ps = observed.map((count, band) =>
    permutationP(
      (chance[band] as Int32Array).reduce((sum, other) => sum + (other >= count ? 1 : 0), 0),
      shuffles,
    ),
  );
  const qs = adjustForDiscovery(ps);
  return observed.map((count, band) => {
    const expected = medianOf(chance[band] as Int32Array);
    return {
      metres: DISTANCE_BANDS[Math.floor(band / DAY_BANDS.length)] as number,
      days: DAY_BANDS[band % DAY_BANDS.length] as number,
      pairs: count,
      expected,
      ratio: expected > 0 ? count / expected : null,
      p: ps[band] as number,
      q: qs[band] as number,
    };
  });
}

/** Pairs of events within the widest band as three numbers each: one, other, band of their distance. */
type ClosePairs = Int32Array;

/** The places stay where they are in every shuffle, so that distances are measured once. */
function listClosePairs(events: readonly Event[]): ClosePairs {
  const widest = DISTANCE_BANDS.at(-1) as number;
  const order = [...events.keys()].sort((one, other) => xOf(events, one) - xOf(events, other));
  const pairs: number[] = [];
  for (const [position, one] of order.entries()) {
    for (let next = position + 1; next < order.length; next += 1) {
      const other = order[next] as number;
      if (xOf(events, other) - xOf(events, one) > widest) break;
      const band = distanceBand(events[one] as Event, events[other] as Event);
      if (band >= 0) pairs.push(one, other, band);
    }
  }
  return Int32Array.from(pairs);
}

function xOf(events: readonly Event[], place: number): number {
  return (events[place] as Event).x;
}

function distanceBand(one: Event, other: Event): number {
  if (one.place !== undefined && one.place === other.place) return 0;
  const metres = Math.hypot(one.x - other.x, one.y - other.y);
  return DISTANCE_BANDS.findIndex((end) => metres <= end);
}

/** The band of days for each difference that any band holds, so that counting asks no band for each pair. */
const DAY_BAND_OF = Int8Array.from({ length: Math.max(...DAY_BANDS) + 1 }, (_, days) =>
  DAY_BANDS.findIndex((end) => days <= end),
);

/** Pairs in each band of distance and days, days changing first. */
function countPairs(pairs: ClosePairs, days: Int32Array): number[] {
  const counts = new Array<number>(DISTANCE_BANDS.length * DAY_BANDS.length).fill(0);
  for (let pair = 0; pair < pairs.length; pair += 3) {
    const apart = Math.abs((days[pairs[pair] as number] as number) - (days[pairs[pair + 1] as number] as number));
    if (apart >= DAY_BAND_OF.length) continue;
    const band = (pairs[pair + 2] as number) * DAY_BANDS.length + (DAY_BAND_OF[apart] as number);
    counts[band] = (counts[band] as number) + 1;
  }
  return counts;
}

function medianOf(values: Int32Array): number {
  const sorted = values.toSorted();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
