import { expect, test } from 'vitest';
import { type Cell, type CellResult, classifyChange, classifyChanges, computeGiStar, findHotCells } from './gi-star.ts';
import { poisson, randomFrom } from './random.ts';

/** A grid of squares with the eight around each, which the method takes like any other neighbours. */
function grid(rows: readonly (readonly number[])[]): Cell[] {
  const width = rows[0]?.length ?? 0;
  const steps = [-1, 0, 1];
  return rows.flatMap((row, y) =>
    row.map((count, x) => ({
      count,
      neighbours: steps.flatMap((down) =>
        steps
          .filter((right) => (down !== 0 || right !== 0) && rows[y + down]?.[x + right] !== undefined)
          .map((right) => (y + down) * width + x + right),
      ),
    })),
  );
}

/** Ord and Getis' formula as it is printed, with every weight written out. */
function printedFormula(cells: readonly Cell[], i: number): number {
  const n = cells.length;
  const x = cells.map(({ count }) => count);
  const w = cells.map((_, j) => (j === i || cells[i]?.neighbours.includes(j) ? 1 : 0));
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const mean = sum(x) / n;
  const s = Math.sqrt(sum(x.map((value) => value ** 2)) / n - mean ** 2);
  const above = sum(x.map((value, j) => value * (w[j] ?? 0))) - mean * sum(w);
  return above / (s * Math.sqrt((n * sum(w.map((weight) => weight ** 2)) - sum(w) ** 2) / (n - 1)));
}

test('one full cell in the middle of five by five has the value worked out by hand', () => {
  const rows = Array.from({ length: 5 }, (_, y) => Array.from({ length: 5 }, (_, x) => (x === 2 && y === 2 ? 25 : 0)));
  const z = computeGiStar(grid(rows));
  // Mean 1, deviation √24. In the middle 9 cells hold 25: (25 − 9) / (√24 · √(9·16/24)) = 16/12.
  expect(z[12]).toBeCloseTo(4 / 3, 12);
  // In the corner 4 cells hold nothing: −4 / (√24 · √(4·21/24)) = −4/√84.
  expect(z[0]).toBeCloseTo(-4 / Math.sqrt(84), 12);
});

test('any grid gives the printed formula', () => {
  const random = randomFrom(11);
  const cells = grid(Array.from({ length: 7 }, () => Array.from({ length: 6 }, () => poisson(random, 2))));
  const z = computeGiStar(cells);
  for (const place of cells.keys()) expect(z[place]).toBeCloseTo(printedFormula(cells, place), 10);
});

test('cells that are all alike are neither hot nor cold', () => {
  expect(
    computeGiStar(
      grid([
        [3, 3, 3],
        [3, 3, 3],
      ]),
    ),
  ).toEqual([0, 0, 0, 0, 0, 0]);
  expect(
    computeGiStar(
      grid([
        [1, 5],
        [2, 9],
      ]),
    ),
  ).toEqual([0, 0, 0, 0]);
});

test('fifty-nine incidents, or twenty-nine cells with one, are too few to say', () => {
  const spread = (events: number, cells: number) =>
    grid([Array.from({ length: 100 }, (_, x) => (x < cells ? 1 : 0) + (x === 0 ? events - cells : 0))]);
  expect(findHotCells(spread(59, 40))).toBe('too-few');
  expect(findHotCells(spread(200, 29))).toBe('too-few');
  expect(findHotCells(spread(60, 30))).not.toBe('too-few');
});

test('a planted hot place is found where it is; chance alone makes at most one map in twenty hot', () => {
  const random = randomFrom(12);
  const draw = (mean: (x: number, y: number) => number) =>
    findHotCells(
      grid(Array.from({ length: 30 }, (_, y) => Array.from({ length: 30 }, (_, x) => poisson(random, mean(x, y))))),
    );
  const planted = draw((x, y) => (Math.abs(x - 20) <= 1 && Math.abs(y - 9) <= 1 ? 12 : 2));
  if (planted === 'too-few') throw new Error('enough');
  const hot = planted.flatMap(({ isHot }, place) => (isHot ? [place] : []));
  expect(hot).toContain(9 * 30 + 20);
  for (const place of hot)
    expect(Math.max(Math.abs((place % 30) - 20), Math.abs(Math.floor(place / 30) - 9))).toBeLessThanOrEqual(2);
  const maps = Array.from({ length: 60 }, () => draw(() => 5));
  const alarms = maps.filter((map) => map !== 'too-few' && map.some(({ isHot }) => isHot)).length;
  // Expected at most 3 of 60; eight or more would come by chance once in a hundred series.
  expect(alarms).toBeLessThan(8);
});

test('where nearly all cells are empty, one incident in them is no hot place, nor are two', () => {
  const random = randomFrom(13);
  const draw = (planted: number) =>
    grid(
      Array.from({ length: 60 }, (_, y) =>
        Array.from({ length: 60 }, (_, x) => poisson(random, 0.03) + (x === 30 && y === 30 ? planted : 0)),
      ),
    );
  const maps = Array.from({ length: 40 }, () => findHotCells(draw(0)));
  expect(maps).not.toContain('too-few');
  const alarms = maps.filter((map) => map !== 'too-few' && map.some(({ isHot }) => isHot)).length;
  // Expected at most 2 of 40; seven or more would come by chance once in two hundred series.
  expect(alarms).toBeLessThan(7);
  const busy = findHotCells(draw(8));
  if (busy === 'too-few') throw new Error('enough');
  expect(busy[30 * 60 + 30]).toMatchObject({ isHot: true });
});

test('a cold place is not called hot, however certain it is', () => {
  const rows = Array.from({ length: 12 }, (_, y) =>
    Array.from({ length: 12 }, (_, x) => (x < 5 && y < 5 ? 0 : 9 + ((x + y) % 3))),
  );
  const result = findHotCells(grid(rows));
  if (result === 'too-few') throw new Error('enough');
  expect(result[2 * 12 + 2]).toMatchObject({ isHot: false });
  expect(result[2 * 12 + 2]?.q).toBeLessThan(0.001);
});

const months = (text: string) => [...text].map((sign) => sign === '#');

test.each([
  ['##########..', 'persistent'],
  ['#########...', 'former'],
  ['########...#', 'intermittent'],
  ['...........#', 'emerging'],
  ['..........#.', 'emerging'],
  ['.........#..', 'former'],
  ['#...........', 'former'],
  ['############', 'persistent'],
  ['............', 'none'],
])('%s is %s', (text, change) => {
  expect(classifyChange(months(text))).toBe(change);
  // What lies before the last twelve months does not count.
  expect(classifyChange(months(`####${text}`))).toBe(change);
});

test('eleven months, or twelve of which one could not be tested, are too few to speak of a change', () => {
  const month: CellResult[] = [{ z: 5, p: 0, q: 0, isHot: true }];
  const year = Array.from({ length: 12 }, () => month);
  expect(classifyChange(months('###########'))).toBe('too-few');
  expect(classifyChanges(year)).toEqual(['persistent']);
  expect(classifyChanges([...year.slice(1), 'too-few'])).toBe('too-few');
});
