import type { Notifier } from '../events/notifier.ts';
import type { Log } from '../log.ts';
import { createSingleFlight, type SingleFlight } from './single-flight.ts';

/** Work that falls due as time passes. What is due stands in tables, so any process can do it after any crash. */
export type Job = {
  name: string;
  everyMs: number;
  run(): Promise<unknown>;
  /** Runs at once, too, when a process sends this topic; what a run under way has missed is left to the next tick. */
  topic?: string;
};

/** Jobs of the same interval take turns: at the same moment, each would need a connection of its own. */
const SPREAD_OVER_MS = 500;

export type Ticker = {
  /** Starts nothing before `start`, except for a topic. A run that takes longer is never overtaken by the next. */
  add(jobs: readonly Job[]): void;
  start(): void;
  /** Runs what falls due within so many milliseconds once, now, one after the other. A run under way is waited for first. */
  runWithin(milliseconds: number): Promise<void>;
  /** Starts nothing new and waits for what runs. */
  stop(): Promise<void>;
};

type Deps = {
  log: Log;
  notifier: Pick<Notifier, 'on'>;
  /** Awaited by every run: the clock must be right before anything looks for what is due. */
  before?: () => Promise<void>;
};

export function createTicker({ log, notifier, before = async () => {} }: Deps): Ticker {
  const tasks: { everyMs: number; flight: SingleFlight<void> }[] = [];
  const timers: NodeJS.Timeout[] = [];
  let stopped = false;

  const add = ({ name, everyMs, run, topic }: Job): void => {
    const flight = createSingleFlight(async () => {
      try {
        await before();
        await run();
      } catch (error) {
        log.error({ error, task: name }, 'a timed task failed; it is tried again');
      }
    });
    tasks.push({ everyMs, flight });
    if (topic !== undefined) notifier.on(topic, () => void (stopped || flight.run()));
  };
  return {
    add: (jobs) => jobs.forEach(add),
    start() {
      tasks.forEach(({ everyMs, flight }, place) => {
        const begin = () => timers.push(setInterval(flight.run, everyMs));
        timers.push(setTimeout(begin, (Math.min(everyMs, SPREAD_OVER_MS) * place) / tasks.length));
      });
    },
    async runWithin(milliseconds) {
      for (const { everyMs, flight } of tasks) {
        if (stopped || everyMs > milliseconds) continue;
        // It began before this call, and may have missed what this call is about.
        await flight.current();
        await flight.run();
      }
    },
    async stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await Promise.all(tasks.map(({ flight }) => flight.current()));
    },
  };
}
