import { expect, test } from 'vitest';
import { throttleStore } from './throttled-store.ts';
import { createValueStore } from './value-store.ts';

test('listeners hear of the first change at once, of a burst together, and always of the last value', () => {
  let now = 0;
  const waiting: { at: number; run: () => void }[] = [];
  const store = createValueStore(0);
  const paced = throttleStore(store, 50, { now: () => now, after: (ms, run) => waiting.push({ at: now + ms, run }) });
  const notified: number[] = [];
  paced.subscribe(() => notified.push(paced.get()));

  paced.set(1);
  expect(notified).toEqual([1]);
  now = 10;
  for (const value of [2, 3, 4]) paced.update(() => value);
  expect(notified).toEqual([1]);
  expect(waiting.map(({ at }) => at)).toEqual([50]);
  now = 50;
  waiting.shift()?.run();
  expect(notified).toEqual([1, 4]);
  now = 200;
  paced.set(5);
  expect(notified).toEqual([1, 4, 5]);
});

test('an update starts from the newest value, whether listeners were notified of it or not', () => {
  const store = createValueStore(1);
  const paced = throttleStore(store, 50, { now: () => 0, after: () => {} });
  paced.set(2);
  paced.set(3);
  paced.update((value) => value + 10);
  expect(store.get()).toBe(13);
});
