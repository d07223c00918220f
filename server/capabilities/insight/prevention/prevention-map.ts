import { FEWEST_SHOWN } from '#contract/province-map';
import { type CellResult, type Change, classifyChanges, findHotCells, MONTHS } from '../methods/gi-star.ts';
import { type Band, findNearRepeats } from '../methods/knox.ts';
import { type MapQuality, measureMap } from '../methods/map-quality.ts';
import { SCAN_OPTIONS, type ScanPlace, scanForCluster } from '../methods/scan.ts';

/**
 * A reported incident: its cell and its subdistrict (places in the lists of both), metres of a flat projection, the day as a
 * number. `place` is whoever lives there: the same text for the same one.
 */
export type MapEvent = { cell: number; area: number; x: number; y: number; day: number; place: string };
export type MapQuestion = {
  /** All cells of the province, the empty ones too; of each the places in this list of the cells around it. */
  neighbours: readonly (readonly number[])[];
  /** The middles of subdistricts. */
  areas: readonly ScanPlace[];
  /** None after the last day. */
  events: readonly MapEvent[];
  /** The last day that is looked at. */
  lastDay: number;
  /** First days of the last thirteen whole months, and of the month after them. */
  months: readonly number[];
  seed: number;
  /** Of dates over places; fewer in tests. */
  shuffles: number;
};

export type MapCell = {
  cell: number;
  n: number;
  z: number;
  q: number;
  isHot: boolean;
  change: Change | 'too-few';
  /** More than half of it happened at one place. */
  isOnePlace: boolean;
};
export type FoundCluster = {
  /** Subdistricts: the one in the middle, and how many there are. */
  area: number;
  areas: number;
  radius: number;
  days: number;
  cases: number;
  expected: number;
  p: number;
};
export type MapAnswer = {
  /** Incidents of the last year. */
  n: number;
  /** Whether anything can be said of chance. */
  isTested: boolean;
  /** Cells of which something is said or in which enough happened, the hottest first. */
  cells: MapCell[];
  nearRepeats: { n: number; bands: Band[] } | 'too-few';
  cluster: FoundCluster | 'none' | 'too-few';
  quality: TestedMap | 'too-few' | 'nothing-flagged';
};
/** `naive`: null where nothing was reported in that month, so that there was nothing to guess by. */
export type TestedMap = Omit<MapQuality, 'naive'> & { naive: MapQuality['naive'] | null };

export const YEAR = 365;
/** How it changed is seen over twelve of these, up to the last day: all as long, and none of them half over. */
const SPAN = 30;
/** More on a map are no map. */
const MOST_CELLS = 5000;
/** Pairs grow with the square; of more incidents the latest stand for all. */
const MOST_PAIRED = 10_000;

type CountBetween = (from: number, before: number) => number[];
type Test = (counts: readonly number[]) => CellResult[] | 'too-few';

/** Everything that is said of a province in a week: where more happens than by chance, how that changes, and what is beginning. */
export function computeMap({ neighbours, areas, events, lastDay, months, seed, shuffles }: MapQuestion): MapAnswer {
  const countBetween: CountBetween = (from, before) => {
    const counts = new Array<number>(neighbours.length).fill(0);
    for (const { cell, day } of events) if (day >= from && day < before) counts[cell] = (counts[cell] ?? 0) + 1;
    return counts;
  };
  const test: Test = (counts) =>
    findHotCells(counts.map((count, cell) => ({ count, neighbours: neighbours[cell] ?? [] })));
  const ofYear = events.filter(({ day }) => day > lastDay - YEAR && day <= lastDay);
  const year = countBetween(lastDay - YEAR + 1, lastDay + 1);
  const tested = test(year);
  const spans = Array.from({ length: MONTHS }, (_, nth) => lastDay + 1 - (MONTHS - nth) * SPAN);
  const tests = spans.map((first) => test(countBetween(first, first + SPAN)));
  const paired = ofYear.toSorted((one, other) => one.day - other.day).slice(-MOST_PAIRED);
  const bands = findNearRepeats(paired, seed, shuffles);
  return {
    ...{ n: ofYear.length, isTested: tested !== 'too-few' },
    cells: describeCells({ year, tested, changes: classifyChanges(tests), isOnePlace: findOnePlaces(ofYear) }),
    nearRepeats: bands === 'too-few' ? bands : { n: paired.length, bands },
    cluster: findCluster(areas, ofYear, { lastDay, seed, shuffles }),
    quality: backTest(months, countBetween, test),
  };
}

function describeCells({
  year,
  tested,
  changes,
  isOnePlace,
}: {
  year: readonly number[];
  tested: CellResult[] | 'too-few';
  changes: Change[] | 'too-few';
  isOnePlace: ReadonlySet<number>;
}): MapCell[] {
  const cells = year.flatMap((n, cell): MapCell[] => {
    const { z, q, isHot } = tested === 'too-few' ? { z: 0, q: 1, isHot: false } : (tested[cell] as CellResult);
    const change = changes === 'too-few' ? changes : (changes[cell] ?? 'none');
    const isSaid = isHot || (change !== 'none' && change !== 'too-few');
    // Whoever knows of one incident in a cell knows of a home.
    if (!isSaid && n < FEWEST_SHOWN) return [];
    return [{ cell, n, z, q, isHot, change, isOnePlace: isOnePlace.has(cell) }];
  });
  return cells.sort((one, other) => other.z - one.z || one.cell - other.cell).slice(0, MOST_CELLS);
}

/** Cells in which more than half of what is counted happened at one place. */
function findOnePlaces(events: readonly MapEvent[]): Set<number> {
  const cells = Map.groupBy(events, ({ cell }) => cell);
  return new Set(
    [...cells].flatMap(([cell, there]) => {
      const most = Math.max(...[...Map.groupBy(there, ({ place }) => place).values()].map(({ length }) => length));
      return there.length >= FEWEST_SHOWN && most > there.length / 2 ? [cell] : [];
    }),
  );
}

function findCluster(
  areas: readonly ScanPlace[],
  events: readonly MapEvent[],
  { lastDay, seed, shuffles }: Pick<MapQuestion, 'lastDay' | 'seed' | 'shuffles'>,
): MapAnswer['cluster'] {
  const cases = events.map(({ area, day }) => ({ place: area, day }));
  const found = scanForCluster(areas, cases, { ...SCAN_OPTIONS, lastDay, shuffles }, seed);
  if (typeof found === 'string') return found;
  const { center, places, radius, days, cases: n, expected, p } = found;
  return { area: center, areas: places.length, radius, days, cases: n, expected, p };
}

/**
 * The map that could have been drawn a month ago, on what happened since; beside it the guess that needs no method: where most was
 * reported in the same month of the year before.
 */
function backTest(months: readonly number[], countBetween: CountBetween, test: Test): MapAnswer['quality'] {
  const [first = 0, second = 0] = months;
  const [last = 0, end = 0] = months.slice(-2);
  const flagged = test(countBetween(first, last));
  if (flagged === 'too-few') return 'too-few';
  const [happened, naive] = [countBetween(last, end), countBetween(first, second)];
  const measured = measureMap(
    flagged.map(({ isHot }, cell) => ({
      ...{ area: 1, isFlagged: isHot, events: happened[cell] ?? 0, naive: naive[cell] ?? 0 },
    })),
  );
  if (typeof measured === 'string') return measured;
  return { ...measured, naive: naive.some((n) => n > 0) ? measured.naive : null };
}
