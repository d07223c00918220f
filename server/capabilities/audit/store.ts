import { type Connection, sql } from '#platform/database/database';
import { createLastWrite } from '#platform/database/transaction';
import type { AuditEntry, AuditEvent } from './entry.ts';

/** Adds an action to those that the transaction writes right before its commit. */
export const addAction = createLastWrite<AuditEvent>('actions', (auditEvents) => insertEntries('action', auditEvents));

export async function insertView(connection: Connection, auditEvent: AuditEvent): Promise<void> {
  await insertEntries('view', [auditEvent]).execute(connection);
}

function insertEntries(kind: AuditEntry['kind'], auditEvents: readonly AuditEvent[]) {
  return sql`
    INSERT INTO audit.entries (at, kind, action, actor_kind, actor_id, subject_kind, subject_id, details, origin,
      session_id)
    SELECT at, ${kind}, action, "actorKind", "actorId", "subjectKind", "subjectId", coalesce(details, '{}'), "from",
      "sessionId"
    FROM jsonb_to_recordset(${JSON.stringify(auditEvents)}::jsonb) AS entry (at timestamptz, action text,
      "actorKind" text, "actorId" text, "subjectKind" text, "subjectId" text, details jsonb, "from" text, "sessionId" text)`;
}
