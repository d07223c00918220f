import { type Connection, rows, sql } from '#platform/database/database';
import type { DayAndProvince } from './fact-rows.ts';

/** Makes the sums of these days and provinces anew from the facts: replaced, never added to. */
export async function replaceRollups(tx: Connection, keys: readonly DayAndProvince[]): Promise<void> {
  if (keys.length === 0) return;
  const [days, provinces] = [keys.map(({ day }) => day), keys.map(({ province }) => province)];
  const monthKeys = new Set(keys.map(({ day, province }) => `${day.slice(0, 7)}-01 ${province}`));
  const months = [...monthKeys].map((key) => key.slice(0, 10));
  const monthProvinces = [...monthKeys].map((key) => key.slice(11));
  await sql`DELETE FROM insight.day_counts WHERE (day, province_code) IN (
    SELECT * FROM unnest(${days}::date[], ${provinces}::text[]))`.execute(tx);
  await sql`INSERT INTO insight.day_counts SELECT * FROM insight.computed_day_counts WHERE (day, province_code) IN (
    SELECT * FROM unnest(${days}::date[], ${provinces}::text[]))`.execute(tx);
  await sql`DELETE FROM insight.interval_bins WHERE (day, province_code) IN (
    SELECT * FROM unnest(${days}::date[], ${provinces}::text[]))`.execute(tx);
  await sql`INSERT INTO insight.interval_bins SELECT * FROM insight.computed_interval_bins WHERE (day, province_code) IN (
    SELECT * FROM unnest(${days}::date[], ${provinces}::text[]))`.execute(tx);
  await sql`DELETE FROM insight.hour_of_week WHERE (month, province_code) IN (
    SELECT * FROM unnest(${months}::date[], ${monthProvinces}::text[]))`.execute(tx);
  // By its days, of which the facts have an index.
  await sql`INSERT INTO insight.hour_of_week
    SELECT wanted.month, fact.province_code, fact.type, fact.channel, fact.hour_of_week, count(*)::integer
    FROM unnest(${months}::date[], ${monthProvinces}::text[]) AS wanted (month, province_code)
    JOIN insight.incident_facts AS fact ON fact.province_code = wanted.province_code
      AND fact.day >= wanted.month AND fact.day < (wanted.month + interval '1 month')::date
    WHERE fact.apart IS NULL
    GROUP BY wanted.month, fact.province_code, fact.type, fact.channel, fact.hour_of_week`.execute(tx);
}

/** Days and provinces of a month whose sums are not what the facts say; what belongs to the whole month stands at its first day. */
export function listWrongRollups(connection: Connection, month: string): Promise<DayAndProvince[]> {
  return rows(
    connection,
    sql<DayAndProvince>`WITH span AS (SELECT ${month}::date AS first, (${month}::date + interval '1 month')::date AS next),
      day_counts AS (SELECT * FROM insight.day_counts WHERE day >= (SELECT first FROM span) AND day < (SELECT next FROM span)),
      counted AS (SELECT * FROM insight.computed_day_counts
        WHERE day >= (SELECT first FROM span) AND day < (SELECT next FROM span)),
      bins AS (SELECT * FROM insight.interval_bins WHERE day >= (SELECT first FROM span) AND day < (SELECT next FROM span)),
      binned AS (SELECT * FROM insight.computed_interval_bins
        WHERE day >= (SELECT first FROM span) AND day < (SELECT next FROM span)),
      hours AS (SELECT * FROM insight.hour_of_week WHERE month = (SELECT first FROM span)),
      timed AS (SELECT * FROM insight.computed_hour_of_week WHERE month = (SELECT first FROM span))
      SELECT day::text AS day, province_code AS province FROM ((TABLE day_counts EXCEPT TABLE counted) UNION ALL
        (TABLE counted EXCEPT TABLE day_counts)) AS wrong
      UNION SELECT day::text, province_code FROM ((TABLE bins EXCEPT TABLE binned) UNION ALL (TABLE binned EXCEPT TABLE bins)) AS wrong
      UNION SELECT month::text, province_code FROM ((TABLE hours EXCEPT TABLE timed) UNION ALL
        (TABLE timed EXCEPT TABLE hours)) AS wrong`,
  );
}
