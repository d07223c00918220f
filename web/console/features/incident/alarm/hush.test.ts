import { expect, test } from 'vitest';
import { HUSH_SECONDS, hushLeft } from './hush.ts';

test('a hush counts down and always ends', () => {
  expect(hushLeft(null, 5000)).toBe(0);
  expect(hushLeft(1000, 1000)).toBe(HUSH_SECONDS);
  expect(hushLeft(1000, 1000 + 29_001)).toBe(1);
  expect(hushLeft(1000, 1000 + HUSH_SECONDS * 1000)).toBe(0);
  expect(hushLeft(1000, 1000 + 3_600_000)).toBe(0);
});
