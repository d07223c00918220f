import fc from 'fast-check';
import type { Position } from 'geojson';
import { expect, test } from 'vitest';
import { contains } from './area-index.ts';
import { readPolygon } from './read-polygon.ts';

/** A square by its south-west corner and its size in degrees, counter-clockwise and closed. */
const square = (lng: number, lat: number, size: number): Position[] => [
  [lng, lat],
  [round(lng + size), lat],
  [round(lng + size), round(lat + size)],
  [lng, round(lat + size)],
  [lng, lat],
];
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
const OUTLINE = square(100, 16, 1);
const HOLE = square(100.4, 16.4, 0.2).toReversed();
const read = (...rings: Position[][]) => readPolygon({ type: 'Polygon', coordinates: rings });
const notesOf = (...rings: Position[][]) => {
  const found = read(...rings);
  return 'fault' in found ? found.fault : found.notes.map(({ code }) => code);
};
const clean = read(OUTLINE, HOLE);

test('an outline with its hole stays as it is', () => {
  expect(clean).toEqual({ polygon: { type: 'MultiPolygon', coordinates: [[OUTLINE, HOLE]] }, notes: [] });
});

test.each([
  ['a hole before the outline', [HOLE, OUTLINE], ['polygon-reordered']],
  ['rings that are not closed', [OUTLINE.slice(0, -1), HOLE], ['polygon-closed']],
  ['corners twice', [OUTLINE.flatMap((corner) => [corner, corner]), HOLE], ['polygon-repeats']],
  ['rings the wrong way round', [OUTLINE.toReversed(), HOLE.toReversed()], ['polygon-turned']],
])('%s are corrected, and that is reported', (_what, rings, notes) => {
  const found = read(...rings);
  if ('fault' in found || 'fault' in clean) throw new Error('refused');
  expect(found.notes.map(({ code }) => code)).toEqual(notes);
  const isIn = (lat: number, lng: number) => contains(found.polygon, { lat, lng });
  expect([isIn(16.1, 100.1), isIn(16.5, 100.5), isIn(17.5, 100.5)]).toEqual([true, false, false]);
});

const [A, B, C, D] = [
  [100.2, 16.75],
  [100.35, 16.9],
  [100.2, 16.9],
  [100.35, 16.75],
] as [Position, Position, Position, Position];
test.each([
  ['crosses itself', [[A, B, C, D, A]], { code: 'polygon-crossing', params: { value: '16.825, 100.275' } }],
  ['is crossed by its hole', [OUTLINE, square(100.9, 16.4, 0.2)], { code: 'polygon-crossing' }],
  ['has a hole outside', [OUTLINE, square(102, 16, 0.1)], { code: 'polygon-inner', params: { value: '16, 102' } }],
  ['has a hole in a hole', [OUTLINE, HOLE, square(100.45, 16.45, 0.05)], { code: 'polygon-inner' }],
  ['is a line there and back', [[A, B, A, B, A]], { code: 'polygon-empty' }],
  ['has latitude first', [OUTLINE.map(([lng = 0, lat = 0]) => [lat, lng])], { code: 'polygon-swapped' }],
  ['lies elsewhere', [square(12, 42, 1)], { code: 'polygon-outside' }],
])('an outline that %s is refused', (_what, rings, fault) => {
  expect(notesOf(...(rings as Position[][]))).toMatchObject(fault);
});

test('rings that touch in a corner, and parts side by side, are accepted', () => {
  expect(notesOf(OUTLINE, square(100, 16, 0.2).toReversed())).toEqual([]);
  const parts = readPolygon({ type: 'MultiPolygon', coordinates: [[OUTLINE], [square(102, 16, 1)]] });
  expect(parts).toMatchObject({ notes: [] });
});

test('whichever corner it begins with and in either direction, a star gives the same area', () => {
  const star = fc.array(fc.integer({ min: 5, max: 50 }), { minLength: 5, maxLength: 40 }).map((lengths) =>
    lengths.map((length, at): Position => {
      const angle = (2 * Math.PI * at) / lengths.length;
      return [100 + (length / 100) * Math.cos(angle), 16 + (length / 100) * Math.sin(angle)];
    }),
  );
  fc.assert(
    fc.property(star, fc.nat(39), fc.boolean(), (corners, turns, isTurned) => {
      const at = turns % corners.length;
      const other = [...corners.slice(at), ...corners.slice(0, at)];
      const found = [corners, isTurned ? other.toReversed() : other].map((ring) => read(ring));
      for (const one of found) {
        if ('fault' in one) throw new Error(one.fault.code);
        expect(contains(one.polygon, { lat: 16, lng: 100.0001 })).toBe(true);
        expect(contains(one.polygon, { lat: 16.6, lng: 100 })).toBe(false);
      }
    }),
    { seed: 21, numRuns: 200 },
  );
});
