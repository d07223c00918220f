import type { Log } from '../log.ts';

/** Work that falls due as time passes. What is due stands in tables, so any process can do it after any crash. */
export type Ticker = {
  /** Runs `task` every `everyMs`; a run that takes longer is never overtaken by the next. */
  every(everyMs: number, name: string, task: () => Promise<void>): void;
  start(): void;
  /** Starts nothing new and waits for what runs. */
  stop(): Promise<void>;
};

/** @param before awaited by every run: the clock must be right before anything looks for what is due */
export function createTicker(log: Log, before: () => Promise<void> = async () => {}): Ticker {
  const tasks: { everyMs: number; run: () => Promise<void> }[] = [];
  const timers: NodeJS.Timeout[] = [];
  const running = new Set<Promise<void>>();
  return {
    every(everyMs, name, task) {
      let busy = false;
      const run = async () => {
        if (busy) return;
        busy = true;
        try {
          await before();
          await task();
        } catch (error) {
          log.error({ error, task: name }, 'a timed task failed; it is tried again');
        } finally {
          busy = false;
        }
      };
      tasks.push({ everyMs, run });
    },
    start() {
      for (const { everyMs, run } of tasks) {
        const tick = () => {
          const current = run();
          running.add(current);
          void current.finally(() => running.delete(current));
        };
        timers.push(setInterval(tick, everyMs));
      }
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
