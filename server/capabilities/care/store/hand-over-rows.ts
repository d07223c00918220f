import type { HandOver } from '#contract/care';
import { type Connection, rows, sql } from '#platform/database/database';

export type HandOverRow = Omit<HandOver, 'at' | 'from' | 'to'> & {
  incidentId: string;
  fromAgencyId: string;
  toAgencyId: string;
  at: Date;
};

export async function insertHandOver(tx: Connection, one: HandOverRow): Promise<void> {
  await sql`INSERT INTO care.hand_overs (id, incident_id, code, from_agency_id, to_agency_id, type, disposition,
      victims, children, silent, place, at)
    VALUES (${one.id}, ${one.incidentId}, ${one.code}, ${one.fromAgencyId}, ${one.toAgencyId}, ${one.type},
      ${one.disposition}, ${one.victims}, ${one.children}, ${one.silent}, ${JSON.stringify(one.place)}, ${one.at})`.execute(
    tx,
  );
}

/** What row security shows to the actor, newest first; if an incident ended twice, only the latest hand-over. */
export function listHandOverRows(connection: Connection, limit: number): Promise<HandOverRow[]> {
  return rows(
    connection,
    sql<HandOverRow>`SELECT * FROM (
        SELECT DISTINCT ON (incident_id) id, incident_id AS "incidentId", code, from_agency_id AS "fromAgencyId",
          to_agency_id AS "toAgencyId", type, disposition, victims, children, silent, place, at
        FROM care.hand_overs ORDER BY incident_id, at DESC) AS last
      ORDER BY at DESC LIMIT ${limit}`,
  );
}
