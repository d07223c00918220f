import { insertRecords } from '#platform/database/columns';
import { type Connection, sql } from '#platform/database/database';
import { createLastWrite } from '#platform/database/transaction';
import type { AuditEntry, AuditEvent } from './entry.ts';
import { NEW_ENTRY } from './store-published-entries.ts';

/** Adds an action to those that the transaction writes right before its commit. */
export const addAction = createLastWrite<AuditEvent>('actions', (auditEvents) => insertEntries('action', auditEvents));

export async function insertView(connection: Connection, auditEvent: AuditEvent): Promise<void> {
  await insertEntries('view', [auditEvent]).execute(connection);
}

function insertEntries(kind: AuditEntry['kind'], auditEvents: readonly AuditEvent[]) {
  const entries = auditEvents.map((auditEvent) => ({ ...auditEvent, kind, details: auditEvent.details ?? {} }));
  return sql`INSERT INTO audit.entries ${insertRecords('audit.entries', NEW_ENTRY, entries)}`;
}
