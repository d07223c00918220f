import { randomFrom, shuffle } from './random.ts';
import { permutationP } from './significance.ts';

/**
 * Space-time permutation scan (Kulldorff and others 2005) for the weekly question "is something beginning somewhere?". It
 * needs no population: places and dates are shuffled against each other, so that a place that always reports much and a
 * week in which everybody reports more raise no alarm. Only periods up to the last day are looked at: what is over is no
 * alarm any more.
 */

/** The middle of a subdistrict or cell, in metres of a flat projection. */
export type ScanPlace = { x: number; y: number };
/** `place` is its number in the list of places, `day` a whole number. */
export type ScanCase = { place: number; day: number };

export type ScanOptions = {
  /** The last day of the period, today's; cases after it are a fault. */
  lastDay: number;
  /** Lengths in days of the periods looked at. */
  windows: readonly number[];
  /** Widest circle in metres. */
  radius: number;
  shuffles: number;
};
export const SCAN_OPTIONS = { windows: [7, 14, 21, 28], radius: 20_000, shuffles: 999 } as const;

/** Fewer cases can't be told from chance by 999 shuffles of any use. */
export const ENOUGH_CASES = 30;
/** Two cases may meet by chance or be one case reported twice; three are worth a telephone call. */
export const FEWEST_IN_CLUSTER = 3;
/** A circle with more than half of all cases is the rest of the province the other way round. */
export const LARGEST_SHARE = 0.5;

/** `expected`: cases if place and time had nothing to do with each other; `p`: how often chance alone finds one as strong. */
export type ScanCluster = {
  center: number;
  places: number[];
  radius: number;
  days: number;
  cases: number;
  expected: number;
  logLikelihoodRatio: number;
  p: number;
};

/** The strongest cluster and how likely chance is to make one like it anywhere; 'none' if nothing is above expectation. */
export function scanForCluster(
  places: readonly ScanPlace[],
  cases: readonly ScanCase[],
  options: ScanOptions,
  seed: number,
): ScanCluster | 'none' | 'too-few' {
  if (cases.length < ENOUGH_CASES) return 'too-few';
  const windows = [...options.windows].sort((one, other) => one - other);
  const plan = planScan(places, cases, windows, options);
  // Only this is shuffled: in which window (0 is the shortest, windows.length is before all) each case lies.
  const recency = Int32Array.from(cases, ({ day }) => findRecency(options.lastDay - day, windows));
  const observed = findStrongest(plan, recency);
  if (observed === undefined) return 'none';
  const random = randomFrom(seed);
  let stronger = 0;
  for (let run = 0; run < options.shuffles; run += 1) {
    shuffle(recency, random);
    if ((findStrongest(plan, recency)?.ratio ?? 0) >= observed.ratio - 1e-9) stronger += 1;
  }
  const { center, size, window, ratio, count } = observed;
  const circle = plan.circles[center] as Circle;
  return {
    center,
    places: Array.from(circle.places.subarray(0, size)),
    radius: circle.distances[size - 1] as number,
    days: windows[window] as number,
    cases: count,
    expected: ((circle.cases[size - 1] as number) * (plan.inWindow[window] as number)) / cases.length,
    logLikelihoodRatio: ratio,
    p: permutationP(stronger, options.shuffles),
  };
}

function findRecency(daysAgo: number, windows: readonly number[]): number {
  if (daysAgo < 0) throw new RangeError('A case lies after the last day');
  const window = windows.findIndex((days) => daysAgo < days);
  return window === -1 ? windows.length : window;
}

/** The places around one, nearest first, with the distance and the cases of all time up to each. */
type Circle = { places: Int32Array; distances: Float64Array; cases: Int32Array };
type Plan = {
  circles: Circle[];
  placeOf: Int32Array;
  /** Cases of the province within each window. */
  inWindow: number[];
  total: number;
  /** n·ln n, asked millions of times. */
  nLogN: Float64Array;
  logs: Float64Array;
};

function planScan(
  places: readonly ScanPlace[],
  cases: readonly ScanCase[],
  windows: readonly number[],
  { radius, lastDay }: ScanOptions,
): Plan {
  const total = cases.length;
  const perPlace = new Int32Array(places.length);
  for (const { place } of cases) perPlace[place] = (perPlace[place] as number) + 1;
  // A place without a case adds nothing to any circle, and a circle around it is one around its neighbour.
  const filled = [...places.keys()].filter((place) => (perPlace[place] as number) > 0);
  const circles = places.map((middle, center): Circle => {
    const around = (perPlace[center] as number) === 0 ? [] : filled;
    const near = around
      .map((place) => ({ place, distance: distanceOf(middle, places[place] as ScanPlace) }))
      .filter(({ distance }) => distance <= radius)
      .sort((one, other) => one.distance - other.distance || one.place - other.place);
    let sum = 0;
    const sums = near.map(({ place }) => (sum += perPlace[place] as number));
    const size = sums.filter((count) => count <= total * LARGEST_SHARE).length;
    return {
      places: Int32Array.from(near.slice(0, size), ({ place }) => place),
      distances: Float64Array.from(near.slice(0, size), ({ distance }) => distance),
      cases: Int32Array.from(sums.slice(0, size)),
    };
  });
  return {
    circles,
    placeOf: Int32Array.from(cases, ({ place }) => place),
    inWindow: windows.map((days) => cases.filter(({ day }) => lastDay - day < days).length),
    total,
    nLogN: Float64Array.from({ length: total + 1 }, (_, n) => (n === 0 ? 0 : n * Math.log(n))),
    logs: Float64Array.from({ length: total + 1 }, (_, n) => Math.log(n)),
  };
}

function distanceOf(one: ScanPlace, other: ScanPlace): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

type Strongest = { center: number; size: number; window: number; ratio: number; count: number };

/** The circle and window with the greatest likelihood ratio: c·ln(c/μ) + (C−c)·ln((C−c)/(C−μ)), where c is above μ. */
function findStrongest(plan: Plan, recency: Int32Array): Strongest | undefined {
  const { circles, placeOf, inWindow, total, nLogN, logs } = plan;
  const windows = inWindow.length;
  const counts = new Int32Array(circles.length * windows);
  for (let one = 0; one < placeOf.length; one += 1) {
    // A case of the last week lies in the longer windows as well.
    for (let window = recency[one] as number; window < windows; window += 1) {
      const slot = (placeOf[one] as number) * windows + window;
      counts[slot] = (counts[slot] as number) + 1;
    }
  }
  let best: Strongest | undefined;
  const sums = new Int32Array(windows);
  for (let center = 0; center < circles.length; center += 1) {
    const circle = circles[center] as Circle;
    sums.fill(0);
    for (let position = 0; position < circle.places.length; position += 1) {
      const slot = (circle.places[position] as number) * windows;
      const everInCircle = circle.cases[position] as number;
      for (let window = 0; window < windows; window += 1) {
        const count = (sums[window] as number) + (counts[slot + window] as number);
        sums[window] = count;
        const product = everInCircle * (inWindow[window] as number);
        if (count < FEWEST_IN_CLUSTER || count * total <= product) continue;
        const rest = total - count;
        const logExpected =
          (logs[everInCircle] as number) + (logs[inWindow[window] as number] as number) - (logs[total] as number);
        const ratio =
          (nLogN[count] as number) -
          count * logExpected +
          (nLogN[rest] as number) -
          rest * Math.log(total - product / total);
        if (best === undefined || ratio > best.ratio) best = { center, size: position + 1, window, ratio, count };
      }
    }
  }
  return best;
}
