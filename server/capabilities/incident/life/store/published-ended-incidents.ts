import { type Connection, rows, sql } from '#platform/database/database';

export type EndedIncident = { incidentId: string; agencyId: string; openedAt: Date };

/** Every incident that has ended, and when its alarm began: for the year that a demonstration begins with. */
export function listEndedIncidents(connection: Connection): Promise<EndedIncident[]> {
  return rows(
    connection,
    sql<EndedIncident>`SELECT id AS "incidentId", responsible_agency_id AS "agencyId", opened_at AS "openedAt"
      FROM incident.incidents WHERE status = 'closed' AND NOT is_exercise`,
  );
}
