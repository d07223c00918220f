import { useSyncExternalStore } from 'react';
import { createValueStore } from './value-store.ts';

/** The only place that reads the device's clock. It may be wrong by minutes, so the server's `now` corrects it. */
let ahead = 0;

/** Milliseconds since 1970 by our estimate of the server's clock. */
export function serverNow(): number {
  return Date.now() - ahead;
}

/** `sentAt`, `receivedAt`: this device's clock around the request; half of the round trip counts for each direction. */
export function clockOffsetOf(serverTime: number, sentAt: number, receivedAt: number): number {
  return (sentAt + receivedAt) / 2 - serverTime;
}

/** `unless`: a difference in milliseconds that is too small to let every running clock jump. */
export function correctClock(serverTime: number, sentAt: number, receivedAt: number, unless = 0): void {
  const found = clockOffsetOf(serverTime, sentAt, receivedAt);
  if (Math.abs(found - ahead) > unless) ahead = found;
}

export function deviceNow(): number {
  return Date.now();
}

const second = createValueStore(0);
let timer: ReturnType<typeof setInterval> | undefined;
let readers = 0;

function subscribeToSecond(listener: () => void): () => void {
  const leave = second.subscribe(listener);
  readers += 1;
  timer ??= setInterval(() => second.set(Math.floor(serverNow() / 1000)), 250);
  return () => {
    leave();
    readers -= 1;
    if (readers > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * The result of `read` for the current time, computed again every second; the component renders only if it changed. So a
 * thousand rows that show "6 min" cost a thousand comparisons, not a thousand renders. `read` must return a primitive.
 */
export function useClock<T extends string | number | boolean | null>(read: (now: number) => T): T {
  return useSyncExternalStore(subscribeToSecond, () => read(serverNow()));
}
