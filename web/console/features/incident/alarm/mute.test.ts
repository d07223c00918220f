import { expect, test } from 'vitest';
import { MUTE_SECONDS, muteLeft } from './mute.ts';

test('muting counts down and always ends', () => {
  expect(muteLeft(null, 5000)).toBe(0);
  expect(muteLeft(1000, 1000)).toBe(MUTE_SECONDS);
  expect(muteLeft(1000, 1000 + 29_001)).toBe(1);
  expect(muteLeft(1000, 1000 + MUTE_SECONDS * 1000)).toBe(0);
  expect(muteLeft(1000, 1000 + 3_600_000)).toBe(0);
});
