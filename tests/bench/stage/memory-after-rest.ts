import { setTimeout as sleep } from 'node:timers/promises';

/** 1 MB, as much as a core of a server keeps close to it; a power of two. */
const WORDS = 256 * 1024;
const STEPS = 60_000;
/** How long a process rests between two of 25 reports a second. */
const REST_MS = 40;

/**
 * How long a walk through 1 MB takes when it was walked through just before, and after a rest, in ms (median). While a
 * process rests, what it needs moves away from its core, or others take the place: then the same work costs more CPU.
 */
export async function measureMemoryAfterRest(): Promise<{ atOnce: number; afterRest: number }> {
  const words = Uint32Array.from({ length: WORDS }, (_, at) => Math.imul(at, 2_654_435_761));
  const walk = () => {
    const started = performance.now();
    for (let at = 0, step = 0; step < STEPS; step++) at = ((words[at] as number) + step) & (WORDS - 1);
    return performance.now() - started;
  };
  // For the compiler.
  for (let times = 0; times < 300; times++) walk();
  const atOnce = Array.from({ length: 200 }, walk);
  const afterRest: number[] = [];
  for (let times = 0; times < 50; times++) {
    await sleep(REST_MS);
    afterRest.push(walk());
  }
  return { atOnce: median(atOnce), afterRest: median(afterRest) };
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
