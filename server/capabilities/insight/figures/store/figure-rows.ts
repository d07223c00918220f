import type { Dimension, FiguresQuery, Interval } from '#contract/insight';
import type { ThaiDay } from '#contract/thai-day';
import { type Connection, getRow, type RawBuilder, rows, sql } from '#platform/database/database';
import type { Scope } from '../scope.ts';

/** What is counted: the days, the kinds, and whose. */
export type Asked = Pick<FiguresQuery, 'from' | 'to' | 'type' | 'channel'> & { scope: Scope };

export type CountRow = {
  day: ThaiDay;
  type: string;
  channel: string;
  disposition: string;
  apart: string;
  n: number;
  silent: number;
  reopened: number;
  nobodyCame: number;
};
type Sums = Omit<CountRow, 'day'>;

/** Null: every one. */
const filterOf = ({ type, channel }: Asked) => ({ types: type ?? null, channels: channel ?? null });

/** Sums by kind, channel, disposition and what is counted apart. A province and the nation from sums, agencies from their facts. */
export function countIncidents(connection: Connection, asked: Asked): Promise<Sums[]> {
  const { from, to, scope } = asked;
  const { types, channels } = filterOf(asked);
  if ('agencyIds' in scope) {
    return rows(
      connection,
      sql<Sums>`SELECT type, channel, coalesce(disposition, '') AS disposition, coalesce(apart, '') AS apart, count(*)::int AS n,
          (count(*) FILTER (WHERE is_silent))::int AS silent, (count(*) FILTER (WHERE reopen_count > 0))::int AS reopened,
          (count(*) FILTER (WHERE nobody_came_count > 0))::int AS "nobodyCame"
        FROM insight.incident_facts WHERE agency_id = ANY(${scope.agencyIds}::uuid[])
          AND day BETWEEN ${from}::date AND ${to}::date
          AND (${types}::text[] IS NULL OR type = ANY(${types}::text[]))
          AND (${channels}::text[] IS NULL OR channel = ANY(${channels}::text[]))
        GROUP BY type, channel, coalesce(disposition, ''), coalesce(apart, '')`,
    );
  }
  return rows(
    connection,
    sql<Sums>`SELECT type, channel, disposition, apart, sum(n)::int AS n, sum(silent)::int AS silent,
        sum(reopened)::int AS reopened, sum(nobody_came)::int AS "nobodyCame"
      FROM insight.day_counts WHERE (${scope.province}::text IS NULL OR province_code = ${scope.province}::text)
        AND day BETWEEN ${from}::date AND ${to}::date
        AND (${types}::text[] IS NULL OR type = ANY(${types}::text[]))
          AND (${channels}::text[] IS NULL OR channel = ANY(${channels}::text[]))
      GROUP BY type, channel, disposition, apart`,
  );
}

export type DayRow = { on: ThaiDay; n: number };

/** Counted incidents of each day or month that has any. */
export function countByTime(connection: Connection, asked: Asked, step: 'day' | 'month'): Promise<DayRow[]> {
  const { from, to, scope } = asked;
  const { types, channels } = filterOf(asked);
  if ('agencyIds' in scope) {
    return rows(
      connection,
      sql<DayRow>`SELECT date_trunc(${step}::text, day::timestamp)::date::text AS on, count(*)::int AS n
        FROM insight.incident_facts WHERE agency_id = ANY(${scope.agencyIds}::uuid[]) AND apart IS NULL
          AND day BETWEEN ${from}::date AND ${to}::date
          AND (${types}::text[] IS NULL OR type = ANY(${types}::text[]))
          AND (${channels}::text[] IS NULL OR channel = ANY(${channels}::text[]))
        GROUP BY 1 ORDER BY 1`,
    );
  }
  return rows(
    connection,
    sql<DayRow>`SELECT date_trunc(${step}::text, day::timestamp)::date::text AS on, sum(n)::int AS n
      FROM insight.day_counts WHERE (${scope.province}::text IS NULL OR province_code = ${scope.province}::text)
        AND apart = '' AND day BETWEEN ${from}::date AND ${to}::date
        AND (${types}::text[] IS NULL OR type = ANY(${types}::text[]))
          AND (${channels}::text[] IS NULL OR channel = ANY(${channels}::text[]))
      GROUP BY 1 ORDER BY 1`,
  );
}

