import { expect, test } from 'vitest';
import { computeMap, type MapAnswer, type MapEvent } from './prevention-map.ts';

const SIDE = 20;
const STEP_METRES = 860;
/** A grid of squares, each with the eight around it. */
const GRID = Array.from({ length: SIDE * SIDE }, (_, cell) => ({ row: Math.floor(cell / SIDE), column: cell % SIDE }));
const neighbours = GRID.map(({ row, column }) =>
  GRID.flatMap((other, cell) => {
    const apart = Math.max(Math.abs(other.row - row), Math.abs(other.column - column));
    return apart === 1 ? [cell] : [];
  }),
);
const middles = GRID.map(({ row, column }) => ({ x: column * STEP_METRES, y: row * STEP_METRES }));
/** Thirteen months of thirty days, all of them over, and the first day after them. */
const MONTHS = Array.from({ length: 14 }, (_, month) => month * 30);
const LAST_DAY = 389;
/** A subdistrict is as small as a cell here. */
const at = (cell: number, day: number, nth = 0): MapEvent => {
  const middle = middles[cell] ?? { x: 0, y: 0 };
  return { cell, area: cell, x: middle.x + (nth % 7) * 20, y: middle.y + nth, day, place: `${cell}-${nth}` };
};
/** Few shuffles, but where it matters how unlikely something is. */
const compute = (events: MapEvent[], shuffles = 9): MapAnswer =>
  computeMap({ neighbours, areas: middles, events, lastDay: LAST_DAY, months: MONTHS, seed: 7, shuffles });

/** Everywhere a little; in one corner much, in some of the months. */
function plant(isHotInMonth: (month: number) => boolean): MapEvent[] {
  const spread = Array.from({ length: 13 * 70 }, (_, nth) =>
    at((nth * 37) % (SIDE * SIDE), Math.floor(nth / 70) * 30 + (nth % 29), nth),
  );
  const corner = MONTHS.slice(0, 13).flatMap((first, month) =>
    isHotInMonth(month)
      ? [42, 43, 62, 63].flatMap((cell) => [0, 1, 2, 3].map((nth) => at(cell, first + nth * 7, nth)))
      : [],
  );
  return [...spread, ...corner];
}
const cellOf = ({ cells }: MapAnswer, wanted: number) => cells.find(({ cell }) => cell === wanted);

test('few reports are said to be few, whatever is asked, and no cell of them is shown', () => {
  expect(compute([at(5, 380), at(5, 381), at(6, 382)])).toEqual({
    ...{ n: 3, isTested: false, cells: [], nearRepeats: 'too-few', cluster: 'too-few', quality: 'too-few' },
  });
  expect(compute([])).toMatchObject({ n: 0, isTested: false, cells: [] });
});

test('a corner that is always busy is hot and persistent, and the map of a month ago would have helped', () => {
  const answer = compute(plant(() => true));
  expect(answer.isTested).toBe(true);
  expect(cellOf(answer, 42)).toMatchObject({ isHot: true, change: 'persistent', isOnePlace: false });
  // Only what is there and around it.
  const hot = answer.cells.filter(({ isHot }) => isHot).map(({ cell }) => GRID[cell]);
  expect(hot.length).toBeLessThan(17);
  for (const where of hot) expect([where?.row, where?.column].every((line = 99) => line < 6)).toBe(true);
  if (typeof answer.quality === 'string') throw new Error(answer.quality);
  expect(answer.quality.pai).toBeGreaterThan(3);
  expect(answer.quality.pei).toBeLessThanOrEqual(1);
});

test('where nothing is planted nothing is hot, and nothing is beginning', () => {
  const answer = compute(
    plant(() => false),
    199,
  );
  expect(answer).toMatchObject({ isTested: true, quality: 'nothing-flagged' });
  expect(answer.cells.filter(({ isHot }) => isHot)).toEqual([]);
  expect(typeof answer.cluster === 'string' ? 1 : answer.cluster.p).toBeGreaterThan(0.01);
});

test('a corner that became busy lately is emerging, one that was busy before is former', () => {
  expect(cellOf(compute(plant((month) => month > 10)), 42)).toMatchObject({ change: 'emerging' });
  const former = cellOf(compute(plant((month) => month < 8)), 42);
  expect(former).toMatchObject({ change: 'former' });
});

test('what begins this week is found where it begins', () => {
  const begun = [...plant(() => false), ...Array.from({ length: 9 }, (_, nth) => at(210, LAST_DAY - (nth % 6), nth))];
  const { cluster } = compute(begun, 199);
  if (typeof cluster === 'string') throw new Error(cluster);
  expect(cluster).toMatchObject({ area: 210, days: 7, p: 0.005 });
  expect(cluster.cases).toBeGreaterThanOrEqual(9);
});

test('a cell in which one place is most of it is said to be that', () => {
  const same = Array.from({ length: 8 }, (_, nth) => ({ ...at(210, 100 + nth * 30, nth), place: 'one' }));
  const answer = compute([...plant(() => false), ...same]);
  expect(cellOf(answer, 210)).toMatchObject({ isOnePlace: true });
  expect(cellOf(compute(plant(() => true)), 43)).toMatchObject({ isOnePlace: false });
});

test('reports that are followed by others at the same place are told apart from a busy place', () => {
  const followed = Array.from({ length: 40 }, (_, nth) =>
    [0, 3].map((later) => at((nth * 29) % 400, 60 + nth * 8 + later, nth)),
  );
  const { nearRepeats } = compute([...plant(() => false), ...followed.flat()], 199);
  if (typeof nearRepeats === 'string') throw new Error(nearRepeats);
  const [samePlaceSoon] = nearRepeats.bands;
  expect(samePlaceSoon).toMatchObject({ metres: 0, days: 7, p: 0.005 });
  expect(samePlaceSoon?.pairs).toBeGreaterThanOrEqual(40);
});
