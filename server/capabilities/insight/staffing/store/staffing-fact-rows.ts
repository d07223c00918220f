import { HOURS_OF_THE_WEEK } from '#contract/staffing';
import { momentOf, type ThaiDay } from '#contract/thai-day';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { StaffingArea, StaffingFacts } from '../staffing-model.ts';

type OfStations = { agencyIds: readonly string[]; from: ThaiDay; to: ThaiDay };

/** So many evenly spaced values stand for all. */
const VALUES = 400;
const FRACTIONS = Array.from({ length: VALUES }, (_, place) => (place + 0.5) / VALUES);
const KIND = sql.raw(`CASE WHEN fact.type = 'riotous-gathering' THEN 'gathering' ELSE 'danger' END`);

type HourRow = { agencyId: string; hour: number; n: number };

/** Incidents of each station by hour of the week. */
function countCalls(connection: Connection, { agencyIds, from, to }: OfStations): Promise<HourRow[]> {
  return rows(
    connection,
    sql<HourRow>`SELECT agency_id AS "agencyId", hour_of_week AS hour, count(*)::int AS n FROM insight.incident_facts
      WHERE agency_id = ANY(${agencyIds}::uuid[]) AND day BETWEEN ${from}::date AND ${to}::date AND apart IS NULL
      GROUP BY agency_id, hour_of_week ORDER BY agency_id, hour_of_week`,
  );
}

/** How many incidents a province had, and on which day of these the first was. */
async function countInProvince(
  connection: Connection,
  { province, from, to }: { province: string; from: ThaiDay; to: ThaiDay },
): Promise<{ n: number; first: ThaiDay | null }> {
  const found = await findRow(
    connection,
    sql<{
      n: number;
      first: ThaiDay | null;
    }>`SELECT count(*)::int AS n, min(day)::text AS first FROM insight.incident_facts
      WHERE province_code = ${province} AND day BETWEEN ${from}::date AND ${to}::date AND apart IS NULL`,
  );
  return found ?? { n: 0, first: null };
}

type KindRow = {
  kind: 'danger' | 'gathering';
  n: number;
  scenes: number;
  sceneMinutes: number[] | null;
  withUnits: number;
  withTwoUnits: number;
};

/** Of each kind of call: how long units were on scene, and how often more than one was sent. */
function describeKinds(connection: Connection, { agencyIds, from, to }: OfStations): Promise<KindRow[]> {
  return rows(
    connection,
    sql<KindRow>`SELECT ${KIND} AS kind, count(*)::int AS n, count(scene_to_resolved)::int AS scenes,
        percentile_disc(${FRACTIONS}::float8[]) WITHIN GROUP (ORDER BY scene_to_resolved / 60.0::float8) AS "sceneMinutes",
        (count(*) FILTER (WHERE sent.units >= 1))::int AS "withUnits", (count(*) FILTER (WHERE sent.units >= 2))::int AS "withTwoUnits"
      FROM insight.incident_facts AS fact LEFT JOIN LATERAL (SELECT count(DISTINCT unit_id) AS units
        FROM units.published_assignments AS sent WHERE sent.incident_id = fact.incident_id AND status <> 'withdrawn') AS sent ON true
      WHERE agency_id = ANY(${agencyIds}::uuid[]) AND day BETWEEN ${from}::date AND ${to}::date AND apart IS NULL
      GROUP BY 1 ORDER BY 1`,
  );
}

/** How long it took from the first contact until a unit was assigned. */
async function measureHandling(
  connection: Connection,
  { agencyIds, from, to }: OfStations,
): Promise<{ n: number; minutes: number[] }> {
  const found = await findRow(
    connection,
    sql<{ n: number; minutes: number[] | null }>`SELECT count(contact_to_unit)::int AS n,
        percentile_disc(${FRACTIONS}::float8[]) WITHIN GROUP (ORDER BY contact_to_unit / 60.0::float8) AS minutes
      FROM insight.incident_facts
      WHERE agency_id = ANY(${agencyIds}::uuid[]) AND day BETWEEN ${from}::date AND ${to}::date AND apart IS NULL`,
  );
  return { n: found?.n ?? 0, minutes: found?.minutes ?? [] };
}

