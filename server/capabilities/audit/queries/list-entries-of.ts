import type { Connection } from '#platform/database/database';
import type { AuditEntry, Subject } from '../entry.ts';
import { selectEntriesOf } from '../store.ts';

/** What was done to and seen of one thing, newest first; `beforeId` continues where a page ended. */
export function listEntriesOf(
  connection: Connection,
  subject: Subject,
  page: { beforeId?: number; limit?: number } = {},
): Promise<AuditEntry[]> {
  return selectEntriesOf(connection, subject, { beforeId: page.beforeId ?? null, limit: page.limit ?? 200 });
}
