import type { IncidentDetail } from '#contract/incident';
import { type Connection, rows, sql } from '#platform/database/database';

export type Involvement = {
  incidentId: string;
  agencyId: string;
  role: IncidentDetail['stations'][number]['role'];
  /** When it got this role. */
  since: Date;
};

/** The agencies involved in these incidents. */
export function listInvolvements(connection: Connection, incidentIds: string[]): Promise<Involvement[]> {
  return rows(
    connection,
    sql<Involvement>`SELECT incident_id AS "incidentId", agency_id AS "agencyId", role, since
      FROM incident.involvements WHERE incident_id = ANY(${incidentIds}::uuid[])`,
  );
}

/** The agencies that were called to these incidents. */
export async function listCalled(
  connection: Connection,
  incidentIds: string[],
): Promise<Pick<Involvement, 'incidentId' | 'agencyId'>[]> {
  if (incidentIds.length === 0) return [];
  return rows(
    connection,
    sql<Pick<Involvement, 'incidentId' | 'agencyId'>>`SELECT incident_id AS "incidentId", agency_id AS "agencyId"
      FROM incident.involvements WHERE role = 'called' AND incident_id = ANY(${incidentIds}::uuid[]) ORDER BY since`,
  );
}

/** Involves an agency, or changes its role. The responsible agency keeps its role until another takes over. */
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
  // If an agency declines a transfer, its earlier involvement stays: a role is not replaced by `transfer-target`.
  await sql`INSERT INTO incident.involvements (incident_id, agency_id, role, since)
    VALUES (${incidentId}, ${agencyId}, ${role}, ${since})
    ON CONFLICT (incident_id, agency_id) DO UPDATE SET role = excluded.role, since = excluded.since
    WHERE excluded.role = 'responsible'
      OR involvements.role <> 'responsible' AND excluded.role <> 'transfer-target'`.execute(tx);
}

/** A transfer was declined or cancelled: the agency asked is no longer involved. @returns the agencies removed */
export async function endTransferTarget(tx: Connection, incidentId: string): Promise<string[]> {
  const ended = await rows(
    tx,
    sql<{ agencyId: string }>`DELETE FROM incident.involvements
      WHERE incident_id = ${incidentId} AND role = 'transfer-target' RETURNING agency_id AS "agencyId"`,
  );
  return ended.map(({ agencyId }) => agencyId);
}

/** The agencies whose officers may be sent: the responsible one and the supporting ones. */
export async function listHelpingAgencyIds(connection: Connection, incidentId: string): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ agencyId: string }>`SELECT agency_id AS "agencyId" FROM incident.involvements
      WHERE incident_id = ${incidentId} AND role IN ('responsible', 'supporting') ORDER BY role, since`,
  );
  return found.map(({ agencyId }) => agencyId);
}
