import { type Connection, rows, sql } from '#platform/database/database';
import type { DuplicateCandidate, DuplicateRule } from '../duplicate.ts';
import type { Incident } from '../incident.ts';

/** Other open incidents near in time that are near in place or share a phone; the rule decides among them. */
export function listDuplicateCandidates(
  connection: Connection,
  incident: Pick<Incident, 'id' | 'lat' | 'lng' | 'openedAt'>,
  rule: DuplicateRule,
): Promise<(DuplicateCandidate & { id: string })[]> {
  return rows(
    connection,
    sql<DuplicateCandidate & { id: string }>`
      SELECT other.id, other.type, other.opened_at AS "openedAt",
        earth_distance(ll_to_earth(other.lat, other.lng), ll_to_earth(${incident.lat}, ${incident.lng})) AS "metresApart",
        ${sharesPhone(incident.id)} AS "samePhone"
      FROM incident.incidents AS other
      WHERE other.status IN ('open', 'reopened', 'acknowledged', 'unit-assigned', 'en-route', 'on-scene')
        AND other.id <> ${incident.id}
        AND other.opened_at BETWEEN ${incident.openedAt}::timestamptz - make_interval(mins => ${rule.minutes})
          AND ${incident.openedAt}::timestamptz + make_interval(mins => ${rule.minutes})
        AND (earth_box(ll_to_earth(${incident.lat}, ${incident.lng}), ${rule.metres * 1.1}) @> ll_to_earth(other.lat, other.lng)
          OR ${sharesPhone(incident.id)})
      ORDER BY "metresApart" LIMIT 20`,
  );
}

function sharesPhone(incidentId: string) {
  return sql`EXISTS (SELECT 1 FROM incident.reports AS theirs JOIN incident.reports AS ours ON ours.phone = theirs.phone
    WHERE theirs.incident_id = other.id AND ours.incident_id = ${incidentId})`;
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
