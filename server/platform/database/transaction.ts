import type { Connection, Database } from './database.ts';

/**
 * One unit of work. What must happen only once the change is durable (waking a stream, trying a delivery) is put in
 * `afterCommit`, so that nothing leaves before commit.
 */
export type Work = {
  tx: Connection;
  afterCommit(task: () => void): void;
};

/** Runs begun again after this are a bug, not bad luck. */
const MOST_RUNS = 4;
/** deadlock_detected: PostgreSQL undid one of two that waited for each other (an officer and a reporter at once). */
const DEADLOCK = '40P01';

/**
 * Runs `work` in one transaction; a thrown error rolls everything back and drops the after-commit tasks. Undone by a
 * deadlock, it runs again, so `work` must do nothing outside the transaction that may not be done twice.
 */
export async function inTransaction<Result>(db: Database, work: (work: Work) => Promise<Result>): Promise<Result> {
  for (let run = 1; ; run++) {
    const tasks: (() => void)[] = [];
    try {
      const result = await db.transaction().execute((tx) => work({ tx, afterCommit: (task) => tasks.push(task) }));
      for (const task of tasks) task();
      return result;
    } catch (error) {
      if (run === MOST_RUNS || (error as { code?: unknown }).code !== DEADLOCK) throw error;
    }
  }
}
