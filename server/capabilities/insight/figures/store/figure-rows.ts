import type { Dimension, FiguresQuery, Interval } from '#contract/insight';
import { NATION } from '#contract/open-data';
import type { ThaiDay } from '#contract/thai-day';
import { type Connection, getRow, type RawBuilder, rows, sql } from '#platform/database/database';
import type { Scope } from '../scope.ts';
import { asDays, type SpanParts, splitSpan } from '../span.ts';

/** What is counted: the days, the kinds, and whose. */
export type Asked = Pick<FiguresQuery, 'from' | 'to' | 'type' | 'channel'> & { scope: Scope };
type Step = 'day' | 'month';

// Agencies are counted from their facts, a province and the nation from sums of the whole months of a span; what lies before and after
// them from facts, or for the nation from sums of its days.

/** Whether what is counted is of the kinds asked for; without any, of all. */
function isAsked({ type, channel }: Asked): RawBuilder<unknown> {
  const [types, channels] = [type ?? null, channel ?? null];
  return sql`(${types}::text[] IS NULL OR type = ANY(${types}::text[]))
    AND (${channels}::text[] IS NULL OR channel = ANY(${channels}::text[]))`;
}

/** Of sums of intervals: all kinds together have a row of their own, without a type. */
function isOfKinds({ type, channel }: Asked): RawBuilder<unknown> {
  return type === undefined && channel === undefined ? sql`type = ''` : sql`type <> ''`;
}

/** The days at the ends of a span, or all of them. */
function isAtEnds({ from, first, next, to }: SpanParts): RawBuilder<unknown> {
  return sql`(day >= ${from}::date AND day < ${first}::date OR day >= ${next}::date AND day <= ${to}::date)`;
}

function isWholeMonth({ first, next }: SpanParts): RawBuilder<unknown> {
  return sql`month >= ${first}::date AND month < ${next}::date`;
}

/** Each fact as a sum of one. */
const EACH_FACT = sql`SELECT day AS starts_on, type, channel, coalesce(disposition, '') AS disposition, coalesce(apart, '') AS apart,
    1 AS n, is_silent::integer AS silent, (reopen_count > 0)::integer AS reopened, (nobody_came_count > 0)::integer AS nobody_came
  FROM insight.incident_facts`;
const MONTHS = sql`SELECT month AS starts_on, type, channel, disposition, apart, n, silent, reopened, nobody_came
  FROM insight.month_counts`;
const DAYS = sql`SELECT day AS starts_on, type, channel, disposition, apart, n, silent, reopened, nobody_came
  FROM insight.day_counts`;

/** A part of a statement: sums of days and months that together are what was asked for. @param step `day`: of days alone */
function countsOf({ scope, from, to }: Asked, step: Step): RawBuilder<unknown> {
  if ('agencyIds' in scope) {
    return sql`${EACH_FACT} WHERE agency_id = ANY(${scope.agencyIds}::uuid[]) AND day BETWEEN ${from}::date AND ${to}::date`;
  }
  const parts = step === 'day' ? asDays({ from, to }) : splitSpan({ from, to });
  if (scope.province === null) {
    return sql`${DAYS} WHERE ${isAtEnds(parts)} UNION ALL ${MONTHS} WHERE area = ${NATION} AND ${isWholeMonth(parts)}`;
  }
  return sql`${EACH_FACT} WHERE province_code = ${scope.province} AND ${isAtEnds(parts)}
    UNION ALL ${MONTHS} WHERE area = ${scope.province} AND ${isWholeMonth(parts)}`;
}

export type Sums = {
  type: string;
  channel: string;
  disposition: string;
  apart: string;
  n: number;
  silent: number;
  reopened: number;
  nobodyCame: number;
};

/** Sums by kind, channel, disposition and what is counted apart. */
export function countIncidents(connection: Connection, asked: Asked): Promise<Sums[]> {
  return rows(
    connection,
    sql<Sums>`SELECT type, channel, disposition, apart, sum(n)::int AS n, sum(silent)::int AS silent,
        sum(reopened)::int AS reopened, sum(nobody_came)::int AS "nobodyCame"
      FROM (${countsOf(asked, 'month')}) AS counted WHERE ${isAsked(asked)}
      GROUP BY type, channel, disposition, apart`,
  );
}

export type DayRow = { on: ThaiDay; n: number };

/** Counted incidents of each day or month that has any. */
export function countByTime(connection: Connection, asked: Asked, step: Step): Promise<DayRow[]> {
  return rows(
    connection,
    sql<DayRow>`SELECT date_trunc(${step}::text, starts_on::timestamp)::date::text AS on, sum(n)::int AS n
      FROM (${countsOf(asked, step)}) AS counted WHERE apart = '' AND ${isAsked(asked)}
      GROUP BY 1 ORDER BY 1`,
  );
}

export type CellRow = { row: string; column: string; n: number };

/** A part of a statement: the code of a dimension, as a text. */
const CODES: Record<Exclude<Dimension, 'time'>, RawBuilder<unknown>> = {
  area: sql`area`,
  agency: sql`agency`,
  type: sql`type`,
  channel: sql`channel`,
  disposition: sql`disposition`,
};

function codeOf(dimension: Dimension | undefined, step: Step): RawBuilder<unknown> {
  if (dimension === undefined) return sql`''`;
  if (dimension === 'time') return sql`date_trunc(${step}::text, starts_on::timestamp)::date::text`;
  return CODES[dimension];
}

