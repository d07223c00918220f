import { type Connection, getRow, sql } from '#platform/database/database';

export type PastAlert = { id: string; incidentId: string; agencyId: string; raisedAt: Date };

/** Whether anybody was ever alerted to an incident here. */
export async function hasAlerts(connection: Connection): Promise<boolean> {
  const { found } = await getRow(
    connection,
    sql<{ found: boolean }>`SELECT EXISTS (SELECT FROM alerting.alerts WHERE incident_id IS NOT NULL) AS found`,
  );
  return found;
}

/** Alerts that are over: nobody is notified of them. */
export async function insertPastAlerts(connection: Connection, alerts: readonly PastAlert[]): Promise<void> {
  await sql`INSERT INTO alerting.alerts (id, incident_id, kind, step, agency_ids, raised_at, expanded_at)
    SELECT past.id, past.incident_id, 'new', 0, ARRAY[past.agency_id], past.raised_at, past.raised_at
    FROM unnest(${alerts.map(({ id }) => id)}::uuid[], ${alerts.map(({ incidentId }) => incidentId)}::uuid[],
      ${alerts.map(({ agencyId }) => agencyId)}::uuid[], ${alerts.map(({ raisedAt }) => raisedAt)}::timestamptz[])
      AS past (id, incident_id, agency_id, raised_at)`.execute(connection);
}
