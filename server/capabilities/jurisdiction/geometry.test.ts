import fc from 'fast-check';
import type { MultiPolygon } from 'geojson';
import { expect, test } from 'vitest';
import { buildAreaIndex, metresTo } from './area-index.ts';
import { areaSquareMetres, distanceMetres, nearestEdge } from './geometry.ts';

const BANGKOK = { lat: 13.7563, lng: 100.5018 };
const CHIANG_MAI = { lat: 18.7883, lng: 98.9853 };

function polygon(...rings: [number, number][][]): MultiPolygon {
  return { type: 'MultiPolygon', coordinates: [rings.map((ring) => [...ring, ring[0] ?? [0, 0]])] };
}

test('Bangkok to Chiang Mai is 583 km by air', () => {
  expect(distanceMetres(BANGKOK, CHIANG_MAI) / 1000).toBeCloseTo(582.5, 0);
  expect(distanceMetres(BANGKOK, BANGKOK)).toBe(0);
});

test('a hundredth of a degree at 16° north is 1.07 km wide and 1.11 km high, and a hole is subtracted', () => {
  const outer: [number, number][] = [
    [100, 16],
    [100.01, 16],
    [100.01, 16.01],
    [100, 16.01],
  ];
  const full = areaSquareMetres(polygon(outer));
  expect(full / 1e6).toBeCloseTo(1.188, 2);
  const half: [number, number][] = [
    [100, 16],
    [100.005, 16],
    [100.005, 16.01],
    [100, 16.01],
  ];
  expect(areaSquareMetres(polygon(outer, half))).toBeCloseTo(full / 2, -2);
});

test('the closest point of the edge is on the segment, also beside a corner', () => {
  const shape = polygon([
    [100, 16],
    [100.1, 16],
    [100.1, 16.1],
    [100, 16.1],
  ]);
  const left = nearestEdge(shape, { lat: 16.05, lng: 99.99 });
  expect(left.point.lat).toBeCloseTo(16.05, 6);
  expect(left.point.lng).toBeCloseTo(100, 6);
  expect(left.metres).toBeCloseTo(distanceMetres({ lat: 16.05, lng: 99.99 }, left.point), -1);
  const corner = nearestEdge(shape, { lat: 15.99, lng: 99.99 });
  expect(corner.point.lat).toBeCloseTo(16, 6);
  expect(corner.point.lng).toBeCloseTo(100, 6);
});

const coordinate = fc.record({
  lng: fc.double({ min: 100, max: 102, noNaN: true }),
  lat: fc.double({ min: 14, max: 16, noNaN: true }),
});
/** Star-shaped polygons: simple, but with many concave corners. */
const shape = fc
  .tuple(coordinate, fc.array(fc.double({ min: 0.005, max: 0.2, noNaN: true }), { minLength: 3, maxLength: 12 }))
  .map(([centre, radii]) =>
    polygon(
      radii.map((radius, at): [number, number] => {
        const angle = (at * 2 * Math.PI) / radii.length;
        return [centre.lng + radius * Math.cos(angle), centre.lat + radius * Math.sin(angle)];
      }),
    ),
  );

test('the index gives the same results as testing every area', () => {
  fc.assert(
    fc.property(fc.array(shape, { minLength: 1, maxLength: 60 }), coordinate, (shapes, place) => {
      const items = shapes.map((polygon, at) => ({ at, polygon }));
      const index = buildAreaIndex(items);
      const metres = items.map((item) => metresTo(item.polygon, place));
      const inside = items.filter(({ at }) => metres[at] === 0);
      expect(new Set(index.containing(place))).toEqual(new Set(inside));
      const sizes = index.containing(place).map((item) => areaSquareMetres(item.polygon));
      expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
      const near = items.filter(({ at }) => (metres[at] ?? Infinity) <= 5000);
      expect(new Set(index.within(place, 5000).map(({ item }) => item))).toEqual(new Set(near));
      const nearest = index.findNearest(place);
      expect(metres[nearest?.at ?? -1]).toBe(Math.min(...metres));
    }),
    { seed: 77, numRuns: 1000 },
  );
});

test('without areas nothing is found', () => {
  const index = buildAreaIndex([]);
  expect(index.containing(BANGKOK)).toEqual([]);
  expect(index.within(BANGKOK, 1e6)).toEqual([]);
  expect(index.findNearest(BANGKOK)).toBeUndefined();
});
