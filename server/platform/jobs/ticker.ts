import type { RawBuilder } from '../database/database.ts';
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
  /**
   * `SELECT 1 … LIMIT 1`: a row where there is something to do; without one the job is not run. What jobs of the same interval
   * ask is one statement. With an order that an index has: for one row of any, PostgreSQL would read the whole table.
   */
  finds?: () => RawBuilder<unknown>;
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
  /** Which of these statements find a row, in their order. */
  findAny?: (questions: readonly RawBuilder<unknown>[]) => Promise<readonly boolean[]>;
};

type Task = { name: string; everyMs: number; flight: SingleFlight<void>; finds?: Job['finds'] };
type Asking = Task & { finds: NonNullable<Job['finds']> };
const isAsking = (task: Task): task is Asking => task.finds !== undefined;
const findAll: NonNullable<Deps['findAny']> = async (questions) => questions.map(() => true);

export function createTicker({ log, notifier, before = async () => {}, findAny = findAll }: Deps): Ticker {
  const tasks: Task[] = [];
  const asking: SingleFlight<void>[] = [];
  const timers: NodeJS.Timeout[] = [];
  let stopped = false;

  /** Those that have something to do. All of them when it can't be asked: rather in vain than an alarm too late. */
  const listDue = async (group: readonly Asking[]): Promise<Asking[]> => {
    try {
      await before();
      const found = await findAny(group.map(({ finds }) => finds()));
      return group.filter((_, place) => found[place]);
    } catch (error) {
      log.error({ error, tasks: group.map(({ name }) => name) }, 'could not ask what is due; every task looks itself');
      return [...group];
    }
  };
  /** At each beat one statement asks for all of them. */
  const groupOf = (everyMs: number, group: readonly Asking[]): Pick<Task, 'everyMs' | 'flight'> => {
    const flight = createSingleFlight(async () => {
      for (const due of await listDue(group)) if (!stopped) void due.flight.run();
    });
    asking.push(flight);
    return { everyMs, flight };
  };

  const add = ({ name, everyMs, run, topic, finds }: Job): void => {
    const flight = createSingleFlight(async () => {
      try {
        await before();
        await run();
      } catch (error) {
        log.error({ error, task: name }, 'a timed task failed; it is tried again');
      }
    });
    tasks.push({ name, everyMs, flight, finds });
    if (topic !== undefined) notifier.on(topic, () => void (stopped || flight.run()));
  };
  return {
    add: (jobs) => jobs.forEach(add),
    start() {
      const groups = [...Map.groupBy(tasks.filter(isAsking), ({ everyMs }) => everyMs)];
      const beats = [...groups.map((group) => groupOf(...group)), ...tasks.filter((task) => !isAsking(task))];
      beats.forEach(({ everyMs, flight }, place) => {
        const begin = () => timers.push(setInterval(flight.run, everyMs));
        timers.push(setTimeout(begin, (Math.min(everyMs, SPREAD_OVER_MS) * place) / beats.length));
      });
    },
    async runWithin(milliseconds) {
      for (const task of tasks) {
        if (stopped || task.everyMs > milliseconds) continue;
        // It began before this call, and may have missed what this call is about.
        await task.flight.current();
        const due = isAsking(task) ? await listDue([task]) : [task];
        if (due.length > 0) await task.flight.run();
      }
    },
    async stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await Promise.all(asking.map((flight) => flight.current()));
      await Promise.all(tasks.map(({ flight }) => flight.current()));
    },
  };
}
