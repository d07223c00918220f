import type { Connection } from '#platform/database/database';
import type { AuditEntry } from '../entry.ts';
import { selectAccountActions } from '../store.ts';

/** What was done to a person's account and what they set up for an agency, of these acts; newest first. */
export function listAccountActions(
  connection: Connection,
  choice: { personId: string; actions: readonly string[]; since: Date; limit: number },
): Promise<AuditEntry[]> {
  return selectAccountActions(connection, choice);
}