type WayRow = { agencyId: string; n: number; meanMinutes: number };

/** From being sent until on scene, at each station. */
function measureWays(connection: Connection, { agencyIds, from, to }: OfStations): Promise<WayRow[]> {
  return rows(
    connection,
    sql<WayRow>`SELECT agency_id AS "agencyId", count(*)::int AS n,
        avg((coalesce(unit_to_en_route, 0) + en_route_to_scene) / 60.0)::float8 AS "meanMinutes"
      FROM insight.incident_facts
      WHERE agency_id = ANY(${agencyIds}::uuid[]) AND day BETWEEN ${from}::date AND ${to}::date AND apart IS NULL
        AND en_route_to_scene IS NOT NULL
      GROUP BY agency_id ORDER BY agency_id`,
  );
}

/** Units in service. */
function countUnits(connection: Connection, agencyIds: readonly string[]): Promise<{ agencyId: string; n: number }[]> {
  return rows(
    connection,
    sql<{ agencyId: string; n: number }>`SELECT agency_id AS "agencyId", count(DISTINCT unit_id)::int AS n
      FROM units.published_crews WHERE agency_id = ANY(${agencyIds}::uuid[]) GROUP BY agency_id ORDER BY agency_id`,
  );
}

/** Units of which somebody is planned on patrol, in each of the hours from a moment on that have one; a shift counts from its half hour. */
function countPlannedUnits(
  connection: Connection,
  { agencyIds, from, hours }: { agencyIds: readonly string[]; from: Date; hours: number },
): Promise<HourRow[]> {
  return rows(
    connection,
    sql<HourRow>`SELECT crew.agency_id AS "agencyId", hour::int, count(DISTINCT crew.unit_id)::int AS n
      FROM units.published_crews AS crew JOIN duty.published_patrol_shifts AS shift ON shift.person_id = crew.person_id
        AND shift.ends_at > ${from}::timestamptz AND shift.starts_at < ${from}::timestamptz + ${hours}::int * interval '1 hour'
      CROSS JOIN generate_series(0, ${hours}::int - 1) AS hour
      WHERE crew.agency_id = ANY(${agencyIds}::uuid[])
        AND shift.starts_at <= ${from}::timestamptz + (hour + 0.5) * interval '1 hour'
        AND shift.ends_at > ${from}::timestamptz + (hour + 0.5) * interval '1 hour'
      GROUP BY crew.agency_id, hour ORDER BY crew.agency_id, hour`,
  );
}

/** What is known of the stations of a province and of those around it. */
export async function readStaffingFacts(
  connection: Connection,
  { province, from, to, rosterFrom, stations, neighbours }: StaffingArea,
): Promise<StaffingFacts> {
  const asked = { agencyIds: stations.map(({ id }) => id), from, to };
  const everywhere = [...asked.agencyIds, ...neighbours.map(({ id }) => id)];
  const { n, first } = await countInProvince(connection, { province, from, to });
  const kinds = await describeKinds(connection, asked);
  const start = momentOf(rosterFrom, 0);
  const planned = await countPlannedUnits(connection, {
    ...{ agencyIds: everywhere, from: start, hours: HOURS_OF_THE_WEEK },
  });
  // Monday is 0.
  const weekday = (new Date(`${rosterFrom}T00:00:00Z`).getUTCDay() + 6) % 7;
  return {
    ...{ inProvince: n, first, hours: await countCalls(connection, asked) },
    kinds: kinds.map(({ scenes, sceneMinutes, ...kind }) => ({
      ...kind,
      scene: { n: scenes, minutes: sceneMinutes ?? [] },
    })),
    handling: await measureHandling(connection, asked),
    ways: await measureWays(connection, asked),
    units: await countUnits(connection, everywhere),
    rosters: planned.map((row) => ({ ...row, hour: (row.hour + weekday * 24) % HOURS_OF_THE_WEEK })),
  };
}
