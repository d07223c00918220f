import type { Stopwatch } from '#platform/clock';

/** So many webhooks that wait for their 200 are a crowd. */
const MANY = 16;
/** Between two batches that are stored nobody waits for a moment. */
const GAP_MS = 20;
/** A crowd that stays so long is a full intake; one that came during a pause of this process is gone by then. */
const FULL_AFTER_MS = 100;
/** While the intake is full, processing pauses for so long after each piece of work. */
const PAUSE_MS = 500;

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
  let crowdedSince: number | undefined;
  let lastCrowdedAt = -Infinity;
  let lastWorkedAt = -Infinity;
  const look = (): void => {
    const isCrowded = waiting >= MANY || elapsed() - lastCrowdedAt < GAP_MS;
    if (isCrowded) lookLater();
    else crowdedSince = undefined;
    for (const task of tasks) task();
  };
  // After the sockets were read: who came while this process was busy with a piece of work is not counted before.
  const lookLater = () => setTimeout(() => setImmediate(look), GAP_MS);
  const isFull = () => crowdedSince !== undefined && elapsed() - crowdedSince >= FULL_AFTER_MS;
  return {
    begin() {
      waiting += 1;
      if (waiting >= MANY && crowdedSince === undefined) {
        crowdedSince = elapsed();
        lookLater();
      }
      return () => {
        if (waiting >= MANY) lastCrowdedAt = elapsed();
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
