import type { IncidentStatus } from '#contract/incident-status';
import type { IncidentType } from '#contract/incident-type';
import type { AdministrativePlace } from '#contract/jurisdiction';
import { amongIds } from '#platform/database/among-ids';
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

const CONFLICTED_IDS = sql`ARRAY(SELECT person_id::text FROM incident.conflicts AS conflict
  WHERE conflict.incident_id = incidents.id AND conflict.lifted_at IS NULL) AS "conflictedIds"`;

/** The columns of an `IncidentToAlert`. */
export const COLUMNS_TO_ALERT = sql`id, status, lat, lng, eta_at AS "etaAt", reopen_count AS "reopenCount",
  responsible_agency_id AS "responsibleAgencyId", acknowledged_by->>'id' AS "acknowledgedById",
  ARRAY(SELECT agency_id::text FROM incident.involvements AS involved
    WHERE involved.incident_id = incidents.id AND involved.role <> 'neighbour') AS "involvedAgencyIds",
  ARRAY(SELECT person_id::text FROM incident.assignees AS sent WHERE sent.incident_id = incidents.id) AS "assigneeIds",
  ${CONFLICTED_IDS}`;

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

/** What alerts to staff may contain: nothing about persons. The place only for those who are ordered there. */
export type AlertFacts = {
  id: string;
  code: string;
  type: IncidentType;
  status: IncidentStatus;
  silent: boolean;
  isExercise: boolean;
  responsibleAgencyId: string;
  acknowledgedById: string | null;
  /** The people from whom it is withheld; for the user role nobody. */
  conflictedIds: string[];
  place: AdministrativePlace;
  /** Accuracy of the position in metres; null if it was not measured. */
  accuracyMetres: number | null;
};

/** The facts for alerts to staff, as far as the connection may see them, in one statement. */
export async function listAlertFacts(connection: Connection, ids: string[]): Promise<AlertFacts[]> {
  if (ids.length === 0) return [];
  return rows(
    connection,
    sql<AlertFacts>`SELECT id, code, type, status, silent, is_exercise AS "isExercise",
        responsible_agency_id AS "responsibleAgencyId", acknowledged_by->>'id' AS "acknowledgedById", place,
        accuracy_metres AS "accuracyMetres",
        ${CONFLICTED_IDS}
      FROM incident.incidents WHERE id ${amongIds(ids)}`,
  );
}
