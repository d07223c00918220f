import type { Stopwatch } from '#platform/clock';

/** So many webhooks that wait for their 200 are a crowd. */
const MANY = 16;
/** Between two batches that are stored nobody waits for a moment. */
const GAP_MS = 20;
/**
 * So many within so long, 1,200 a second, are a crowd too, however fast they are stored: more than a process can
 * process. Whoever waits in a socket while this process works is not seen to wait, and is counted when it is read.
 */
const MANY_RECENT = 60;
const RECENT_MS = 50;
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
  let crowdedUntil = -Infinity;
  let window = { beganAt: -Infinity, came: 0 };
  let lastWorkedAt = -Infinity;
  const look = (): void => {
    const isCrowded = waiting >= MANY || elapsed() < crowdedUntil;
    if (isCrowded) lookLater();
    else crowdedSince = undefined;
    for (const task of tasks) task();
  };
  // After the sockets were read: who came while this process was busy with a piece of work is not counted before.
  const lookLater = () => setTimeout(() => setImmediate(look), GAP_MS);
  const isFull = () => crowdedSince !== undefined && elapsed() - crowdedSince >= FULL_AFTER_MS;
  return {
    begin() {
      const now = elapsed();
      waiting += 1;
      if (now - window.beganAt >= RECENT_MS) window = { beganAt: now, came: 0 };
      window.came += 1;
      // Until the next window has had its time.
      if (window.came >= MANY_RECENT) crowdedUntil = window.beganAt + 2 * RECENT_MS;
      if (crowdedSince === undefined && (waiting >= MANY || now < crowdedUntil)) {
        crowdedSince = now;
        lookLater();
      }
      return () => {
        if (waiting >= MANY) crowdedUntil = Math.max(crowdedUntil, elapsed() + GAP_MS);
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
