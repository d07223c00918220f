/**
 * Did the map help? Measured every month on incidents that it could not know, and shown to those who use it beside the
 * guess that needs no method: where most was reported in the same month a year ago. PAI by Chainey and others (2008), PEI
 * by Hunt (2016).
 */

/** `area` in any one unit; `events` of the month tested; `naive`: what the guess goes by, for example the same month last year. */
export type TestedCell = { area: number; isFlagged: boolean; events: number; naive: number };

/**
 * `hitRate`: share of the month's incidents inside the flagged cells. `pai`: how many times more than their share of the
 * area; 1 is what flags thrown at random would have. `pei`: its part (0 to 1) of what the best flags of that area would
 * have had. The naive guess flags the same area.
 */
export type MapQuality = {
  n: number;
  areaShare: number;
  hitRate: number;
  pai: number;
  pei: number;
  naive: { hitRate: number; pai: number; pei: number };
};

/** With fewer incidents one more or less moves a hit rate by a tenth. */
export const ENOUGH_EVENTS = 10;

export function measureMap(cells: readonly TestedCell[]): MapQuality | 'too-few' | 'nothing-flagged' {
  const n = sumOf(cells, ({ events }) => events);
  if (n < ENOUGH_EVENTS) return 'too-few';
  const flaggedArea = sumOf(cells, ({ area, isFlagged }) => (isFlagged ? area : 0));
  if (flaggedArea === 0) return 'nothing-flagged';
  const areaShare = flaggedArea / sumOf(cells, ({ area }) => area);
  const best = catchBy(cells, flaggedArea, ({ events }) => events) / n;
  const measure = (hitRate: number) => ({ hitRate, pai: hitRate / areaShare, pei: hitRate / best });
  return {
    n,
    areaShare,
    ...measure(sumOf(cells, ({ events, isFlagged }) => (isFlagged ? events : 0)) / n),
    naive: measure(catchBy(cells, flaggedArea, ({ naive }) => naive) / n),
  };
}

/**
 * Incidents in the cells that are best by a measure, as many as fit into the area. Cells that are alike share what is left
 * of it: an order among them, by their numbers say, would be luck and not skill.
 */
function catchBy(cells: readonly TestedCell[], area: number, measure: (cell: TestedCell) => number): number {
  const groups = Map.groupBy(cells, (cell) => measure(cell) / cell.area);
  let left = area;
  let caught = 0;
  for (const [, group] of [...groups].sort(([one], [other]) => other - one)) {
    const groupArea = sumOf(group, (cell) => cell.area);
    const part = Math.min(1, left / groupArea);
    caught += part * sumOf(group, ({ events }) => events);
    left -= part * groupArea;
    if (left <= 0) break;
  }
  return caught;
}

function sumOf<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0);
}
