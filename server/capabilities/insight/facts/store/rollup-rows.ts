import { NATION } from '#contract/open-data';
import { firstOfMonth, type ThaiDay } from '#contract/thai-day';
import { type Connection, type RawBuilder, rows, sql } from '#platform/database/database';
import type { FactCell } from './fact-rows.ts';

// Sums of the nation's days, and of the months of each province and of the nation. What a sum is made of stands here once: it is made
// for some keys after a change, for a whole month when there is much to do, and compared with what stands there.

/** Type and channel of the sums of all kinds together: most who ask how long people waited ask for no kind. */
const ALL = '';

/** Which sums: those that a few facts count in, or all of a month. */
type Which = { keys: Keys } | { month: ThaiDay };
type Keys = {
  months: { month: ThaiDay[]; area: string[]; type: string[]; channel: string[] };
  days: { day: ThaiDay[]; type: string[]; channel: string[] };
};

const FACTS = sql`insight.incident_facts`;
const INTERVALS = sql`insight.fact_intervals`;

/** Makes the sums in which these facts count, or counted, anew: replaced, never added to. */
export async function replaceRollups(tx: Connection, cells: readonly FactCell[]): Promise<void> {
  if (cells.length > 0) await write(tx, { keys: keysOf(cells) });
}

/** Makes all sums of a month anew. @param month its first day */
export function makeRollups(tx: Connection, month: ThaiDay): Promise<void> {
  return write(tx, { month });
}

function keysOf(cells: readonly FactCell[]): Keys {
  const months = distinct(
    cells.flatMap(({ day, province, ...own }) =>
      [province, NATION].flatMap((area) => kindsOf(own).map((kind) => ({ month: firstOfMonth(day), area, ...kind }))),
    ),
  );
  const days = distinct(cells.flatMap(({ day, ...own }) => kindsOf(own).map((kind) => ({ day, ...kind }))));
  return {
    months: {
      month: months.map(({ month }) => month),
      area: months.map(({ area }) => area),
      type: months.map(({ type }) => type),
      channel: months.map(({ channel }) => channel),
    },
    days: {
      day: days.map(({ day }) => day),
      type: days.map(({ type }) => type),
      channel: days.map(({ channel }) => channel),
    },
  };
}

function kindsOf({ type, channel }: Pick<FactCell, 'type' | 'channel'>) {
  return [
    { type, channel },
    { type: ALL, channel: ALL },
  ];
}

function distinct<Key extends object>(keys: readonly Key[]): Key[] {
  return [...new Map(keys.map((key) => [Object.values(key).join(' '), key])).values()];
}

async function write(tx: Connection, which: Which): Promise<void> {
  await sql`DELETE FROM insight.month_counts AS sums WHERE ${isAmongMonths(which)}`.execute(tx);
  await sql`INSERT INTO insight.month_counts ${countsOf(ofMonths(which, FACTS))}`.execute(tx);
  await sql`INSERT INTO insight.month_counts ${countsOfNation(which)}`.execute(tx);
  await sql`DELETE FROM insight.day_counts AS sums WHERE ${isAmongDays(which)}`.execute(tx);
  await sql`INSERT INTO insight.day_counts
    SELECT starts_on, type, channel, disposition, apart, n, silent, reopened, nobody_came
    FROM (${countsOf(ofDays(which, FACTS))}) AS counted`.execute(tx);
  await sql`DELETE FROM insight.month_interval_bins AS sums WHERE ${isAmongMonths(which)}`.execute(tx);
  await sql`INSERT INTO insight.month_interval_bins ${binsOf(ofMonths(which, INTERVALS))}`.execute(tx);
  await sql`INSERT INTO insight.month_interval_bins ${binsOfAllInMonths(which)}`.execute(tx);
  await sql`INSERT INTO insight.month_interval_bins ${binsOfNation(which)}`.execute(tx);
  await sql`DELETE FROM insight.interval_bins AS sums WHERE ${isAmongDays(which)}`.execute(tx);
  await sql`INSERT INTO insight.interval_bins
    SELECT starts_on, type, channel, interval, bins, counts FROM (${binsOf(ofDays(which, INTERVALS))}) AS counted`.execute(
    tx,
  );
  await sql`INSERT INTO insight.interval_bins
    SELECT starts_on, type, channel, interval, bins, counts FROM (${binsOfAllInDays(which)}) AS counted`.execute(tx);
  await sql`DELETE FROM insight.hour_of_week AS sums WHERE ${isAmongMonths(which)}`.execute(tx);
  await sql`INSERT INTO insight.hour_of_week ${hoursOf(ofMonths(which, FACTS))}`.execute(tx);
  await sql`INSERT INTO insight.hour_of_week ${hoursOfNation(which)}`.execute(tx);
}

