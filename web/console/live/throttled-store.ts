import { createValueStore, type ValueStore } from './value-store.ts';

type Time = { now(): number; after(ms: number, run: () => void): void };

/**
 * The same value, told at most once in `gapMs`: the first change at once (an alarm must not wait), a burst together. The
 * last value is always told.
 */
export function throttleStore<T>(store: ValueStore<T>, gapMs: number, time: Time): ValueStore<T> {
  const paced = createValueStore(store.get());
  let lastToldAt = Number.NEGATIVE_INFINITY;
  let isWaiting = false;
  const tell = (): void => {
    isWaiting = false;
    lastToldAt = time.now();
    paced.set(store.get());
  };
  store.subscribe(() => {
    const wait = lastToldAt + gapMs - time.now();
    if (wait <= 0) tell();
    else if (!isWaiting) {
      isWaiting = true;
      time.after(wait, tell);
    }
  });
  return { ...store, get: paced.get, subscribe: paced.subscribe };
}
