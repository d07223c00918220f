import type { Connection, Database } from './database.ts';

/**
 * One unit of work. What must happen only once the change is durable (waking a stream, trying a delivery) is put in
 * `afterCommit`, so that nothing leaves before commit.
 */
export type Work = {
  tx: Connection;
  afterCommit(task: () => void): void;
};

/** Runs `work` in one transaction; a thrown error rolls everything back and drops the after-commit tasks. */
export async function inTransaction<Result>(db: Database, work: (work: Work) => Promise<Result>): Promise<Result> {
  const tasks: (() => void)[] = [];
  const result = await db.transaction().execute((tx) => work({ tx, afterCommit: (task) => tasks.push(task) }));
  for (const task of tasks) task();
  return result;
}
