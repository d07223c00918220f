import { createValueStore, type ValueStore } from './value-store.ts';

type Time = { now(): number; after(ms: number, run: () => void): void };

/**
 * The same value, but listeners are notified at most once in `gapMs`: of the first change at once (an alarm must not
 * wait), of a burst together, and always of the last value.
 */
export function throttleStore<T>(store: ValueStore<T>, gapMs: number, time: Time): ValueStore<T> {
  const paced = createValueStore(store.get());
  let lastNotifiedAt = Number.NEGATIVE_INFINITY;
  let isWaiting = false;
  const notify = (): void => {
    isWaiting = false;
    lastNotifiedAt = time.now();
    paced.set(store.get());
  };
  store.subscribe(() => {
    const wait = lastNotifiedAt + gapMs - time.now();
    if (wait <= 0) notify();
    else if (!isWaiting) {
      isWaiting = true;
      time.after(wait, notify);
    }
  });
  return { ...store, get: paced.get, subscribe: paced.subscribe };
}
