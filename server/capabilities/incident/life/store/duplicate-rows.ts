import type { LatLng } from '#contract/position';
import { amongIds } from '#platform/database/among-ids';
import { type Connection, fillUp, type RawBuilder, rows, sql } from '#platform/database/database';
import { createLastWrite, createSharedStatement } from '#platform/database/transaction';
import type { Incident } from '../../record/incident.ts';
import { OPEN_STATUSES } from '../../record/store/incident-rows.ts';
import { asCandidate, DEFAULT_DUPLICATE_RULE, type DuplicateCandidate, type DuplicateRule } from '../duplicate.ts';

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
  return rows(
    connection,
    sql<Candidate>`SELECT candidate.* FROM (VALUES (${searched(incident, rule)})) AS opening (lat, lng, high, wide, at)
      CROSS JOIN LATERAL (${candidates(phones, incident.id, rule)}) AS candidate`,
  );
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
  const around = { lat, lng, openedAt: draft.openedAt };
  return rows(
    connection,
    sql<Candidate>`SELECT candidate.* FROM (VALUES (${searched(around, rule)})) AS opening (lat, lng, high, wide, at)
      CROSS JOIN LATERAL (${candidates(phones, null, rule)}) AS candidate`,
  );
}

/** An incident that is about to be opened; `phone` is its reporter's. */
type Prepared = Around & Pick<Incident, 'id' | 'type'> & { phone: string | null };

/**
 * What opening incidents needs, in one statement: the numbers of their codes (a gap after a failed transaction does no
 * harm) and their duplicate candidates, by `DEFAULT_DUPLICATE_RULE`. Those that are prepared together are candidates too.
 */
export const prepareOpening = createSharedStatement<Prepared, { codeNumber: number; candidates: Candidate[] }>(
  async (tx, openings) => {
    const rule = DEFAULT_DUPLICATE_RULE;
    const values = fillUp(openings).map(
      (opening, place) => sql`(${place}::int, ${searched(opening, rule)}, ${opening.phone}::text)`,
    );
    const phones = sql`SELECT opening.phone`;
    const found = await rows(
      tx,
      sql<{ place: number; codeNumber: number } & (Candidate | { id: null })>`
        WITH opening AS MATERIALIZED (SELECT *, nextval('incident.code_numbers') AS code_number
          FROM (VALUES ${sql.join(values)}) AS one (place, lat, lng, high, wide, at, phone))
        SELECT opening.place, opening.code_number AS "codeNumber", candidate.*
        FROM opening LEFT JOIN LATERAL (${candidates(phones, null, rule)}) AS candidate ON true`,
    );
    const byPlace = Map.groupBy(found, ({ place }) => place);
    return openings.map((opening, place) => {
      const ofThis = byPlace.get(place) ?? [];
      const stored = ofThis.flatMap((one) => (one.id === null ? [] : [one]));
      const together = openings
        .slice(0, place)
        .map((other) => ({ id: other.id, ...asCandidate(other, opening), isMarked: false }));
      return { codeNumber: ofThis[0]?.codeNumber ?? 0, candidates: [...stored, ...together] };
    });
  },
);

/** Around what is searched: a place, half the height and width of the box around it, and a time. */
function searched({ lat, lng, openedAt }: Around, rule: DuplicateRule) {
  const half = degreesAround(lat, rule.metres * 1.1);
  return sql`${lat}::float8, ${lng}::float8, ${half.lat}::float8, ${half.lng}::float8, ${openedAt}::timestamptz`;
}

// Place and phone are two index scans joined by id: with OR, PostgreSQL would compute the distance to every recent
// incident, in a disaster thousands for each report; without `OFFSET 0` it would begin with all opened in the same minutes,
// which it takes for few. A box in degrees instead of a distance, because plain comparisons
// are leakproof, so row security still lets the index serve them.
function candidates(phones: RawBuilder<unknown>, ownId: string | null, rule: DuplicateRule) {
  const isWanted = sql`status IN ${OPEN_STATUSES}
      AND opened_at BETWEEN opening.at - make_interval(mins => ${rule.minutes}) AND opening.at + make_interval(mins => ${rule.minutes})`;
  // Thousands may report one event from one place: the nearest are chosen by plain arithmetic, and only theirs are measured.
  return sql<Candidate>`
    WITH near AS MATERIALIZED (SELECT id FROM (SELECT id, lat, lng, status, opened_at FROM incident.incidents
          WHERE lat BETWEEN opening.lat - opening.high AND opening.lat + opening.high
            AND lng BETWEEN opening.lng - opening.wide AND opening.lng + opening.wide OFFSET 0) AS boxed
        WHERE ${isWanted} AND id IS DISTINCT FROM ${ownId}::uuid
        ORDER BY ((lat - opening.lat) / opening.high) ^ 2 + ((lng - opening.lng) / opening.wide) ^ 2 LIMIT 20),
      same_phone AS MATERIALIZED (SELECT theirs.incident_id AS id
        FROM (${phones}) AS ours (phone) JOIN incident.reports AS theirs ON theirs.phone = ours.phone)
    SELECT other.id, other.type, other.opened_at AS "openedAt",
      earth_distance(ll_to_earth(other.lat, other.lng), ll_to_earth(opening.lat, opening.lng)) AS "metresApart",
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
    WHERE id IN (SELECT id FROM incident.incidents WHERE id ${amongIds([...new Set(ids)].sort())}
      AND NOT has_duplicate_suggestions ORDER BY id FOR UPDATE)`,
);
