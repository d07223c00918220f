import { type Connection, rows, sql } from '#platform/database/database';
import type { PlacementFilter } from './placement-rows.ts';

export type Bounds = { south: number; west: number; north: number; east: number };
export type ClusterRow = { lat: number; lng: number; n: number; code: string; name: string };

/** Marks on a screen; more can't be told apart. */
const MOST = 1500;
/** A map of one zoom is 512 · 2^zoom pixels around the earth; marks are a finger apart. */
const APART_PIXELS = 56;

/** Placements in a part of the map, those of one square as one mark in their middle. Taken down ones are left out. */
export function listClusterRows(
  connection: Connection,
  { bounds, campaignId, kind }: Pick<PlacementFilter, 'campaignId' | 'kind'> & { bounds: Bounds },
  zoom: number,
): Promise<ClusterRow[]> {
  const degrees = (360 / (512 * 2 ** zoom)) * APART_PIXELS;
  return rows(
    connection,
    sql<ClusterRow>`SELECT avg(lat)::float8 AS lat, avg(lng)::float8 AS lng, count(*)::int AS n, min(code) AS code, min(name) AS name
      FROM outreach.placements
      WHERE lat BETWEEN ${bounds.south}::float8 AND ${bounds.north}::float8
        AND lng BETWEEN ${bounds.west}::float8 AND ${bounds.east}::float8 AND status <> 'removed'
        AND (${campaignId ?? null}::uuid IS NULL OR campaign_id = ${campaignId ?? null}::uuid)
        AND (${kind ?? null}::text IS NULL OR kind = ${kind ?? null}::text)
      GROUP BY floor(lat / ${degrees}::float8), floor(lng / ${degrees}::float8)
      ORDER BY n DESC LIMIT ${MOST}`,
  );
}
