import { type Connection, rows, sql } from '#platform/database/database';

export type Involvement = {
  incidentId: string;
  agencyId: string;
  role: 'responsible' | 'neighbour' | 'transfer-target' | 'former' | 'called' | 'supporting';
  /** Since when in this role. */
  since: Date;
};

/** Which agencies the incidents concern. */
export function listInvolvements(connection: Connection, incidentIds: string[]): Promise<Involvement[]> {
  return rows(
    connection,
    sql<Involvement>`SELECT incident_id AS "incidentId", agency_id AS "agencyId", role, since
      FROM incident.involvements WHERE incident_id = ANY(${incidentIds}::uuid[])`,
  );
}

/** Which agencies were called to these incidents. */
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
  // Whom it concerned before it was asked to take over, it goes on concerning when it declines.
  await sql`INSERT INTO incident.involvements (incident_id, agency_id, role, since)
    VALUES (${incidentId}, ${agencyId}, ${role}, ${since})
    ON CONFLICT (incident_id, agency_id) DO UPDATE SET role = excluded.role, since = excluded.since
    WHERE excluded.role = 'responsible'
      OR involvements.role <> 'responsible' AND excluded.role <> 'transfer-target'`.execute(tx);
}

/** An agency that was asked to take over and will not: it no longer concerns it. @returns the agencies that lost it */
export async function endTransferTarget(tx: Connection, incidentId: string): Promise<string[]> {
  const ended = await rows(
    tx,
    sql<{ agencyId: string }>`DELETE FROM incident.involvements
      WHERE incident_id = ${incidentId} AND role = 'transfer-target' RETURNING agency_id AS "agencyId"`,
  );
  return ended.map(({ agencyId }) => agencyId);
}

/** The agencies whose people may be sent: the one that answers for it and those that help it. */
export async function listHelpingAgencyIds(connection: Connection, incidentId: string): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ agencyId: string }>`SELECT agency_id AS "agencyId" FROM incident.involvements
      WHERE incident_id = ${incidentId} AND role IN ('responsible', 'supporting') ORDER BY role, since`,
  );
  return found.map(({ agencyId }) => agencyId);
}
