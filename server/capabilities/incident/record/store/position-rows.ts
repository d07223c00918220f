import type { ReportedPosition } from '#contract/position';
import { type Columns, insertRecords } from '#platform/database/columns';
import { type Connection, rows, sql } from '#platform/database/database';
import { newId } from '#platform/ids';

const POSITION = {
  id: 'id',
  incidentId: 'incident_id',
  lat: 'lat',
  lng: 'lng',
  source: 'source',
  at: 'at',
  accuracyMetres: 'accuracy_metres',
  label: 'label',
} as const satisfies Columns<ReportedPosition & { id: string; incidentId: string }>;

export async function appendPosition(tx: Connection, incidentId: string, position: ReportedPosition): Promise<void> {
  await insertPositions([{ incidentId, position }]).execute(tx);
}

/** The same for several, as part of another statement. */
export function insertPositions(placed: readonly { incidentId: string; position: ReportedPosition }[]) {
  const records = placed.map(({ incidentId, position }) => ({ id: newId(), incidentId, ...position }));
  return sql`INSERT INTO incident.positions ${insertRecords('incident.positions', POSITION, records)}`;
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
