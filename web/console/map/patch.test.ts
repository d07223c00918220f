import { expect, test } from 'vitest';
import { cornersOf, drawPatch, PATCH_PATTERNS, type Patch, patchFeatures, patchImageName } from './patch.ts';

const RING = [
  [100, 16],
  [100.01, 16],
  [100.01, 16.01],
  [100, 16],
] as const;
const aPatch = (change: Partial<Patch> = {}): Patch => ({
  ...{ id: 'a', ring: RING, pattern: 'stripes', isChosen: false },
  ...change,
});

test('each pattern differs from the others without its colour', () => {
  const covers = PATCH_PATTERNS.map((pattern) =>
    drawPatch(pattern)
      .data.filter((_, at) => at % 4 === 3)
      .join(),
  );
  expect(new Set(covers).size).toBe(PATCH_PATTERNS.length);
});

test('a pattern is a square whose side is a power of two, as tiles need it', () => {
  for (const pattern of PATCH_PATTERNS) {
    const { width, height, data } = drawPatch(pattern);
    expect([width, height, data.length]).toEqual([16, 16, 16 * 16 * 4]);
  }
});

test('a patch is a closed polygon with the image of its pattern', () => {
  const { features } = patchFeatures([aPatch(), aPatch({ id: 'b', pattern: 'lines', isChosen: true })]);
  expect(features[0]?.geometry.coordinates[0]).toEqual(RING.map(([lng, lat]) => [lng, lat]));
  expect(features.map(({ properties }) => properties)).toMatchObject([
    { id: 'a', isChosen: false, image: patchImageName('stripes') },
    { id: 'b', isChosen: true, image: 'patch-lines' },
  ]);
  expect(cornersOf([aPatch()])).toHaveLength(4);
});
