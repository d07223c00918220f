import type { LatLng } from '#contract/position';
import { type Connection, rows, sql } from '#platform/database/database';
import type { KnownPosition } from '../known-positions.ts';
import type { Judged, Measured, SentPosition, TakenPosition } from '../plausible-position.ts';

/** `isEnRoute`: the ETA may follow from its position. */
export type WrittenPosition = TakenPosition & { lat: number; lng: number; at: Date; isEnRoute: boolean };

/** The stored positions of the units in which these people serve, by person. */
export async function listLatestPositions(connection: Connection, personIds: string[]): Promise<Map<string, Measured>> {
  const found = await rows(
    connection,
    sql<Measured & { personId: string }>`SELECT member.person_id AS "personId", known.lat, known.lng,
        known.accuracy_metres AS "accuracyMetres", known.at
      FROM units.members AS member JOIN units.unit_positions AS known ON known.unit_id = member.unit_id
      WHERE member.person_id = ANY(${personIds}::uuid[])`,
  );
  return new Map(found.map((one) => [one.personId, one]));
}

/**
 * Stores these as the latest positions of their units, in one statement. People without a unit that has an open job are
 * left out. Rows are written in the order of unit ids, so that two processes cannot deadlock.
 */
export function writePositions(
  connection: Connection,
  sent: readonly (SentPosition & Judged)[],
): Promise<WrittenPosition[]> {
  const column = <Value>(of: (one: SentPosition & Judged) => Value) => sent.map(of);
  return rows(
    connection,
    sql<WrittenPosition>`WITH sent AS (
        SELECT * FROM unnest(${column(({ personId }) => personId)}::uuid[], ${column(({ lat }) => lat)}::float8[],
          ${column(({ lng }) => lng)}::float8[], ${column(({ accuracyMetres }) => accuracyMetres)}::float8[],
          ${column(({ at }) => at)}::timestamptz[], ${column(({ batteryPercent }) => batteryPercent)}::smallint[],
          ${column(({ use }) => use)}::text[], ${column(({ doubt }) => doubt)}::text[])
          AS one (person_id, lat, lng, accuracy_metres, at, battery_percent, use, doubt)),
      serving AS (
        SELECT sent.*, unit.id AS unit_id, unit.call_sign, job.is_en_route
        FROM sent JOIN units.members AS member ON member.person_id = sent.person_id
          JOIN units.units AS unit ON unit.id = member.unit_id
          CROSS JOIN LATERAL (SELECT bool_or(status = 'en-route') AS is_en_route FROM units.assignments AS open
            WHERE open.unit_id = unit.id AND open.ended_at IS NULL) AS job
        WHERE job.is_en_route IS NOT NULL),
      written AS (
        INSERT INTO units.unit_positions AS known
          (unit_id, person_id, lat, lng, accuracy_metres, at, battery_percent, doubt, written_at)
        SELECT DISTINCT ON (unit_id) unit_id, person_id, lat, lng, accuracy_metres, at, battery_percent, doubt,
          clock_timestamp()
        FROM serving WHERE use <> 'ignored' ORDER BY unit_id, at DESC
        ON CONFLICT (unit_id) DO UPDATE SET person_id = excluded.person_id, lat = excluded.lat, lng = excluded.lng,
          accuracy_metres = excluded.accuracy_metres, at = excluded.at, battery_percent = excluded.battery_percent,
          doubt = excluded.doubt, written_at = excluded.written_at
        WHERE known.at <= excluded.at)
      SELECT person_id AS "personId", unit_id AS "unitId", call_sign AS "callSign", lat, lng, at,
        use, doubt, is_en_route AS "isEnRoute" FROM serving`,
  );
}

/** Rows may be committed this much later than their timestamp; the reader recognises rows it has already. */
const OVERLAP = sql`interval '1 second'`;

/** Steps carry the clock of their process, which may differ; the status on the map must change even without a new position. */
const STEP_OVERLAP = sql`interval '5 seconds'`;

type PositionRow = KnownPosition & { count: number; until: Date };

/**
 * The latest positions of units with an open job: those written since then, or all; the number of all; the time of this
 * read.
 */
export async function readPositions(
  connection: Connection,
  since: Date | undefined,
): Promise<{ rows: KnownPosition[]; count: number; until: Date }> {
  const found = await rows(
    connection,
    sql<PositionRow>`WITH sent AS (
        SELECT unit_id, max(array_position(ARRAY['assigned', 'en-route', 'on-scene'], status)) AS step,
          array_agg(incident_id::text ORDER BY assigned_at) AS incident_ids, max(updated_at) AS stepped_at
        FROM units.assignments WHERE ended_at IS NULL GROUP BY unit_id),
      shown AS (
        SELECT unit.id AS "unitId", unit.call_sign AS "callSign", unit.agency_id AS "agencyId",
          (ARRAY['assigned', 'en-route', 'on-scene'])[sent.step] AS status, sent.incident_ids AS "incidentIds",
          known.lat, known.lng, known.accuracy_metres AS "accuracyMetres", known.at,
          known.doubt IS NOT NULL AS "isVague", known.battery_percent AS "batteryPercent", known.written_at, sent.stepped_at
        FROM units.unit_positions AS known JOIN sent USING (unit_id) JOIN units.units AS unit ON unit.id = known.unit_id)
      SELECT total.count, total.until, "unitId", "callSign", "agencyId", status, "incidentIds", lat, lng, "accuracyMetres", at,
        "isVague", "batteryPercent" FROM
        (SELECT count(*)::integer AS count, clock_timestamp() AS until FROM shown) AS total
        LEFT JOIN shown ON ${since ?? null}::timestamptz IS NULL
          -- The database clock was set back: newer rows have earlier timestamps.
          OR ${since ?? null}::timestamptz > total.until
          OR shown.written_at > ${since ?? null}::timestamptz - ${OVERLAP}
          OR shown.stepped_at > ${since ?? null}::timestamptz - ${STEP_OVERLAP}`,
  );
  const [first] = found;
  if (!first) throw new Error('a count that must exist is missing');
  const shown = found.filter(({ unitId }) => unitId !== null);
  return {
    count: first.count,
    until: first.until,
    rows: shown.map(({ count, until, ...position }) => position),
  };
}

/** Deletes positions of units whose last job has ended, except rows locked by another process. */
export async function deletePositions(connection: Connection): Promise<void> {
  await sql`DELETE FROM units.unit_positions WHERE unit_id IN (
      SELECT unit_id FROM units.unit_positions AS known
      WHERE NOT EXISTS (SELECT FROM units.assignments AS open
        WHERE open.unit_id = known.unit_id AND open.ended_at IS NULL)
      ORDER BY unit_id FOR UPDATE SKIP LOCKED)`.execute(connection);
}

/** Exact positions of these units since then, as far as row security shows them. */
export function listExactPositions(
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
