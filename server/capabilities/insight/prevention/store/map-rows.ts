import type { ThaiDay } from '#contract/thai-day';
import { type Connection, findRow, type RawBuilder, rows, sql } from '#platform/database/database';
import type { MapPeriod } from '../map-period.ts';
import type { ProvinceResult } from '../map-province.ts';

/** What the maps of a province were made of, and what they say. */
export type ProvinceMap = {
  week: ThaiDay;
  from: ThaiDay;
  to: ThaiDay;
  madeAt: Date;
  /** `too-few`: too little was reported for any of the methods; `too-long`: given up, and tried again next week. */
  state: 'made' | 'too-few' | 'too-long';
  n: number;
  vague: number;
  notReported: number;
  seed: number;
  shuffles: number;
  rulesVersion: number;
  result: ProvinceResult | null;
};

/**
 * The maps of this week are still to be made. Not before the facts have been recounted in it: on Monday they are a week's, and after
 * the very first start there are none before.
 */
export function findMapsDue(week: ThaiDay): RawBuilder<unknown> {
  return sql`SELECT 1 FROM insight.cursor WHERE recounted_on >= ${week}::date
    AND (NOT EXISTS (SELECT FROM insight.province_maps)
      OR EXISTS (SELECT FROM insight.province_maps AS map WHERE map.week IS DISTINCT FROM ${week}::date)) LIMIT 1`;
}

export async function addProvinces(connection: Connection, codes: readonly string[]): Promise<void> {
  await sql`INSERT INTO insight.province_maps (province_code) SELECT code FROM unnest(${[...codes]}::text[]) AS code
    ON CONFLICT DO NOTHING`.execute(connection);
}

type TooFew = MapPeriod & { yearFrom: ThaiDay; fewest: number; madeAt: Date };

/** Says of all provinces with fewer incidents in the year that these are too few; nothing needs to be computed for that. */
export async function sayTooFew(
  connection: Connection,
  { week, from, to, yearFrom, fewest, madeAt }: TooFew,
): Promise<void> {
  await sql`UPDATE insight.province_maps AS map SET week = ${week}::date, from_day = ${from}::date, to_day = ${to}::date,
      made_at = ${madeAt}, state = 'too-few', n = coalesce(counted.n, 0), vague = 0, not_reported = 0, seed = 0, shuffles = 0,
      rules_version = 0, result = NULL
    FROM insight.province_maps AS own LEFT JOIN (SELECT province_code, count(*)::integer AS n FROM insight.incident_facts
      WHERE day BETWEEN ${yearFrom}::date AND ${to}::date AND apart IS NULL GROUP BY province_code) AS counted
      ON counted.province_code = own.province_code
    WHERE map.province_code = own.province_code AND map.week IS DISTINCT FROM ${week}::date
      AND coalesce(counted.n, 0) < ${fewest}`.execute(connection);
}

/** The next province that nobody is at; ours until the end of the transaction, however it ends. */
export async function lockNextProvince(tx: Connection, week: ThaiDay): Promise<string | undefined> {
  const found = await findRow(
    tx,
    sql<{ province: string }>`SELECT province_code AS province FROM insight.province_maps
      WHERE week IS DISTINCT FROM ${week}::date ORDER BY province_code LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
  return found?.province;
}

export async function saveMap(tx: Connection, province: string, map: ProvinceMap): Promise<void> {
  await sql`UPDATE insight.province_maps SET week = ${map.week}::date, from_day = ${map.from}::date, to_day = ${map.to}::date,
      made_at = ${map.madeAt}, state = ${map.state}, n = ${map.n}, vague = ${map.vague}, not_reported = ${map.notReported},
      seed = ${map.seed}, shuffles = ${map.shuffles}, rules_version = ${map.rulesVersion},
      result = ${map.result === null ? null : JSON.stringify(map.result)}::jsonb
    WHERE province_code = ${province}`.execute(tx);
}

/** The newest maps of a province; undefined when none was ever made. */
export function findMap(connection: Connection, province: string): Promise<ProvinceMap | undefined> {
  return findRow(
    connection,
    sql<ProvinceMap>`SELECT week::text AS week, from_day::text AS "from", to_day::text AS "to", made_at AS "madeAt", state, n, vague,
        not_reported AS "notReported", seed, shuffles, rules_version AS "rulesVersion", result
      FROM insight.province_maps WHERE province_code = ${province} AND week IS NOT NULL`,
  );
}

/** A counted incident of a province. */
export type MapSource = {
  /** Days since 1970-01-01. */
  day: number;
  lat: number;
  lng: number;
  accuracyMetres: number | null;
  subdistrict: string;
  /** The place it belongs to, or itself. */
  place: string;
  /** Somebody else than a visitor sent by this system reported it. */
  isReported: boolean;
};

/** Counted incidents of a province, in an order that is the same each time. */
export function listMapSources(
  connection: Connection,
  province: string,
  { from, to }: { from: ThaiDay; to: ThaiDay },
): Promise<MapSource[]> {
  return rows(
    connection,
    sql<MapSource>`SELECT fact.day - date '1970-01-01' AS day, site.lat, site.lng, site.accuracy_metres AS "accuracyMetres",
        fact.subdistrict_code AS subdistrict, coalesce(place.root_id, fact.incident_id) AS place,
        EXISTS (SELECT FROM incident.published_report_incidents AS report WHERE report.incident_id = fact.incident_id
          AND NOT EXISTS (SELECT FROM insight.revisits AS visit WHERE visit.danger_report_id = report.report_id)) AS "isReported"
      FROM insight.incident_facts AS fact
        JOIN incident.published_exact_places AS site ON site.incident_id = fact.incident_id AND site.is_counted
        LEFT JOIN insight.place_incidents AS member ON member.incident_id = fact.incident_id
        LEFT JOIN insight.places AS place ON place.id = member.place_id
      WHERE fact.province_code = ${province} AND fact.day BETWEEN ${from}::date AND ${to}::date AND fact.apart IS NULL
      ORDER BY fact.day, fact.incident_id`,
  );
}