export type WrongRollup = { day: ThaiDay; area: string };

/**
 * Days and areas of a month whose sums are not what the facts say; what belongs to the whole month stands at its first day. The nation's
 * months are compared with the sums of its provinces, which are compared with the facts.
 */
export function listWrongRollups(connection: Connection, month: ThaiDay): Promise<WrongRollup[]> {
  const which: Which = { month };
  return rows(
    connection,
    sql<WrongRollup>`WITH counts AS (
        SELECT month AS starts_on, area, type, channel, disposition, apart, n, silent, reopened, nobody_came
          FROM insight.month_counts AS sums WHERE ${isAmongMonths(which)}
        UNION ALL SELECT day, ${NATION}::text, type, channel, disposition, apart, n, silent, reopened, nobody_came
          FROM insight.day_counts AS sums WHERE ${isAmongDays(which)}),
      counted AS (
        SELECT * FROM (${countsOf(ofMonths(which, FACTS))}) AS province
        UNION ALL SELECT * FROM (${countsOfNation(which)}) AS nation
        UNION ALL SELECT * FROM (${countsOf(ofDays(which, FACTS))}) AS day),
      bins AS (
        SELECT month AS starts_on, area, type, channel, interval, bins, counts
          FROM insight.month_interval_bins AS sums WHERE ${isAmongMonths(which)}
        UNION ALL SELECT day, ${NATION}::text, type, channel, interval, bins, counts
          FROM insight.interval_bins AS sums WHERE ${isAmongDays(which)}),
      binned AS (
        SELECT * FROM (${binsOf(ofMonths(which, INTERVALS))}) AS province
        UNION ALL SELECT * FROM (${binsOfAllInMonths(which)}) AS province_all
        UNION ALL SELECT * FROM (${binsOfNation(which)}) AS nation
        UNION ALL SELECT * FROM (${binsOf(ofDays(which, INTERVALS))}) AS day
        UNION ALL SELECT * FROM (${binsOfAllInDays(which)}) AS day_all),
      hours AS (SELECT month AS starts_on, area, type, channel, hours, counts
        FROM insight.hour_of_week AS sums WHERE ${isAmongMonths(which)}),
      timed AS (
        SELECT * FROM (${hoursOf(ofMonths(which, FACTS))}) AS province
        UNION ALL SELECT * FROM (${hoursOfNation(which)}) AS nation)
      SELECT starts_on::text AS day, area FROM ((TABLE counts EXCEPT TABLE counted) UNION ALL
        (TABLE counted EXCEPT TABLE counts)) AS wrong
      UNION SELECT starts_on::text, area FROM ((TABLE bins EXCEPT TABLE binned) UNION ALL (TABLE binned EXCEPT TABLE bins)) AS wrong
      UNION SELECT starts_on::text, area FROM ((TABLE hours EXCEPT TABLE timed) UNION ALL (TABLE timed EXCEPT TABLE hours)) AS wrong`,
  );
}

