import { adjustForDiscovery, poissonTail, twoSidedP } from './significance.ts';

/**
 * Getis-Ord Gi* (Ord and Getis 1995) on equal cells (H3 resolution 8), a cell and the ring around it counting alike. It
 * answers by a test what a heat map leaves to the eye and to its radius: is more reported here than chance would put here?
 * Only reported incidents may be counted; what patrols found themselves shows where patrols were.
 */

/** Below these the normal law is no fair approximation, and the answer is 'too-few'. */
export const ENOUGH_EVENTS = 60;
export const ENOUGH_CELLS = 30;
/** A cell is hot if at most this share of all cells called hot is so by chance. */
export const FALSE_DISCOVERIES = 0.05;

/**
 * `count`: incidents in the cell; every cell of the area is given, the empty ones too, for they are what "more than
 * elsewhere" is measured by. `neighbours`: places in the same list of the cells around it (ring 1, without itself).
 */
export type Cell = { count: number; neighbours: readonly number[] };
/** `z`: standard deviations above (below) what chance would put there; `p` two-sided, by the normal law or by that of small numbers,
 * whichever is larger; `q` after Benjamini and Hochberg. */
export type CellResult = { z: number; p: number; q: number; isHot: boolean };

export function findHotCells(cells: readonly Cell[]): CellResult[] | 'too-few' {
  const events = cells.reduce((sum, { count }) => sum + count, 0);
  const filled = cells.filter(({ count }) => count > 0).length;
  if (events < ENOUGH_EVENTS || filled < ENOUGH_CELLS) return 'too-few';
  const zs = computeGiStar(cells);
  const mean = events / cells.length;
  const ps = zs.map((z, place) => {
    const { count, neighbours } = cells[place] as Cell;
    // Where nearly all cells are empty, the normal law calls every single incident a wonder.
    const byCount = z > 0 ? 2 * poissonTail(sumAround(cells, count, neighbours), mean * (neighbours.length + 1)) : 0;
    return Math.min(1, Math.max(twoSidedP(z), byCount));
  });
  const qs = adjustForDiscovery(ps);
  return zs.map((z, place) => {
    const q = qs[place] as number;
    return { z, p: ps[place] as number, q, isHot: z > 0 && q <= FALSE_DISCOVERIES };
  });
}

/** The cell and those around it. */
function sumAround(cells: readonly Cell[], count: number, neighbours: readonly number[]): number {
  return neighbours.reduce((sum, place) => sum + (cells[place]?.count ?? 0), count);
}

/** The statistic alone, without asking whether it is fair; 0 where all cells are alike or all are neighbours. */
export function computeGiStar(cells: readonly Cell[]): number[] {
  const n = cells.length;
  const mean = cells.reduce((sum, { count }) => sum + count, 0) / n;
  const deviation = Math.sqrt(cells.reduce((sum, { count }) => sum + (count - mean) ** 2, 0) / n);
  return cells.map(({ count, neighbours }) => {
    const weight = neighbours.length + 1;
    const local = sumAround(cells, count, neighbours);
    // With weights of 0 and 1 the sum of squares is the sum: n·Σw² − (Σw)² = w·(n − w).
    const spread = deviation * Math.sqrt((weight * (n - weight)) / (n - 1));
    return spread > 0 ? (local - mean * weight) / spread : 0;
  });
}

/**
 * How a cell was hot over the months, oldest first (the rules of the R package sfhotspot, its defaults): *persistent* in
 * at least 80 % of them; otherwise by the last 20 % against those before, hot in at least 10 % of each: *emerging* only
 * lately, *former* only before, *intermittent* in both; else *none*.
 */
export type Change = 'persistent' | 'emerging' | 'former' | 'intermittent' | 'none';

export const PERSISTENT_SHARE = 0.8;
export const RECENT_SHARE = 0.2;
export const HOT_SHARE = 0.1;
/** A year, so that no season looks like a change. */
export const MONTHS = 12;

export function classifyChange(hotByMonth: readonly boolean[]): Change | 'too-few' {
  if (hotByMonth.length < MONTHS) return 'too-few';
  const months = hotByMonth.slice(-MONTHS);
  if (shareOf(months) >= PERSISTENT_SHARE) return 'persistent';
  const recentMonths = Math.round(MONTHS * RECENT_SHARE);
  const isRecent = shareOf(months.slice(-recentMonths)) >= HOT_SHARE;
  const wasBefore = shareOf(months.slice(0, -recentMonths)) >= HOT_SHARE;
  if (isRecent) return wasBefore ? 'intermittent' : 'emerging';
  return wasBefore ? 'former' : 'none';
}

function shareOf(months: readonly boolean[]): number {
  return months.filter(Boolean).length / months.length;
}

/**
 * The same for all cells of an area from the results of its months, oldest first. One month with too few incidents to
 * test is 'too-few' for all: "not hot" and "not known" would look the same.
 */
export function classifyChanges(months: readonly (readonly CellResult[] | 'too-few')[]): Change[] | 'too-few' {
  const tested = months.slice(-MONTHS).filter((month) => month !== 'too-few');
  const [first] = tested;
  if (tested.length < MONTHS || first === undefined) return 'too-few';
  return first.map((_, cell) => classifyChange(tested.map((month) => month[cell]?.isHot ?? false)) as Change);
}