export type CellRow = { row: string; column: string; n: number };

/** A part of a statement: the code of a dimension, as a text. */
const CODES: Record<Dimension, RawBuilder<unknown>> = {
  time: sql`day::text`,
  area: sql`province_code`,
  agency: sql`agency_id::text`,
  type: sql`type`,
  channel: sql`channel`,
  disposition: sql`coalesce(disposition, '')`,
};
/** One level below what was asked for. */
const AREA_BELOW = { province: sql`district_code`, agency: sql`subdistrict_code` };

/**
 * Counted incidents by one or two dimensions. The nation is counted from its sums, a province and agencies from their facts, which
 * know district and agency.
 */
export function countByDimensions(
  connection: Connection,
  asked: Asked,
  { row, column, step }: { row: Dimension; column: Dimension | undefined; step: 'day' | 'month' },
): Promise<CellRow[]> {
  const { from, to, scope } = asked;
  const { types, channels } = filterOf(asked);
  const isNation = 'province' in scope && scope.province === null;
  const below = 'agencyIds' in scope ? AREA_BELOW.agency : AREA_BELOW.province;
  const codeOf = (dimension: Dimension | undefined) => {
    if (dimension === undefined) return sql`''`;
    if (dimension === 'time' && step === 'month') return sql`date_trunc('month', day::timestamp)::date::text`;
    return dimension === 'area' && !isNation ? below : CODES[dimension];
  };
  if (isNation) {
    return rows(
      connection,
      sql<CellRow>`SELECT ${codeOf(row)} AS row, ${codeOf(column)} AS column, sum(n)::int AS n FROM insight.day_counts
        WHERE apart = '' AND day BETWEEN ${from}::date AND ${to}::date
          AND (${types}::text[] IS NULL OR type = ANY(${types}::text[]))
          AND (${channels}::text[] IS NULL OR channel = ANY(${channels}::text[]))
        GROUP BY 1, 2`,
    );
  }
  const whose =
    'agencyIds' in scope
      ? sql`agency_id = ANY(${scope.agencyIds}::uuid[])`
      : sql`province_code = ${scope.province}::text`;
  return rows(
    connection,
    sql<CellRow>`SELECT ${codeOf(row)} AS row, ${codeOf(column)} AS column, count(*)::int AS n FROM insight.incident_facts
      WHERE ${whose} AND apart IS NULL AND day BETWEEN ${from}::date AND ${to}::date
        AND (${types}::text[] IS NULL OR type = ANY(${types}::text[]))
        AND (${channels}::text[] IS NULL OR channel = ANY(${channels}::text[]))
      GROUP BY 1, 2`,
  );
}

export type ProvinceBinRow = { province: string; bin: number; n: number };

/** One interval of every province. */
export function countBinsByProvince(
  connection: Connection,
  asked: Asked,
  interval: Interval,
): Promise<ProvinceBinRow[]> {
  const { from, to } = asked;
  const { types, channels } = filterOf(asked);
  return rows(
    connection,
    sql<ProvinceBinRow>`SELECT province_code AS province, bin::int AS bin, sum(n)::int AS n FROM insight.interval_bins
      WHERE interval = ${interval} AND day BETWEEN ${from}::date AND ${to}::date
        AND (${types}::text[] IS NULL OR type = ANY(${types}::text[]))
        AND (${channels}::text[] IS NULL OR channel = ANY(${channels}::text[]))
      GROUP BY province_code, bin`,
  );
}