/** A part of a statement: the facts of provinces' months, found by province and day. `starts_on` and `area` are what they count for. */
function ofMonths(which: Which, facts: RawBuilder<unknown>): RawBuilder<unknown> {
  if ('month' in which) {
    return sql`SELECT ${which.month}::date AS starts_on, one.province_code AS area, one.* FROM ${facts} AS one
      WHERE one.day >= ${which.month}::date AND one.day < (${which.month}::date + interval '1 month')::date`;
  }
  const { month, area, type, channel } = which.keys.months;
  // No fact is of the area of the nation, or of all kinds.
  return sql`SELECT key.month AS starts_on, key.area, one.*
    FROM unnest(${month}::date[], ${area}::text[], ${type}::text[], ${channel}::text[]) AS key (month, area, type, channel)
    JOIN ${facts} AS one ON one.province_code = key.area AND one.day >= key.month
      AND one.day < (key.month + interval '1 month')::date AND one.type = key.type AND one.channel = key.channel`;
}

/** The facts of the nation's days. */
function ofDays(which: Which, facts: RawBuilder<unknown>): RawBuilder<unknown> {
  if ('month' in which) {
    return sql`SELECT one.day AS starts_on, ${NATION}::text AS area, one.* FROM ${facts} AS one
      WHERE one.day >= ${which.month}::date AND one.day < (${which.month}::date + interval '1 month')::date`;
  }
  const { day, type, channel } = which.keys.days;
  return sql`SELECT one.day AS starts_on, ${NATION}::text AS area, one.*
    FROM unnest(${day}::date[], ${type}::text[], ${channel}::text[]) AS key (day, type, channel)
    JOIN ${facts} AS one ON one.day = key.day AND one.type = key.type AND one.channel = key.channel`;
}

/** Of `sums`, whose rows are of months. */
function isAmongMonths(which: Which): RawBuilder<unknown> {
  if ('month' in which) return sql`sums.month = ${which.month}::date`;
  const { month, area, type, channel } = which.keys.months;
  return sql`(sums.month, sums.area, sums.type, sums.channel) IN (
    SELECT * FROM unnest(${month}::date[], ${area}::text[], ${type}::text[], ${channel}::text[]))`;
}

/** Of `sums`, whose rows are of days. */
function isAmongDays(which: Which): RawBuilder<unknown> {
  if ('month' in which) {
    return sql`sums.day >= ${which.month}::date AND sums.day < (${which.month}::date + interval '1 month')::date`;
  }
  const { day, type, channel } = which.keys.days;
  return sql`(sums.day, sums.type, sums.channel) IN (
    SELECT * FROM unnest(${day}::date[], ${type}::text[], ${channel}::text[]))`;
}

/** Of `sums`, whose rows are of months: those of provinces that a month of the nation is the sum of. */
function isOfNation(which: Which): RawBuilder<unknown> {
  if ('month' in which) return sql`sums.area <> ${NATION} AND sums.month = ${which.month}::date`;
  const { month, type, channel } = which.keys.months;
  return sql`sums.area <> ${NATION} AND (sums.month, sums.type, sums.channel) IN (
    SELECT * FROM unnest(${month}::date[], ${type}::text[], ${channel}::text[]))`;
}

function countsOf(facts: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT starts_on, area, type, channel, coalesce(disposition, '') AS disposition, coalesce(apart, '') AS apart,
      count(*)::integer AS n, (count(*) FILTER (WHERE is_silent))::integer AS silent,
      (count(*) FILTER (WHERE reopen_count > 0))::integer AS reopened,
      (count(*) FILTER (WHERE nobody_came_count > 0))::integer AS nobody_came
    FROM (${facts}) AS fact
    GROUP BY starts_on, area, type, channel, coalesce(disposition, ''), coalesce(apart, '')`;
}

function countsOfNation(which: Which): RawBuilder<unknown> {
  return sql`SELECT month AS starts_on, ${NATION}::text AS area, type, channel, disposition, apart, sum(n)::integer AS n,
      sum(silent)::integer AS silent, sum(reopened)::integer AS reopened, sum(nobody_came)::integer AS nobody_came
    FROM insight.month_counts AS sums WHERE ${isOfNation(which)}
    GROUP BY month, type, channel, disposition, apart`;
}

function binsOf(intervals: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT starts_on, area, type, channel, interval, array_agg(bin ORDER BY bin) AS bins,
      array_agg(n ORDER BY bin) AS counts
    FROM (SELECT starts_on, area, type, channel, interval, bin::smallint AS bin, count(*)::integer AS n
      FROM (${intervals}) AS fact GROUP BY starts_on, area, type, channel, interval, fact.bin) AS counted
    GROUP BY starts_on, area, type, channel, interval`;
}

