import { expect, test } from 'vitest';
import { toCoarsePosition } from './coarse-position.ts';

test('two places in one neighbourhood become the same point on the wall screen, which is neither of them', () => {
  const [one, other] = [
    toCoarsePosition({ lat: 16.8211, lng: 100.2659 }),
    toCoarsePosition({ lat: 16.8219, lng: 100.2651 }),
  ];
  expect(one).toEqual(other);
  expect(one.lat).toBeCloseTo(16.83, 5);
  expect(one.lng).toBeCloseTo(100.27, 5);
});