/** Reports of these days that nobody finished: given up, or waiting for a place. */
export async function countUnfinished(connection: Connection, { from, to }: { from: Date; to: Date }): Promise<number> {
  const { n } = await getRow(
    connection,
    sql<{ n: number }>`SELECT count(*)::int AS n FROM intake.published_first_contacts
      WHERE is_unfinished AND started_at >= ${from} AND started_at < ${to}`,
  );
  return n;
}

export type BinRow = { interval: Interval; bin: number; n: number };

/** How many took how long; bin -1: not recorded. */
export function countBins(connection: Connection, asked: Asked): Promise<BinRow[]> {
  const { from, to, scope } = asked;
  const { types, channels } = filterOf(asked);
  if ('agencyIds' in scope) {
    return rows(
      connection,
      sql<BinRow>`SELECT interval, bin::int AS bin, count(*)::int AS n FROM insight.fact_intervals
        WHERE agency_id = ANY(${scope.agencyIds}::uuid[]) AND day BETWEEN ${from}::date AND ${to}::date
          AND (${types}::text[] IS NULL OR type = ANY(${types}::text[]))
          AND (${channels}::text[] IS NULL OR channel = ANY(${channels}::text[]))
        GROUP BY interval, bin`,
    );
  }
  return rows(
    connection,
    sql<BinRow>`SELECT interval, bin::int AS bin, sum(n)::int AS n FROM insight.interval_bins
      WHERE (${scope.province}::text IS NULL OR province_code = ${scope.province}::text)
        AND day BETWEEN ${from}::date AND ${to}::date
        AND (${types}::text[] IS NULL OR type = ANY(${types}::text[]))
          AND (${channels}::text[] IS NULL OR channel = ANY(${channels}::text[]))
      GROUP BY interval, bin`,
  );
}

export type HourRow = { hour: number; n: number };

/** Of whole months: `from` and `to` are a first and a last day. */
export function countHours(connection: Connection, asked: Asked): Promise<HourRow[]> {
  const { from, to, scope } = asked;
  const { types, channels } = filterOf(asked);
  if ('agencyIds' in scope) {
    return rows(
      connection,
      sql<HourRow>`SELECT hour_of_week AS hour, count(*)::int AS n
        FROM insight.incident_facts WHERE agency_id = ANY(${scope.agencyIds}::uuid[]) AND apart IS NULL
          AND day BETWEEN ${from}::date AND ${to}::date
          AND (${types}::text[] IS NULL OR type = ANY(${types}::text[]))
          AND (${channels}::text[] IS NULL OR channel = ANY(${channels}::text[]))
        GROUP BY hour_of_week`,
    );
  }
  return rows(
    connection,
    sql<HourRow>`SELECT hour, sum(n)::int AS n FROM insight.hour_of_week
      WHERE (${scope.province}::text IS NULL OR province_code = ${scope.province}::text)
        AND month BETWEEN ${from}::date AND ${to}::date
        AND (${types}::text[] IS NULL OR type = ANY(${types}::text[]))
          AND (${channels}::text[] IS NULL OR channel = ANY(${channels}::text[]))
      GROUP BY hour`,
  );
}

export type TargetRow = { interval: Interval; seconds: number; percent: number; source: string; isVerified: boolean };

/** The targets that held on a day. */
export function listTargets(connection: Connection, on: ThaiDay): Promise<TargetRow[]> {
  return rows(
    connection,
    sql<TargetRow>`SELECT DISTINCT ON (interval) interval, seconds, percent, source, is_verified AS "isVerified"
      FROM insight.targets WHERE valid_from <= ${on}::date ORDER BY interval, valid_from DESC`,
  );
}

/** The time of the first entry of the log that the figures do not know yet; null when they know all. */
export async function findUnfollowedSince(connection: Connection): Promise<Date | null> {
  const { at } = await getRow(
    connection,
    sql<{ at: Date | null }>`SELECT least(
      (SELECT at FROM platform.published_log WHERE seq IS NULL ORDER BY id LIMIT 1),
      (SELECT at FROM platform.published_log WHERE seq > (SELECT seq FROM insight.cursor) ORDER BY seq LIMIT 1)) AS at`,
  );
  return at;
}
