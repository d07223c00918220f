import type { Connection } from '#platform/database/database';
import type { AuditEntry } from '../entry.ts';
import { selectViews } from '../store.ts';

/** Looks at one kind of thing since an instant, newest first; acts are not among them. */
export function listViews(
  connection: Connection,
  choice: { subjectKind: string; since: Date; limit: number },
): Promise<AuditEntry[]> {
  return selectViews(connection, choice);
}
