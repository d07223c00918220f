import { type Connection, rows, sql } from '#platform/database/database';

export type Involvement = {
  incidentId: string;
  agencyId: string;
  role: 'responsible' | 'neighbour' | 'transfer-target' | 'former';
};

/** Which agencies the incidents concern. */
export function listInvolvements(connection: Connection, incidentIds: string[]): Promise<Involvement[]> {
  return rows(
    connection,
    sql<Involvement>`SELECT incident_id AS "incidentId", agency_id AS "agencyId", role
      FROM incident.involvements WHERE incident_id = ANY(${incidentIds}::uuid[])`,
  );
}

/** Involves an agency, or changes its role. The one responsible keeps that role until another takes it. */
export async function involve(
  tx: Connection,
  incidentId: string,
  agencyId: string,
  role: Involvement['role'],
  since: Date,
): Promise<void> {
  if (role === 'responsible') {
    await sql`UPDATE incident.involvements SET role = 'former', since = ${since}
      WHERE incident_id = ${incidentId} AND role = 'responsible' AND agency_id <> ${agencyId}`.execute(tx);
  }
  await sql`INSERT INTO incident.involvements (incident_id, agency_id, role, since)
    VALUES (${incidentId}, ${agencyId}, ${role}, ${since})
    ON CONFLICT (incident_id, agency_id) DO UPDATE SET role = excluded.role, since = excluded.since
    WHERE involvements.role <> 'responsible' OR excluded.role = 'responsible'`.execute(tx);
}
