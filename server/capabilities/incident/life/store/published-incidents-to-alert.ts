import type { IncidentStatus } from '#contract/incident-status';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

/** What deciding on whom to alert needs of an incident. */
export type IncidentToAlert = {
  id: string;
  status: IncidentStatus;
  lat: number;
  lng: number;
  etaAt: Date | null;
  reopenCount: number;
  responsibleAgencyId: string;
  /** Agencies that were asked, work on it, or gave it away. */
  involvedAgencyIds: string[];
  acknowledgedById: string | null;
  assigneeIds: string[];
  /** The people from whom it is withheld. */
  conflictedIds: string[];
};

/** The columns of an `IncidentToAlert`. */
export const COLUMNS_TO_ALERT = sql`id, status, lat, lng, eta_at AS "etaAt", reopen_count AS "reopenCount",
  responsible_agency_id AS "responsibleAgencyId", acknowledged_by->>'id' AS "acknowledgedById",
  ARRAY(SELECT agency_id::text FROM incident.involvements AS involved
    WHERE involved.incident_id = incidents.id AND involved.role <> 'neighbour') AS "involvedAgencyIds",
  ARRAY(SELECT person_id::text FROM incident.assignees AS sent WHERE sent.incident_id = incidents.id) AS "assigneeIds",
  ARRAY(SELECT person_id::text FROM incident.conflicts AS conflict
    WHERE conflict.incident_id = incidents.id AND conflict.lifted_at IS NULL) AS "conflictedIds"`;

/** One incident, without locking it. */
export function findIncidentToAlert(connection: Connection, id: string): Promise<IncidentToAlert | undefined> {
  return findRow(connection, sql<IncidentToAlert>`SELECT ${COLUMNS_TO_ALERT} FROM incident.incidents WHERE id = ${id}`);
}

/** Incidents that nobody has answered. */
export async function listUnansweredIds(connection: Connection): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ id: string }>`SELECT id::text FROM incident.incidents WHERE status IN ('open', 'reopened')`,
  );
  return found.map(({ id }) => id);
}
