import type { ReportedPosition } from '#contract/position';
import { type Connection, rows, sql } from '#platform/database/database';
import { newId } from '#platform/ids';

export async function appendPosition(tx: Connection, incidentId: string, position: ReportedPosition): Promise<void> {
  await insertPosition(incidentId, position).execute(tx);
}

/** The same as part of another statement. */
export function insertPosition(incidentId: string, position: ReportedPosition) {
  return sql`INSERT INTO incident.positions (id, incident_id, lat, lng, source, at, accuracy_metres, label)
    VALUES (${newId()}, ${incidentId}, ${position.lat}, ${position.lng}, ${position.source}, ${position.at},
      ${position.accuracyMetres}, ${position.label})`;
}

type PositionRow = Omit<ReportedPosition, 'at'> & { at: Date };

/** Every reported position, newest first. */
export async function listPositions(connection: Connection, incidentId: string): Promise<ReportedPosition[]> {
  const found = await rows(
    connection,
    sql<PositionRow>`SELECT lat, lng, source, at, accuracy_metres AS "accuracyMetres", label
      FROM incident.positions WHERE incident_id = ${incidentId} ORDER BY at DESC, id DESC`,
  );
  return found.map((row) => ({ ...row, at: row.at.toISOString() }));
}
