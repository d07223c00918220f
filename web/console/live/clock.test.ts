import { expect, test } from 'vitest';
import { clockOffsetOf } from './clock.ts';
import { retryDelay } from './retry-delay.ts';
import { createValueStore } from './value-store.ts';

test('a device three minutes ahead is corrected; half of the round trip counts for each direction', () => {
  expect(clockOffsetOf(1_000_000, 1_180_000, 1_180_200)).toBe(180_100);
});

test('retries wait longer each time, with jitter, and never longer than ten seconds', () => {
  expect(retryDelay(0, 0)).toBe(250);
  expect(retryDelay(0, 1)).toBe(500);
  expect(retryDelay(2, 0.5)).toBe(1500);
  expect(retryDelay(50, 1)).toBe(10_000);
});

test('a store notifies its listeners only of a different value', () => {
  const store = createValueStore(1);
  let notified = 0;
  const leave = store.subscribe(() => {
    notified += 1;
  });
  store.set(1);
  expect(notified).toBe(0);
  store.update((value) => value + 1);
  expect([store.get(), notified]).toEqual([2, 1]);
  leave();
  store.set(9);
  expect(notified).toBe(1);
});
