import type { Log } from '#platform/log';

/** How a process that serves comes to its end: on a signal, or when whoever started it has gone. */
export type Stopping = {
  /** What is put together just now; a stop waits for it, because half of it could not be stopped. */
  begun(start: Promise<unknown>): void;
  /** Stopped after everything that was added before it; a text it ends with is said: what goes on without us. */
  add(name: string, stop: () => Promise<unknown>): void;
  isUnderWay(): boolean;
};

/** A stop takes as long as the slowest call that is under way, some seconds; one that takes this long hangs. */
export const STOP_WITHIN_MS = 30_000;
/** One Ctrl-C comes several times: from the terminal to all, and once more through npm. */
const SAME_REQUEST_MS = 1000;
/** The exit code of `timeout` for what did not end in time. */
export const HANGS = 124;
const NOT_CLEANLY = 1;
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

type Surroundings = {
  log: Log;
  print(line: string): void;
  exit(code: number): void;
  /** Signals, and `disconnect` from a parent that watches over us. */
  source: Pick<NodeJS.Process, 'on'>;
  withinMs?: number;
};

/**
 * Stops everything in the order in which it was added, and prints `stopped` as the last line: then nothing of ours runs any more
 * and the data may be copied. A second signal ends the process at once; what was under way is taken up at the next start.
 */
export function createStopping({ log, print, exit, source, withinMs = STOP_WITHIN_MS }: Surroundings): Stopping {
  const steps: { name: string; stop: Parameters<Stopping['add']>[1] }[] = [];
  const starts: Promise<unknown>[] = [];
  let since: number | undefined;
  let current = 'the start';

  const stopAll = async (): Promise<void> => {
    await Promise.allSettled(starts);
    let isClean = true;
    const left: string[] = [];
    for (const { name, stop } of steps) {
      current = name;
      try {
        const said = await stop();
        if (typeof said === 'string') left.push(said);
      } catch (error) {
        isClean = false;
        log.error({ error, part: name }, 'a part could not be stopped');
      }
    }
    print(isClean ? ['stopped', ...left].join('; ') : 'not stopped cleanly, see the log; start and stop again');
    exit(isClean ? 0 : NOT_CLEANLY);
  };
  const requestStop = (reason: keyof typeof SIGNAL_NUMBERS | 'parent gone'): void => {
    const now = performance.now();
    if (since === undefined) {
      since = now;
      log.info({ reason }, 'stopping');
      print('stopping …');
      setTimeout(() => {
        print(`not stopped within ${withinMs / 1000} s, waiting for ${current}; ended. Start and stop again`);
        exit(HANGS);
      }, withinMs).unref();
      void stopAll();
    } else if (reason !== 'parent gone' && now - since > SAME_REQUEST_MS) {
      print(`ended at once, waiting for ${current}. Start and stop again before the data are copied`);
      exit(128 + SIGNAL_NUMBERS[reason]);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) source.on(signal, () => requestStop(signal));
  source.on('disconnect', () => requestStop('parent gone'));

  return {
    begun: (start) => void starts.push(start),
    add: (name, stop) => void steps.push({ name, stop }),
    isUnderWay: () => since !== undefined,
  };
}

/** Stops one part after another, also where one of them fails. @throws the first failure, when all have been tried */
export async function stopInTurn(parts: (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const stop of parts) await stop().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
