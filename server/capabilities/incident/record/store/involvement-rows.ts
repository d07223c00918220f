import type { IncidentDetail, TimelineEntry } from '#contract/incident';
import { INCIDENT_STATUSES, isOpen } from '#contract/incident-status';
import { amongIds } from '#platform/database/among-ids';
import { type Connection, rows, sql } from '#platform/database/database';
import { createSharedStatement } from '#platform/database/transaction';

const OPEN = INCIDENT_STATUSES.filter(isOpen);

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

/** A call of an agency, and the timeline entry that says so. */
export type NewCall = { incidentId: string; agencyId: string; entryId: string; details: TimelineEntry['details'] };

/**
 * Calls agencies to open incidents, with the timeline entry of each; those already called, supporting or responsible stay
 * as they are. An agency is called to an incident once in a transaction. @returns those called
 */
export const insertCalled = createSharedStatement<
  { calls: readonly NewCall[]; at: Date },
  Pick<Involvement, 'incidentId' | 'agencyId'>[]
>(async (tx, wanted) => {
  const called = await insertAllCalled(
    tx,
    wanted.flatMap(({ calls, at }) => calls.map((call) => ({ ...call, at }))),
  );
  return wanted.map(({ calls }) => called.filter((one) => calls.some(({ entryId }) => entryId === one.entryId)));
});

function insertAllCalled(tx: Connection, calls: readonly (NewCall & { at: Date })[]) {
  // Said at each table too, or PostgreSQL reads all incidents for a list of which it does not know the length.
  const among = amongIds([...new Set(calls.map(({ incidentId }) => incidentId))]);
  return rows(
    tx,
    sql<Pick<NewCall, 'incidentId' | 'agencyId' | 'entryId'>>`WITH wanted AS (SELECT * FROM jsonb_to_recordset(
        ${JSON.stringify(calls)}::jsonb)
        AS call ("incidentId" uuid, "agencyId" uuid, "entryId" uuid, details jsonb, at timestamptz)),
      called AS (INSERT INTO incident.involvements AS involved (incident_id, agency_id, role, since)
        SELECT "incidentId", "agencyId", 'called', at FROM wanted
          JOIN incident.incidents AS incident ON incident.id = "incidentId" AND incident.id ${among} AND incident.status = ANY(${OPEN}::text[])
        ON CONFLICT (incident_id, agency_id) DO UPDATE SET role = excluded.role, since = excluded.since
          WHERE involved.role NOT IN ('responsible', 'called', 'supporting')
        RETURNING incident_id, agency_id, since),
      changed AS (UPDATE incident.incidents AS incident SET version = version + number, updated_at = news.at
        FROM (SELECT incident_id, count(*) AS number, max(since) AS at FROM called GROUP BY incident_id) AS news
        WHERE incident.id = news.incident_id AND incident.id ${among}),
      noted AS (INSERT INTO incident.timeline (id, incident_id, at, kind, details)
        SELECT "entryId", "incidentId", at, 'called', details FROM wanted
          JOIN called ON called.incident_id = "incidentId" AND called.agency_id = "agencyId")
      SELECT called.incident_id AS "incidentId", called.agency_id AS "agencyId", wanted."entryId"
      FROM called JOIN wanted ON called.incident_id = wanted."incidentId" AND called.agency_id = wanted."agencyId"`,
  );
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
