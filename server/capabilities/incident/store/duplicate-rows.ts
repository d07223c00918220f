import { type Connection, rows, sql } from '#platform/database/database';
import type { DuplicateCandidate, DuplicateRule } from '../duplicate.ts';
import type { Incident } from '../incident.ts';

/** Other open incidents near in time that are near in place or share a phone; the rule decides among them. */
export function listDuplicateCandidates(
  connection: Connection,
  incident: Pick<Incident, 'id' | 'lat' | 'lng' | 'openedAt'>,
  rule: DuplicateRule,
): Promise<(DuplicateCandidate & { id: string })[]> {
  // Place and phone are looked up one by one, each by its index, and joined as ids: with OR between them PostgreSQL
  // would measure the way to every open incident of the last minutes, in a disaster thousands for each report.
  return rows(
    connection,
    sql<DuplicateCandidate & { id: string }>`
      WITH near AS MATERIALIZED (SELECT id FROM incident.incidents
          WHERE earth_box(ll_to_earth(${incident.lat}, ${incident.lng}), ${rule.metres * 1.1}) @> ll_to_earth(lat, lng)),
        same_phone AS MATERIALIZED (SELECT theirs.incident_id AS id
          FROM incident.reports AS ours JOIN incident.reports AS theirs ON theirs.phone = ours.phone
          WHERE ours.incident_id = ${incident.id} AND theirs.phone IS NOT NULL)
      SELECT other.id, other.type, other.opened_at AS "openedAt",
        earth_distance(ll_to_earth(other.lat, other.lng), ll_to_earth(${incident.lat}, ${incident.lng})) AS "metresApart",
        other.id IN (SELECT id FROM same_phone) AS "samePhone"
      FROM (SELECT id FROM near UNION SELECT id FROM same_phone) AS candidate
      JOIN incident.incidents AS other ON other.id = candidate.id
      WHERE other.status IN ('open', 'reopened', 'acknowledged', 'unit-assigned', 'en-route', 'on-scene')
        AND other.id <> ${incident.id}
        AND other.opened_at BETWEEN ${incident.openedAt}::timestamptz - make_interval(mins => ${rule.minutes})
          AND ${incident.openedAt}::timestamptz + make_interval(mins => ${rule.minutes})
      ORDER BY "metresApart" LIMIT 20`,
  );
}

/** Marks incidents as having suggestions; returns those that were not marked before. */
export async function markDuplicateSuggestions(tx: Connection, ids: string[]): Promise<string[]> {
  const marked = await rows(
    tx,
    sql<{ id: string }>`UPDATE incident.incidents SET has_duplicate_suggestions = true, version = version + 1
      WHERE id IN (SELECT id FROM incident.incidents WHERE id = ANY(${[...ids].sort()}::uuid[])
        AND NOT has_duplicate_suggestions ORDER BY id FOR UPDATE) RETURNING id`,
  );
  return marked.map(({ id }) => id);
}
