import type { Database } from '#platform/database/database';
import { deleteSession } from '../store.ts';

/** Ends a session that nobody has been given. */
export async function dropSession(db: Database, token: string): Promise<void> {
  await deleteSession(db, token);
}
