import type { Connection } from '#platform/database/database';
import type { AuditEvent } from '../entry.ts';
import { insertEntry } from '../store.ts';

/** Writes down that someone saw personal data. Await it before the data leaves: what can't be recorded isn't shown. */
export async function recordView(connection: Connection, auditEvent: AuditEvent): Promise<void> {
  await insertEntry(connection, 'view', auditEvent);
}
