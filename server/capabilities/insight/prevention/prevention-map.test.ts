import { expect, test } from 'vitest';
import { createLog } from '#platform/log';
import { createMethodProcess } from '../worker/method-process.ts';
import { computeMap, type MapAnswer, type MapEvent, type MapQuestion } from './prevention-map.ts';

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
const centers = GRID.map(({ row, column }) => ({ x: column * STEP_METRES, y: row * STEP_METRES }));
/** Thirteen months of thirty days, up to day 390. */
const months = Array.from({ length: 14 }, (_, month) => month * 30);
const at = (cell: number, day: number, nth = 0): MapEvent => {
  const center = centers[cell] ?? { x: 0, y: 0 };
  return { cell, x: center.x + (nth % 7) * 20, y: center.y + nth, day, place: `${cell}-${nth}` };
};
const ask = (events: MapEvent[]): MapQuestion => ({ neighbours, centers, events, months, lastDay: 395, seed: 7, shuffles: 199 });

/** Everywhere a little, in one corner much: every month, or only in the last ones. */
function plant(isHotInMonth: (month: number) => boolean): MapEvent[] {
  const spread = Array.from({ length: 13 * 70 }, (_, nth) => at((nth * 37) % (SIDE * SIDE), Math.floor(nth / 70) * 30 + (nth % 29), nth));
  const corner = months.slice(0, 13).flatMap((first, month) =>
    isHotInMonth(month) ? [42, 43, 62, 63].flatMap((cell) => [0, 1, 2, 3].map((nth) => at(cell, first + nth * 7, nth))) : [],
  );
  return [...spread, ...corner];
}
const changeAt = ({ cells }: MapAnswer, cell: number) => cells.find((one) => one.cell === cell);

test('few reports are said to be few, whatever is asked', () => {
  const few = computeMap(ask([at(5, 390), at(5, 391), at(6, 392)]));
  expect(few).toMatchObject({ n: 3, isTested: false, nearRepeats: 'too-few', cluster: 'too-few', quality: 'too-few' });
  expect(few.cells.every(({ isHot, change }) => !isHot && change === 'too-few')).toBe(true);
});

test('a corner that is always busy is hot and persistent, and the map of a month ago would have helped', () => {
  const answer = computeMap(ask(plant(() => true)));
  expect(answer.isTested).toBe(true);
  expect(changeAt(answer, 42)).toMatchObject({ isHot: true, change: 'persistent' });
  expect(answer.cells.filter(({ isHot }) => isHot).length).toBeLessThan(30);
  if (typeof answer.quality === 'string') throw new Error(answer.quality);
  expect(answer.quality.pai).toBeGreaterThan(5);
  expect(answer.quality.pei).toBeLessThanOrEqual(1);
});

test('a corner that became busy lately is emerging, and what begins this week is found', () => {
  expect(changeAt(computeMap(ask(plant((month) => month > 10))), 42)).toMatchObject({ change: 'emerging' });
  expect(changeAt(computeMap(ask(plant((month) => month < 5))), 42)?.change).toBe('former');
  const begun = [...plant(() => false), ...Array.from({ length: 9 }, (_, nth) => at(210, 389 + (nth % 6), nth))];
  expect(computeMap(ask(begun)).cluster).toMatchObject({ cases: expect.any(Number), p: 0.005 });
});

test('the process answers the same, and the event loop goes on meanwhile', async () => {
  const question = ask(plant(() => true));
  const maps = createMethodProcess<MapQuestion, MapAnswer>(
    { module: new URL('./prevention-map.ts', import.meta.url), function: 'computeMap' },
    createLog('silent'),
  );
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 1);
  try {
    expect(await maps.run(question)).toEqual(computeMap(question));
    expect(turns).toBeGreaterThan(10);
  } finally {
    clearInterval(turning);
    await maps.stop();
  }
});
