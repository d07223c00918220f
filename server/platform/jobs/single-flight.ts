import { setTimeout as sleep } from 'node:timers/promises';

/** A task that runs at most once at a time in this process. */
export type SingleFlight<Result> = {
  /** Runs the task, or joins the run under way. */
  run(): Promise<Result>;
  /** The run under way, if there is one. */
  current(): Promise<Result> | undefined;
};

export function createSingleFlight<Result>(task: () => Promise<Result>): SingleFlight<Result> {
  let running: Promise<Result> | undefined;
  return {
    run() {
      running ??= task().finally(() => {
        running = undefined;
      });
      return running;
    },
    current: () => running,
  };
}

/** Work that waits in tables; the loop is notified when there may be some. */
export type Loop = {
  /** Runs the task; during a run it makes the task run once more afterwards, because that run may have missed the work. */
  notify(): void;
  /** Starts nothing new and waits for the step at hand; the rest stays in the tables. */
  stop(): Promise<void>;
};

/**
 * @param task ends by itself when nothing is left, and after the step at hand when `stopping` aborts
 * @param onFailure not called for a run that a stop has cut short; the next notification tries again
 * @param pace `delayMs`: how long each run waits first; `apartMs`: how long after a run began the next may begin. Work that
 *   comes meanwhile shares the run.
 */
export function createLoop(
  task: (stopping: AbortSignal) => Promise<void>,
  onFailure: (error: unknown) => void,
  { delayMs = 0, apartMs = 0 }: { delayMs?: number; apartMs?: number } = {},
): Loop {
  const stopping = new AbortController();
  const { signal } = stopping;
  let isDue = false;
  let beganAt = -Infinity;
  const flight = createSingleFlight(async () => {
    try {
      const waitMs = Math.max(delayMs, beganAt + apartMs - performance.now());
      if (waitMs > 0) await sleep(waitMs, undefined, { signal });
      beganAt = performance.now();
      isDue = false;
      await task(signal);
    } catch (error) {
      if (!signal.aborted) onFailure(error);
    }
  });
  const notify = (): void => {
    isDue = true;
    if (signal.aborted || flight.current()) return;
    void flight.run().then(() => {
      if (isDue) notify();
    });
  };
  return {
    notify,
    async stop() {
      stopping.abort();
      await flight.current();
    },
  };
}
