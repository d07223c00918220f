import type { LatLng } from '#contract/position';
import { type Connection, rows, sql } from '#platform/database/database';
import { createLastWrite } from '#platform/database/transaction';
import type { Incident } from '../../record/incident.ts';
import { OPEN_STATUSES } from '../../record/store/incident-rows.ts';
import type { DuplicateCandidate, DuplicateRule } from '../duplicate.ts';

/** `isMarked`: it has suggestions already. */
type Candidate = DuplicateCandidate & { id: string; isMarked: boolean };
type Around = Pick<Incident, 'lat' | 'lng' | 'openedAt'>;

/** Other open incidents close in time that are close in place or share a phone number; the rule decides among them. */
export function listDuplicateCandidates(
  connection: Connection,
  incident: Around & Pick<Incident, 'id'>,
  rule: DuplicateRule,
): Promise<Candidate[]> {
  const phones = sql`SELECT phone FROM incident.reports WHERE incident_id = ${incident.id} AND phone IS NOT NULL`;
  return rows(connection, candidates(incident, phones, incident.id, rule));
}

/** The same for a draft report. Without a place only the phone number counts, and the other way round. */
export function listDuplicateCandidatesForDraft(
  connection: Connection,
  draft: { place: LatLng | null; phone: string | null; openedAt: Date },
  rule: DuplicateRule,
): Promise<Candidate[]> {
  // Nothing is near a pole.
  const { lat, lng } = draft.place ?? { lat: 90, lng: 0 };
  const phones = sql`SELECT ${draft.phone}::text AS phone`;
  return rows(connection, candidates({ lat, lng, openedAt: draft.openedAt }, phones, null, rule));
}

/**
 * What opening an incident needs, in one statement: the number of its code (a gap after a failed transaction does no
 * harm) and its duplicate candidates.
 */
export async function prepareOpening(
  tx: Connection,
  incident: Around & { phone: string | null },
  rule: DuplicateRule,
): Promise<{ codeNumber: number; candidates: Candidate[] }> {
  const phones = sql`SELECT ${incident.phone}::text AS phone`;
  const found = await rows(
    tx,
    sql<{ codeNumber: number } & (Candidate | { id: null })>`SELECT code.number AS "codeNumber", candidate.*
      FROM (SELECT nextval('incident.code_numbers') AS number) AS code
      LEFT JOIN (${candidates(incident, phones, null, rule)}) AS candidate ON true`,
  );
  return {
    codeNumber: found[0]?.codeNumber ?? 0,
    candidates: found.flatMap((one) => (one.id === null ? [] : [one])),
  };
}

// Place and phone are two index scans joined by id: with OR, PostgreSQL would compute the distance to every recent
// incident, in a disaster thousands for each report; without `OFFSET 0` it would begin with all opened in the same minutes,
// which it takes for few. A box in degrees instead of a distance, because plain comparisons
// are leakproof, so row security still lets the index serve them.
function candidates(around: Around, phones: ReturnType<typeof sql>, ownId: string | null, rule: DuplicateRule) {
  const { lat, lng } = degreesAround(around.lat, rule.metres * 1.1);
  const isWanted = sql`status IN ${OPEN_STATUSES}
      AND opened_at BETWEEN ${around.openedAt}::timestamptz - make_interval(mins => ${rule.minutes})
        AND ${around.openedAt}::timestamptz + make_interval(mins => ${rule.minutes})`;
  // Thousands may report one event from one place: the nearest are chosen by plain arithmetic, and only theirs are measured.
  return sql<Candidate>`
    WITH near AS MATERIALIZED (SELECT id FROM (SELECT id, lat, lng, status, opened_at FROM incident.incidents
          WHERE lat BETWEEN ${around.lat - lat} AND ${around.lat + lat}
            AND lng BETWEEN ${around.lng - lng} AND ${around.lng + lng} OFFSET 0) AS boxed
        WHERE ${isWanted} AND id IS DISTINCT FROM ${ownId}::uuid
        ORDER BY ((lat - ${around.lat}) / ${lat}) ^ 2 + ((lng - ${around.lng}) / ${lng}) ^ 2 LIMIT 20),
      same_phone AS MATERIALIZED (SELECT theirs.incident_id AS id
        FROM (${phones}) AS ours JOIN incident.reports AS theirs ON theirs.phone = ours.phone)
    SELECT other.id, other.type, other.opened_at AS "openedAt",
      earth_distance(ll_to_earth(other.lat, other.lng), ll_to_earth(${around.lat}, ${around.lng})) AS "metresApart",
      other.id IN (SELECT id FROM same_phone) AS "samePhone", other.has_duplicate_suggestions AS "isMarked"
    FROM (SELECT id FROM near UNION SELECT id FROM same_phone) AS candidate
    CROSS JOIN LATERAL (SELECT id, type, status, opened_at, lat, lng, has_duplicate_suggestions FROM incident.incidents
      WHERE id = candidate.id OFFSET 0) AS other
    WHERE ${isWanted} AND other.id IS DISTINCT FROM ${ownId}::uuid
    ORDER BY "metresApart" LIMIT 20`;
}

/** One degree of latitude; the sphere of `earthdistance` (6,378,168 m). */
const METRES_A_DEGREE = 111_318.8;

/** Half the height and width, in degrees, of a box that extends the given metres from a place. */
function degreesAround(lat: number, metres: number): { lat: number; lng: number } {
  const high = metres / METRES_A_DEGREE;
  return { lat: high, lng: high / Math.cos((lat * Math.PI) / 180) };
}

/**
 * Marks incidents as having duplicate suggestions, last in the transaction and by id: two that mark each other's incidents
 * do not wait for each other.
 */
export const markAtCommit = createLastWrite<string>(
  'incident_duplicates_marked',
  (ids) => sql`UPDATE incident.incidents SET has_duplicate_suggestions = true, version = version + 1
    WHERE id IN (SELECT id FROM incident.incidents WHERE id = ANY(${[...new Set(ids)].sort()}::uuid[])
      AND NOT has_duplicate_suggestions ORDER BY id FOR UPDATE)`,
);
