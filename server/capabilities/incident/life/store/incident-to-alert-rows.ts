import { type Connection, rows, sql } from '#platform/database/database';
import type { AlertFacts } from '../alert-facts.ts';
import { COLUMNS_TO_ALERT, type IncidentToAlert } from './published-incidents-to-alert.ts';

/** Locks those of these incidents that nobody else has locked. */
export function lockFree(tx: Connection, ids: string[]): Promise<IncidentToAlert[]> {
  return rows(
    tx,
    sql<IncidentToAlert>`SELECT ${COLUMNS_TO_ALERT} FROM incident.incidents WHERE id = ANY(${ids}::uuid[]) FOR UPDATE SKIP LOCKED`,
  );
}

/** What alerts to staff may contain, with from whom each incident is withheld, in one statement. */
export function listAlertFactRows(connection: Connection, ids: string[]): Promise<AlertFacts[]> {
  return rows(
    connection,
    sql<AlertFacts>`SELECT id, code, type, status, silent, is_exercise AS "isExercise",
        responsible_agency_id AS "responsibleAgencyId", acknowledged_by->>'id' AS "acknowledgedById", place,
        accuracy_metres AS "accuracyMetres",
        ARRAY(SELECT person_id::text FROM incident.conflicts AS conflict
          WHERE conflict.incident_id = incidents.id AND conflict.lifted_at IS NULL) AS "conflictedIds"
      FROM incident.incidents WHERE id = ANY(${ids}::uuid[])`,
  );
}
