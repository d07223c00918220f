import { type Connection, rows, sql } from '#platform/database/database';
import type { SentPosition, TakenPosition } from '../batch-positions.ts';
import type { KnownPosition } from '../known-positions.ts';
import type { Judged, Measured } from '../plausible-position.ts';

/** `isEnRoute`: its arrival time may follow from where it is. */
export type WrittenPosition = TakenPosition & { lat: number; lng: number; at: Date; isEnRoute: boolean };

/** What is kept of the units that these people serve in, by person. */
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
 * Keeps these as the latest of their units, in one statement. Whoever serves in no unit that is sent to something is
 * left out. Units stand in the order of their ids, so that two processes never wait for each other in a circle.
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

/** A statement may commit this much later than its rows say; what is read twice is noticed by the reader. */
const OVERLAP = sql`interval '1 second'`;

/** Steps of a job are written by processes' clocks: a unit that stands still changes colour on the map all the same. */
const STEP_OVERLAP = sql`interval '5 seconds'`;

type PositionRow = KnownPosition & { count: number; until: Date };

/**
 * The latest positions of units that are sent to something: those written since then, or all; how many there are in
 * all; until when this looked.
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
      SELECT total.count, total.until, shown.* FROM
        (SELECT count(*)::integer AS count, clock_timestamp() AS until FROM shown) AS total
        LEFT JOIN shown ON ${since ?? null}::timestamptz IS NULL
          -- Its clock was set back: what it has written since does not lie after what it said before.
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
    rows: shown.map(
      ({ unitId, callSign, status, agencyId, incidentIds, lat, lng, accuracyMetres, at, isVague, batteryPercent }) => ({
        ...{ unitId, callSign, status, agencyId, incidentIds },
        ...{ lat, lng, accuracyMetres, at, isVague, batteryPercent },
      }),
    ),
  };
}

/** Forgets where units were whose last job has ended. Rows that another process holds are left to it. */
export async function deletePositions(connection: Connection): Promise<void> {
  await sql`DELETE FROM units.unit_positions WHERE unit_id IN (
      SELECT unit_id FROM units.unit_positions AS known
      WHERE NOT EXISTS (SELECT FROM units.assignments AS open
        WHERE open.unit_id = known.unit_id AND open.ended_at IS NULL)
      ORDER BY unit_id FOR UPDATE SKIP LOCKED)`.execute(connection);
}
