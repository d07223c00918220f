import type { Stopwatch } from '../clock.ts';

/** So much at once, and so much a second in the long run. */
export type Rate = { burst: number; perSecond: number };

/** Keys remembered at a time; whoever was quiet longest is forgotten first, which can only let more through. */
const MOST_KEYS = 100_000;

/**
 * Counts by key in this process (generic cell rate algorithm: one number per key). Several processes each count for
 * themselves, so the true limit is the limit times the processes. By the stopwatch: a wall clock set back would lock
 * everybody out for as long as it was set back.
 * @returns a function that takes one and gives 0, or the milliseconds to wait when there is none to take
 */
export function createRate({ burst, perSecond }: Rate, { elapsed }: Stopwatch): (key: string) => number {
  const gap = 1000 / perSecond;
  /** When the key's bucket will be full again, in milliseconds of the stopwatch. */
  const fullAt = new Map<string, number>();
  return (key) => {
    const at = elapsed();
    const full = Math.max(fullAt.get(key) ?? at, at);
    const wait = full + gap - at - burst * gap;
    if (wait > 0) return Math.ceil(wait);
    fullAt.delete(key);
    fullAt.set(key, full + gap);
    if (fullAt.size > MOST_KEYS) fullAt.delete(fullAt.keys().next().value ?? '');
    return 0;
  };
}

/** Counts what is under way by key. @returns a function that takes a slot and gives what frees it; undefined when none is left */
export function createSlots(most: number): (key: string) => (() => void) | undefined {
  const inside = new Map<string, number>();
  return (key) => {
    const count = inside.get(key) ?? 0;
    if (count >= most) return undefined;
    inside.set(key, count + 1);
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      const left = (inside.get(key) ?? 1) - 1;
      if (left === 0) inside.delete(key);
      else inside.set(key, left);
    };
  };
}
