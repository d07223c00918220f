import { FEWEST_SHOWN } from '#contract/province-map';
import { computeMap, type FoundCluster, type MapAnswer, type MapCell, type TestedMap } from './prevention-map.ts';
import { cellOf, listCells, listNeighbours, type Polygons } from './province-cells.ts';

/** A reported incident whose place is known, as the store has it. */
export type ProvinceEvent = { lat: number; lng: number; day: number; place: string; subdistrict: string };
export type ProvinceJob = {
  polygons: Polygons;
  events: readonly ProvinceEvent[];
  lastDay: number;
  months: readonly number[];
  seed: number;
  shuffles: number;
};
/** What is kept of a province for a week: no incident, and no cell in which too little happened. */
export type ProvinceResult = Pick<MapAnswer, 'isTested' | 'nearRepeats'> & {
  /** `n` is null below three. */
  cells: (Omit<MapCell, 'cell' | 'n'> & { cell: string; n: number | null })[];
  cluster: (Omit<FoundCluster, 'area'> & { subdistrict: string }) | 'none' | 'too-few';
  quality: TestedMap | 'too-few' | 'nothing-flagged';
};

/** Another number: the same incidents may have another map. */
export const RULES_VERSION = 1;

/** A degree of latitude, and of longitude at the equator, on the sphere that our distances are measured on. */
const METRES_A_DEGREE = 111_195;

/** The maps of a province, computed apart from the server. */
export function mapProvince({ polygons, events, lastDay, months, seed, shuffles }: ProvinceJob): ProvinceResult {
  const happenedIn = events.map(cellOf);
  const cells = listCells(polygons, happenedIn);
  const cellAt = new Map(cells.map((cell, place) => [cell, place]));
  const subdistricts = [...new Set(events.map(({ subdistrict }) => subdistrict))].sort();
  const areaAt = new Map(subdistricts.map((code, place) => [code, place]));
  const middle = events.reduce((sum, { lat }) => sum + lat, 0) / Math.max(1, events.length);
  const shrink = Math.cos((middle * Math.PI) / 180);
  const placed = events.map(({ lat, lng, day, place, subdistrict }, nth) => ({
    ...{ cell: cellAt.get(happenedIn[nth] ?? '') ?? 0, area: areaAt.get(subdistrict) ?? 0, day, place },
    ...{ x: lng * METRES_A_DEGREE * shrink, y: lat * METRES_A_DEGREE },
  }));
  const answer = computeMap({
    neighbours: listNeighbours(cells),
    // Where things happen in a subdistrict, which is nearer to its people than the middle of its fields.
    areas: subdistricts.map((_, area) => middleOf(placed.filter((event) => event.area === area))),
    ...{ events: placed, lastDay, months, seed, shuffles },
  });
  const { isTested, nearRepeats, cluster, quality } = answer;
  return {
    ...{ isTested, nearRepeats, quality },
    cells: answer.cells.map(({ cell, n, z, q, ...said }) => ({
      ...{ ...said, cell: cells[cell] ?? '', n: n < FEWEST_SHOWN ? null : n, z: round(z, 2), q: round(q, 4) },
    })),
    cluster: typeof cluster === 'string' ? cluster : describeCluster(cluster, subdistricts),
  };
}

function describeCluster({ area, radius, expected, ...found }: FoundCluster, subdistricts: readonly string[]) {
  return {
    ...{ ...found, subdistrict: subdistricts[area] ?? '' },
    ...{ radius: Math.round(radius), expected: round(expected, 2) },
  };
}

function middleOf(points: readonly { x: number; y: number }[]): { x: number; y: number } {
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) };
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
