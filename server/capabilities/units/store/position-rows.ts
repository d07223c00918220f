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
          (unit_id, person_id, lat, lng, accuracy_metres, at, battery_percent, doubt, written_in)
        SELECT DISTINCT ON (unit_id) unit_id, person_id, lat, lng, accuracy_metres, at, battery_percent, doubt,
          pg_current_xact_id()
        FROM serving WHERE use <> 'ignored' ORDER BY unit_id, at DESC
        ON CONFLICT (unit_id) DO UPDATE SET person_id = excluded.person_id, lat = excluded.lat, lng = excluded.lng,
          accuracy_metres = excluded.accuracy_metres, at = excluded.at, battery_percent = excluded.battery_percent,
          doubt = excluded.doubt, written_in = excluded.written_in
        WHERE known.at <= excluded.at)
      SELECT person_id AS "personId", unit_id AS "unitId", call_sign AS "callSign", lat, lng, at,
        use, doubt, is_en_route AS "isEnRoute" FROM serving`,
  );
}

/** Steps carry the clock of their process, which may differ; the status on the map must change even without a new position. */
const STEP_OVERLAP = sql`interval '5 seconds'`;

/** How far a read came: transactions from `transaction` on are not in it, or not all of them. */
export type ReadUntil = { transaction: string; at: Date };
export type ReadPositions = { rows: KnownPosition[]; count: number; until: ReadUntil };

type PositionRow = KnownPosition & { count: number; transaction: string; readAt: Date };

/**
 * The latest positions of units with an open job: those written, or with a step, since then, or all; the number of all;
 * how far this read came.
 */
export async function readPositions(connection: Connection, since: ReadUntil | undefined): Promise<ReadPositions> {
  const { transaction, at } = since ?? { transaction: null, at: null };
  const found = await rows(
    connection,
    sql<PositionRow>`WITH this AS MATERIALIZED (
        SELECT clock_timestamp() AS read_at, pg_snapshot_xmin(pg_current_snapshot())::text AS transaction,
          (SELECT count(*)::integer FROM units.unit_positions AS known WHERE EXISTS (SELECT FROM units.assignments AS open
            WHERE open.unit_id = known.unit_id AND open.ended_at IS NULL)) AS count),
      changed AS MATERIALIZED (
        SELECT unit_id FROM units.unit_positions
        WHERE ${transaction}::xid8 IS NULL OR written_in >= ${transaction}::xid8
        UNION SELECT unit_id FROM units.assignments WHERE ended_at IS NULL
          AND (updated_at > ${at}::timestamptz - ${STEP_OVERLAP}
            -- The database clock was set back: newer steps have earlier times.
            OR ${at}::timestamptz > clock_timestamp())),
      shown AS (
        SELECT unit.id AS "unitId", unit.call_sign AS "callSign", unit.agency_id AS "agencyId",
          (ARRAY['assigned', 'en-route', 'on-scene'])[sent.step] AS status, sent.incident_ids AS "incidentIds",
          known.lat, known.lng, known.accuracy_metres AS "accuracyMetres", known.at,
          known.doubt IS NOT NULL AS "isVague", known.battery_percent AS "batteryPercent"
        FROM changed JOIN units.unit_positions AS known USING (unit_id) JOIN units.units AS unit ON unit.id = known.unit_id
          CROSS JOIN LATERAL (
            SELECT max(array_position(ARRAY['assigned', 'en-route', 'on-scene'], status)) AS step,
              array_agg(incident_id::text ORDER BY assigned_at) AS incident_ids
            FROM units.assignments AS open WHERE open.unit_id = known.unit_id AND open.ended_at IS NULL) AS sent
        WHERE sent.step IS NOT NULL)
      SELECT this.count, this.transaction, this.read_at AS "readAt", "unitId", "callSign", "agencyId", status, "incidentIds",
        lat, lng, "accuracyMetres", at, "isVague", "batteryPercent"
      FROM this LEFT JOIN shown ON true`,
  );
  const [first] = found;
  if (!first) throw new Error('a count that must exist is missing');
  return {
    count: first.count,
    until: { transaction: first.transaction, at: first.readAt },
    rows: found
      .filter(({ unitId }) => unitId !== null)
      .map(({ count: _, transaction: __, readAt: ___, ...position }) => position),
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
