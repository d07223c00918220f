import { type Connection, getRow, sql } from '#platform/database/database';
import { OPEN_STATUSES } from '../../record/store/incident-rows.ts';

/**
 * Whether of the open incidents this person may see exactly what everybody with their rights may see: none is withheld
 * from them, and they were neither sent nor invited to one.
 */
export async function seesAsOthers(connection: Connection, personId: string, now: Date): Promise<boolean> {
  const found = await getRow(
    connection,
    sql<{ isSo: boolean }>`SELECT NOT (incident.has_withheld_incidents(${personId})
        OR EXISTS (SELECT FROM incident.assignees AS sent JOIN incident.incidents AS open ON open.id = sent.incident_id
          WHERE sent.person_id = ${personId} AND open.status IN ${OPEN_STATUSES})
        OR EXISTS (SELECT FROM incident.guests AS guest
          WHERE guest.person_id = ${personId} AND guest.ended_at IS NULL AND guest.until > ${now})) AS "isSo"`,
  );
  return found.isSo;
}
