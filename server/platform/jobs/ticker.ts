import type { Log } from '../log.ts';
import { createSingleFlight, type SingleFlight } from './single-flight.ts';

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
  const tasks: { everyMs: number; flight: SingleFlight<void> }[] = [];
  const timers: NodeJS.Timeout[] = [];
  return {
    every(everyMs, name, task) {
      const flight = createSingleFlight(async () => {
        try {
          await before();
          await task();
        } catch (error) {
          log.error({ error, task: name }, 'a timed task failed; it is tried again');
        }
      });
      tasks.push({ everyMs, flight });
    },
    start() {
      for (const { everyMs, flight } of tasks) timers.push(setInterval(flight.run, everyMs));
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(tasks.map(({ flight }) => flight.current()));
    },
  };
}
