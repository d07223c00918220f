import type { LatLng } from '#contract/position';
import { type Connection, rows, sql } from '#platform/database/database';

/** Where these units were last, where a phone has said so since then and can be believed and the asker may know it. */
export function listPlaces(
  connection: Connection,
  unitIds: string[],
  since: Date,
): Promise<(LatLng & { unitId: string; at: Date })[]> {
  return rows(
    connection,
    sql<LatLng & { unitId: string; at: Date }>`SELECT unit_id AS "unitId", lat, lng, at FROM units.unit_positions
      WHERE unit_id = ANY(${unitIds}::uuid[]) AND at > ${since} AND doubt IS NULL`,
  );
}
