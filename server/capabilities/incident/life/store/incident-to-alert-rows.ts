import { type IncidentStatus, ON_THE_WAY } from '#contract/incident-status';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';

/** What alerting needs to know about an incident. */
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

const COLUMNS = sql`id, status, lat, lng, eta_at AS "etaAt", reopen_count AS "reopenCount",
  responsible_agency_id AS "responsibleAgencyId", acknowledged_by->>'id' AS "acknowledgedById",
  ARRAY(SELECT agency_id::text FROM incident.involvements AS involved
    WHERE involved.incident_id = incidents.id AND involved.role <> 'neighbour') AS "involvedAgencyIds",
  ARRAY(SELECT person_id::text FROM incident.assignees AS sent WHERE sent.incident_id = incidents.id) AS "assigneeIds",
  ARRAY(SELECT person_id::text FROM incident.conflicts AS conflict
    WHERE conflict.incident_id = incidents.id AND conflict.lifted_at IS NULL) AS "conflictedIds"`;

/**
 * Locks those of these incidents that nobody else has locked. It never waits: the caller may hold locks that an
 * officer's action waits for.
 */
export function lockIncidents({ tx }: Work, ids: string[]): Promise<IncidentToAlert[]> {
  return rows(
    tx,
    sql<IncidentToAlert>`SELECT ${COLUMNS} FROM incident.incidents WHERE id = ANY(${ids}::uuid[]) FOR UPDATE SKIP LOCKED`,
  );
}

/** The same for one incident, without locking it. */
export function findIncidentToAlert(connection: Connection, id: string): Promise<IncidentToAlert | undefined> {
  return findRow(connection, sql<IncidentToAlert>`SELECT ${COLUMNS} FROM incident.incidents WHERE id = ${id}`);
}

/** Incidents that nobody has answered. */
export async function listUnanswered(connection: Connection): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ id: string }>`SELECT id::text FROM incident.incidents WHERE status IN ('open', 'reopened')`,
  );
  return found.map(({ id }) => id);
}

/** Incidents whose ETA has passed without arrival, not recorded yet. */
export async function listPassedEtas(connection: Connection, now: Date, limit: number): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ id: string }>`SELECT id::text FROM incident.incidents
      WHERE eta_at <= ${now} AND status = ANY(${[...ON_THE_WAY]}::text[])
        AND eta_at IS DISTINCT FROM eta_passed
      ORDER BY eta_at LIMIT ${limit}`,
  );
  return found.map(({ id }) => id);
}

/** Each ETA passes once. */
export async function markEtaPassed(tx: Connection, id: string): Promise<void> {
  await sql`UPDATE incident.incidents SET eta_passed = eta_at WHERE id = ${id}`.execute(tx);
}

/** Whether the passing of this ETA was recorded. */
export async function isEtaMarkedPassed(tx: Connection, id: string): Promise<boolean> {
  const found = await rows(
    tx,
    sql`SELECT 1 FROM incident.incidents WHERE id = ${id} AND eta_at IS NOT DISTINCT FROM eta_passed`,
  );
  return found.length > 0;
}
