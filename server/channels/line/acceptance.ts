import type { Stopwatch } from '#platform/clock';

/** So many webhooks that wait for their 200 are a full intake. */
const MANY = 16;
/** It stays full for so long: between two batches that are stored nobody waits for a moment. */
const STILL_FULL_MS = 20;
/** While it is full, processing pauses for so long after each piece of work. */
const PAUSE_MS = 250;

/**
 * Acceptance goes before processing: LINE waits 2 s for its 200, and what we confirm it never sends again. While the intake is
 * full, processing does one piece of work at a time and pauses after it: a small share, so that alarms come out in any flood.
 */
export type Acceptance = {
  /** A webhook waits for its 200 until the returned function is called. */
  begin(): () => void;
  isFull(): boolean;
  /** How many pieces of work may be under way: `side`, or none or one while the intake is full. */
  allow(side: number): number;
  /** A piece of work has ended. */
  worked(): void;
  /** Calls `task` when more may be allowed than before. */
  onAllowed(task: () => void): void;
};

export function createAcceptance({ elapsed }: Stopwatch): Acceptance {
  const tasks: (() => void)[] = [];
  let waiting = 0;
  let lastFullAt = -Infinity;
  let lastWorkedAt = -Infinity;
  let isLooking = false;
  const isFull = () => waiting >= MANY || elapsed() - lastFullAt < STILL_FULL_MS;
  const lookLater = (): void => {
    isLooking = true;
    setTimeout(() => {
      isLooking = false;
      if (isFull()) lookLater();
      for (const task of tasks) task();
    }, STILL_FULL_MS);
  };
  return {
    begin() {
      waiting += 1;
      if (waiting >= MANY && !isLooking) lookLater();
      return () => {
        if (waiting >= MANY) lastFullAt = elapsed();
        waiting -= 1;
      };
    },
    isFull,
    allow(side) {
      if (!isFull()) return side;
      return elapsed() - lastWorkedAt < PAUSE_MS ? 0 : 1;
    },
    worked() {
      lastWorkedAt = elapsed();
    },
    onAllowed: (task) => void tasks.push(task),
  };
}
