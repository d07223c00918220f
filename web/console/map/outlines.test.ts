import { expect, test } from 'vitest';
import { labelsOf } from './outlines.ts';

const square = (x: number, y: number, size: number) => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

test('a label is in the middle of the largest polygon, not between mainland and island', () => {
  const geometry = { type: 'MultiPolygon' as const, coordinates: [[square(0, 0, 4)], [square(50, 50, 1)]] };
  const areas = {
    type: 'FeatureCollection' as const,
    features: [{ type: 'Feature' as const, geometry, properties: { th: 'เกาะ', en: 'Ko' } }],
  };
  expect(labelsOf(areas).features[0]?.geometry.coordinates).toEqual([2, 2]);
});

test('an area without a name gets no label', () => {
  const geometry = { type: 'Polygon' as const, coordinates: [square(0, 0, 4)] };
  expect(
    labelsOf({ type: 'FeatureCollection', features: [{ type: 'Feature', geometry, properties: {} }] }).features,
  ).toEqual([]);
});