/** All kinds together, from the sums of each kind that stand there. */
function binsOfAllInMonths(which: Which): RawBuilder<unknown> {
  return addedUp(sql`SELECT sums.month AS starts_on, sums.area, ${ALL}::text AS type, ${ALL}::text AS channel, sums.interval,
      sums.bins, sums.counts FROM insight.month_interval_bins AS sums
    WHERE sums.area <> ${NATION} AND sums.type <> ${ALL} AND ${
      'month' in which
        ? sql`sums.month = ${which.month}::date`
        : sql`(sums.month, sums.area) IN (
          SELECT * FROM unnest(${which.keys.months.month}::date[], ${which.keys.months.area}::text[]))`
    }`);
}

function binsOfAllInDays(which: Which): RawBuilder<unknown> {
  return addedUp(sql`SELECT sums.day AS starts_on, ${NATION}::text AS area, ${ALL}::text AS type, ${ALL}::text AS channel,
      sums.interval, sums.bins, sums.counts FROM insight.interval_bins AS sums
    WHERE sums.type <> ${ALL} AND ${
      'month' in which ? isAmongDays(which) : sql`sums.day = ANY(${which.keys.days.day}::date[])`
    }`);
}

function binsOfNation(which: Which): RawBuilder<unknown> {
  return addedUp(sql`SELECT sums.month AS starts_on, ${NATION}::text AS area, sums.type, sums.channel, sums.interval, sums.bins,
      sums.counts FROM insight.month_interval_bins AS sums WHERE ${isOfNation(which)}`);
}

/** Sums of the same key as one. */
function addedUp(sums: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT starts_on, area, type, channel, interval, array_agg(bin ORDER BY bin) AS bins, array_agg(n ORDER BY bin) AS counts
    FROM (SELECT part.starts_on, part.area, part.type, part.channel, part.interval, held.bin, sum(held.n)::integer AS n
      FROM (${sums}) AS part CROSS JOIN LATERAL unnest(part.bins, part.counts) AS held (bin, n)
      GROUP BY part.starts_on, part.area, part.type, part.channel, part.interval, held.bin) AS counted
    GROUP BY starts_on, area, type, channel, interval`;
}

function hoursOf(facts: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT starts_on, area, type, channel, array_agg(hour_of_week ORDER BY hour_of_week) AS hours,
      array_agg(n ORDER BY hour_of_week) AS counts
    FROM (SELECT starts_on, area, type, channel, hour_of_week, count(*)::integer AS n FROM (${facts}) AS fact
      WHERE apart IS NULL GROUP BY starts_on, area, type, channel, hour_of_week) AS counted
    GROUP BY starts_on, area, type, channel`;
}

function hoursOfNation(which: Which): RawBuilder<unknown> {
  return sql`SELECT month AS starts_on, ${NATION}::text AS area, type, channel, array_agg(hour ORDER BY hour) AS hours,
      array_agg(n ORDER BY hour) AS counts
    FROM (SELECT sums.month, sums.type, sums.channel, held.hour, sum(held.n)::integer AS n
      FROM insight.hour_of_week AS sums CROSS JOIN LATERAL unnest(sums.hours, sums.counts) AS held (hour, n)
      WHERE ${isOfNation(which)} GROUP BY sums.month, sums.type, sums.channel, held.hour) AS counted
    GROUP BY month, type, channel`;
}
