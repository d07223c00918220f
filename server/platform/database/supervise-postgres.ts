import { AppError } from '../app-error.ts';
import type { Log } from '../log.ts';

/** The embedded PostgreSQL as its supervisor knows it. */
export type Supervised = {
  /** @throws when it can't be found out */
  isRunning(): Promise<boolean>;
  /** `found`: another process of ours was quicker. @throws AppError with PostgreSQL's own output */
  startAgain(): Promise<'started' | 'found'>;
  folder: string;
};

export type Watcher = {
  log: Log;
  /** It had died and runs again, started by us; the `deaths`th time within the last minutes. */
  onRestart(facts: { deaths: number; seconds: number }): Promise<void>;
  /** It has run for long enough to be trusted again. */
  onWell(): Promise<void>;
  /** It dies too often, or can't be started: a person has to look. Nothing is tried any more. */
  onGiveUp(error: AppError): void;
};

export type Supervision = {
  /** Ends it: from now on nothing counts as dying. Waits for a start that is under way. */
  stop(): Promise<void>;
};

/** Times in ms. */
export type Limits = {
  checkEvery: number;
  /** Deaths are counted within this time, and as long without one it is well again. */
  window: number;
  /** One more within the window, and it is given up. */
  mostDeaths: number;
  /** The wait before the second start; it doubles with each death and each start that failed. The first has none. */
  firstWait: number;
  longestWait: number;
  /** It is given up when it could not be started for so long. */
  giveUpAfter: number;
};

export const LIMITS: Limits = {
  checkEvery: 500,
  window: 600_000,
  mostDeaths: 6,
  firstWait: 500,
  longestWait: 30_000,
  giveUpAfter: 300_000,
};

/** Starts PostgreSQL again when it has died, later each time, and gives up when that doesn't help. */
export function supervise(postgres: Supervised, watcher: Watcher, special: Partial<Limits> = {}): Supervision {
  const { log } = watcher;
  const limits = { ...LIMITS, ...special };
  let stopped = false;
  let endPause: () => void = () => {};
  let deaths: number[] = [];
  let lastDeath = performance.now();
  let isWell = false;

  const pause = (ms: number) =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, ms);
      endPause = () => {
        clearTimeout(timer);
        done();
      };
    });
  const giveUp = (message: string) => {
    stopped = true;
    const error = new AppError('database/embedded-gave-up', { message });
    log.fatal({ error }, 'the embedded PostgreSQL is given up; the server ends');
    watcher.onGiveUp(error);
  };
  const reviveOnce = async (died: number): Promise<void> => {
    for (let tries = 0; !stopped; tries++) {
      const doublings = deaths.length + tries - 1;
      const wait = doublings === 0 ? 0 : Math.min(limits.firstWait * 2 ** (doublings - 1), limits.longestWait);
      await pause(wait);
      if (stopped) return;
      try {
        const how = await postgres.startAgain();
        const facts = { deaths: deaths.length, seconds: Math.ceil((performance.now() - died) / 1000) };
        log.warn({ ...facts, how }, 'the embedded PostgreSQL runs again');
        // One alert from all the processes that saw it.
        if (how === 'started') {
          await watcher
            .onRestart(facts)
            .catch((error) => log.error({ error }, 'could not raise the system alert of a restart'));
        }
        return;
      } catch (error) {
        log.error({ error, tries: tries + 1 }, 'the embedded PostgreSQL could not be started again');
        const isHopeless = error instanceof AppError && error.code === 'database/embedded-moved';
        if (isHopeless || performance.now() - died > limits.giveUpAfter) return giveUp((error as Error).message);
      }
    }
  };
  const noteDeath = async (): Promise<void> => {
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < limits.window), now];
    lastDeath = now;
    isWell = false;
    log.error({ deaths: deaths.length }, 'the embedded PostgreSQL has died');
    if (deaths.length <= limits.mostDeaths) return reviveOnce(now);
    const minutes = Math.ceil(limits.window / 60_000);
    giveUp(
      `The embedded PostgreSQL has died ${deaths.length} times within ${minutes} minutes; what it said is in ${postgres.folder}/server.log. Look there, then start again.`,
    );
  };
  const watch = async (): Promise<void> => {
    while (!stopped) {
      await pause(limits.checkEvery);
      if (stopped) return;
      // What can't be checked has not died; the next check tries again.
      if (!(await postgres.isRunning().catch(() => true))) {
        if (!stopped) await noteDeath();
      } else if (!isWell && performance.now() - lastDeath > limits.window) {
        isWell = true;
        await watcher.onWell().catch((error) => {
          // The next look tries again.
          isWell = false;
          log.warn({ error }, 'could not resolve the alert of a database that is well again');
        });
      }
    }
  };
  const watching = watch().catch((error) => log.error({ error }, 'the embedded PostgreSQL is watched no more'));
  return {
    async stop() {
      stopped = true;
      endPause();
      await watching;
    },
  };
}
