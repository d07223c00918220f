import { cellArea, cellToLatLng, gridDisk, latLngToCell, polygonToCells } from 'h3-js';
import { expect, test } from 'vitest';
import { createLog } from '#platform/log';
import { createMapper } from './commands/map-in-worker.ts';
import { mapProvince, type ProvinceEvent, type ProvinceJob } from './map-province.ts';
import { listCells, listNeighbours } from './province-cells.ts';

/** About 25 by 25 km. */
const SQUARE = [
  [100.1, 16.7],
  [100.35, 16.7],
  [100.35, 16.95],
  [100.1, 16.95],
  [100.1, 16.7],
];
const MONTHS = Array.from({ length: 14 }, (_, month) => month * 30);
const HOT = { lat: 16.8211, lng: 100.2659 };
const METRE = 1 / 111_195;

/** Reports of a year, everywhere a little and around one point much. */
function listEvents(): ProvinceEvent[] {
  const cells = polygonToCells([SQUARE], 8, true).sort();
  const spread = Array.from({ length: 13 * 70 }, (_, nth): ProvinceEvent => {
    const [lat, lng] = cellToLatLng(cells[(nth * 37) % cells.length] ?? '');
    const day = Math.floor(nth / 70) * 30 + (nth % 29);
    return { lat, lng, day, place: `p${nth}`, subdistrict: lat > 16.82 ? '650101' : '650102' };
  });
  const hot = MONTHS.slice(0, 13).flatMap((first) =>
    Array.from({ length: 16 }, (_, nth): ProvinceEvent => {
      const at = { lat: HOT.lat + (nth % 4) * 40 * METRE, lng: HOT.lng + Math.floor(nth / 4) * 40 * METRE };
      return { ...at, day: first + nth, place: `hot${nth}`, subdistrict: '650101' };
    }),
  );
  return [...spread, ...hot];
}
const job = (change: Partial<ProvinceJob> = {}): ProvinceJob => ({
  ...{ polygons: [[SQUARE]], events: listEvents(), lastDay: 389, months: MONTHS, seed: 7, shuffles: 99 },
  ...change,
});

test('cells are all those of the area, equally large, and those in which something happened beside it', () => {
  const outside = latLngToCell(17.2, 100.2, 8);
  const cells = listCells([[SQUARE]], [outside]);
  expect(cells).toContain(outside);
  // 27.8 by 26.6 km in cells of 0.74 km² on average, here a little larger.
  const squareKilometres = cells
    .filter((cell) => cell !== outside)
    .reduce((sum, cell) => sum + cellArea(cell, 'km2'), 0);
  expect(squareKilometres).toBeGreaterThan(700);
  expect(squareKilometres).toBeLessThan(780);
  const neighbours = listNeighbours(cells);
  const middle = cells.indexOf(latLngToCell(HOT.lat, HOT.lng, 8));
  const around = gridDisk(cells[middle] ?? '', 1);
  expect(neighbours[middle]?.map((place) => cells[place]).sort()).toEqual(
    around.filter((cell) => cell !== cells[middle]).sort(),
  );
  expect(neighbours[cells.indexOf(outside)]).toEqual([]);
});

test('a planted hot spot is the hottest cell, and what is kept names no place', () => {
  const result = mapProvince(job());
  expect(result.isTested).toBe(true);
  const hot = latLngToCell(HOT.lat, HOT.lng, 8);
  expect(gridDisk(hot, 1)).toContain(result.cells[0]?.cell);
  expect(result.cells.find(({ cell }) => cell === hot)).toMatchObject({ isHot: true, change: 'persistent' });
  for (const { n } of result.cells) expect(n === null || n >= 3).toBe(true);
  expect(JSON.stringify(result)).not.toMatch(/"lat"|"lng"|hot\d|"p\d/);
});

test('the same question has the same answer, and another seed another chance', () => {
  const result = mapProvince(job());
  expect(mapProvince(job())).toEqual(result);
  expect(mapProvince(job({ seed: 8 })).nearRepeats).not.toEqual(result.nearRepeats);
});

test('the process answers the same, and the event loop goes on meanwhile', async () => {
  const { mapProvince: mapApart, stop } = createMapper(createLog('silent'));
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 1);
  try {
    expect(await mapApart(job())).toEqual(mapProvince(job()));
    expect(turns).toBeGreaterThan(10);
  } finally {
    clearInterval(turning);
    await stop();
  }
});
