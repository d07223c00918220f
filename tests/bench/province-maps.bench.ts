import { cellToLatLng } from 'h3-js';
import { findHotCells } from '../../server/capabilities/insight/methods/gi-star.ts';
import { SHUFFLES, testNearRepeats } from '../../server/capabilities/insight/methods/knox.ts';
import { type Random, randomFrom } from '../../server/capabilities/insight/methods/random.ts';
import { mapProvince, type ProvinceEvent } from '../../server/capabilities/insight/prevention/map-province.ts';
import {
  listCells,
  listNeighbours,
  type Polygons,
} from '../../server/capabilities/insight/prevention/province-cells.ts';
import { readProvinceOutlines } from '../../server/capabilities/insight/prevention/store/province-outlines.ts';
import type { Bench, Result, Size } from './bench.ts';
import type { Stage } from './stage/stage.ts';

/** Where most of it happens close together. */
const DENSE = '10';
const PAIRED = 2000;
const MONTHS = Array.from({ length: 14 }, (_, month) => month * 30);
const LAST_DAY = 403;
const METRES_A_DEGREE = 111_195;

/** The maps of a week: hot cells of the largest province and of all, near repeats, and everything of the densest province. */
export const provinceMaps: Bench = {
  name: 'province-maps',
  about: 'maps of a week: hot cells of the largest province and of the nation, near repeats, and everything of Bangkok',
  async run(_: Stage, { quick }: Size): Promise<Result> {
    const incidents = quick ? 2000 : 10_000;
    const outlines = readProvinceOutlines();
    const [cells, cellsMs] = timed(() => [...outlines.values()].map((polygons) => listCells(polygons, [])));
    const [neighbours, neighboursMs] = timed(() => cells.map(listNeighbours));
    const random = randomFrom(1);
    const tests = neighbours.map((around) => timed(() => findHotCells(spreadOver(around, random)))[1]);
    const largest = cells.reduce((most, one, place) => (one.length > (cells[most]?.length ?? 0) ? place : most), 0);
    const dense = outlines.get(DENSE) ?? [];
    const paired = listEvents(dense, PAIRED, random).map(({ lat, lng, day, place }) => ({
      ...{ x: lng * METRES_A_DEGREE * Math.cos((13.75 * Math.PI) / 180), y: lat * METRES_A_DEGREE, day, place },
    }));
    const [, knoxMs] = timed(() => testNearRepeats(paired, 1, SHUFFLES));
    const events = listEvents(dense, incidents, random);
    const job = { polygons: dense, events, lastDay: LAST_DAY, months: MONTHS, seed: 1, shuffles: SHUFFLES };
    const [, wholeMs] = timed(() => mapProvince(job));
    const hotMs = tests[largest] ?? Number.NaN;
    const nationMs = tests.reduce((sum, one) => sum + one, 0);
    return {
      metrics: [
        { name: 'cells of the nation', value: cells.flat().length, unit: 'cells' },
        { name: 'to find them, and those around each', value: (cellsMs + neighboursMs) / 1000, unit: 's' },
        { name: 'hot cells of the largest province', value: hotMs, unit: 'ms' },
        { name: 'hot cells of the nation', value: nationMs / 1000, unit: 's' },
        { name: `near repeats of ${PAIRED} incidents`, value: knoxMs / 1000, unit: 's' },
        { name: `everything of Bangkok, ${incidents} incidents`, value: wholeMs / 1000, unit: 's' },
      ],
      targets: [
        {
          what: 'hot cells of a province and a year < 1 s',
          reached: `${(hotMs / 1000).toFixed(2)} s`,
          met: hotMs < 1000,
        },
        {
          what: 'near repeats of 2,000 incidents < 5 s',
          reached: `${(knoxMs / 1000).toFixed(1)} s`,
          met: knoxMs < 5000,
        },
        // It holds one connection of the service meanwhile, and is given up after fifty.
        { what: 'everything of Bangkok < 25 s', reached: `${(wholeMs / 1000).toFixed(1)} s`, met: wholeMs < 25_000 },
      ],
      notes: [`H3 resolution 8, ${SHUFFLES} shuffles, in this process; in a real one it runs below everything else`],
    };
  },
};

function timed<Made>(make: () => Made): [Made, number] {
  const start = performance.now();
  const made = make();
  return [made, performance.now() - start];
}

/** One incident in twenty cells. */
function spreadOver(neighbours: readonly (readonly number[])[], random: Random) {
  const cells = neighbours.map((around) => ({ count: 0, neighbours: around }));
  for (let nth = 0; nth < Math.max(100, cells.length / 20); nth += 1) {
    const cell = cells[random.below(cells.length)];
    if (cell) cell.count += 1;
  }
  return cells;
}

/** Anywhere in a province, on any day of thirteen months. */
function listEvents(polygons: Polygons, count: number, random: Random): ProvinceEvent[] {
  const cells = listCells(polygons, []);
  return Array.from({ length: count }, (_, nth) => {
    const [lat, lng] = cellToLatLng(cells[random.below(cells.length)] ?? '');
    const away = (): number => (random.float() - 0.5) / 200;
    const at = { lat: lat + away(), lng: lng + away() };
    return { ...at, day: random.below(LAST_DAY + 1), place: `${nth}`, subdistrict: `${1000 + Math.floor(nth % 180)}` };
  });
}
