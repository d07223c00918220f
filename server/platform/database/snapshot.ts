import type { Connection, Database } from './database.ts';

/** Reads everything as it stood at one moment, however long it takes; writes nothing. */
export function inSnapshot<Result>(db: Database, read: (connection: Connection) => Promise<Result>): Promise<Result> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}