/** Each fact with its agency and an area. */
function factsBy(area: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT day AS starts_on, ${area} AS area, agency_id::text AS agency, type, channel,
    coalesce(disposition, '') AS disposition, coalesce(apart, '') AS apart, 1 AS n FROM insight.incident_facts`;
}

/** The sums of `countsOf` with the area below what is asked for, and the agency. Sums know provinces and no smaller area, and no agency. */
function placedCountsOf(
  { scope, from, to }: Asked,
  { step, dimensions }: { step: Step; dimensions: readonly (Dimension | undefined)[] },
): RawBuilder<unknown> {
  const isPlaced = dimensions.includes('area') || dimensions.includes('agency');
  if ('agencyIds' in scope) {
    return sql`${factsBy(sql`subdistrict_code`)} WHERE agency_id = ANY(${scope.agencyIds}::uuid[])
      AND day BETWEEN ${from}::date AND ${to}::date`;
  }
  if (scope.province !== null && isPlaced) {
    return sql`${factsBy(sql`district_code`)} WHERE province_code = ${scope.province} AND day BETWEEN ${from}::date AND ${to}::date`;
  }
  const parts = step === 'day' && dimensions.includes('time') ? asDays({ from, to }) : splitSpan({ from, to });
  if (isPlaced) {
    return sql`${factsBy(sql`province_code`)} WHERE ${isAtEnds(parts)}
      UNION ALL SELECT month, area, '', type, channel, disposition, apart, n FROM insight.month_counts
        WHERE area <> ${NATION} AND ${isWholeMonth(parts)}`;
  }
  const asked: Asked = { scope, from, to, type: undefined, channel: undefined };
  return sql`SELECT starts_on, '' AS area, '' AS agency, type, channel, disposition, apart, n
    FROM (${countsOf(asked, dimensions.includes('time') ? step : 'month')}) AS summed`;
}

/** Counted incidents by one or two dimensions. */
export function countByDimensions(
  connection: Connection,
  asked: Asked,
  { row, column, step }: { row: Dimension; column: Dimension | undefined; step: Step },
): Promise<CellRow[]> {
  return rows(
    connection,
    sql<CellRow>`SELECT ${codeOf(row, step)} AS row, ${codeOf(column, step)} AS column, sum(n)::int AS n
      FROM (${placedCountsOf(asked, { step, dimensions: [row, column] })}) AS counted
      WHERE apart = '' AND ${isAsked(asked)}
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
  const parts = splitSpan(asked);
  return rows(
    connection,
    sql<ProvinceBinRow>`SELECT province, bin::int AS bin, sum(n)::int AS n FROM (
        SELECT area AS province, type, channel, unnest(bins) AS bin, unnest(counts) AS n FROM insight.month_interval_bins
          WHERE area <> ${NATION} AND interval = ${interval} AND ${isWholeMonth(parts)} AND ${isOfKinds(asked)}
        UNION ALL SELECT province_code, type, channel, bin, 1 FROM insight.fact_intervals
          WHERE interval = ${interval} AND ${isAtEnds(parts)}) AS counted
      WHERE ${isAsked(asked)}
      GROUP BY province, bin`,
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

const MONTH_BINS = sql`SELECT type, channel, interval, unnest(bins) AS bin, unnest(counts) AS n
  FROM insight.month_interval_bins`;

/** How many incidents took how long, in parts as `countsOf` has them. */
function binsOf(asked: Asked): RawBuilder<unknown> {
  const { scope, from, to } = asked;
  if ('agencyIds' in scope) {
    return sql`SELECT type, channel, interval, bin, 1 AS n FROM insight.fact_intervals
      WHERE agency_id = ANY(${scope.agencyIds}::uuid[]) AND day BETWEEN ${from}::date AND ${to}::date`;
  }
  const parts = splitSpan({ from, to });
  if (scope.province === null) {
    return sql`SELECT type, channel, interval, unnest(bins) AS bin, unnest(counts) AS n FROM insight.interval_bins
        WHERE ${isAtEnds(parts)} AND ${isOfKinds(asked)}
      UNION ALL ${MONTH_BINS} WHERE area = ${NATION} AND ${isWholeMonth(parts)} AND ${isOfKinds(asked)}`;
  }
  return sql`SELECT type, channel, interval, bin, 1 AS n FROM insight.fact_intervals
      WHERE province_code = ${scope.province} AND ${isAtEnds(parts)}
    UNION ALL ${MONTH_BINS} WHERE area = ${scope.province} AND ${isWholeMonth(parts)} AND ${isOfKinds(asked)}`;
}

/** How many took how long; bin -1: not recorded. */
export function countBins(connection: Connection, asked: Asked): Promise<BinRow[]> {
  return rows(
    connection,
    sql<BinRow>`SELECT interval, bin::int AS bin, sum(n)::int AS n FROM (${binsOf(asked)}) AS counted
      WHERE ${isAsked(asked)} GROUP BY interval, bin`,
  );
}

export type HourRow = { hour: number; n: number };

/** Of whole months: `from` and `to` are a first and a last day. */
export function countHours(connection: Connection, asked: Asked): Promise<HourRow[]> {
  const { from, to, scope } = asked;
  if ('agencyIds' in scope) {
    return rows(
      connection,
      sql<HourRow>`SELECT hour_of_week AS hour, count(*)::int AS n
        FROM insight.incident_facts WHERE agency_id = ANY(${scope.agencyIds}::uuid[]) AND apart IS NULL
          AND day BETWEEN ${from}::date AND ${to}::date AND ${isAsked(asked)}
        GROUP BY hour_of_week`,
    );
  }
  return rows(
    connection,
    sql<HourRow>`SELECT hour, sum(n)::int AS n FROM (
        SELECT type, channel, unnest(hours) AS hour, unnest(counts) AS n FROM insight.hour_of_week
          WHERE area = ${scope.province ?? NATION} AND month BETWEEN ${from}::date AND ${to}::date) AS counted
      WHERE ${isAsked(asked)} GROUP BY hour`,
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
