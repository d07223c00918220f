import type { ThaiDay } from '#contract/thai-day';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Count } from '../public-tables.ts';
import type { BinCount } from '../response-times.ts';

/** Whole months: the first day of the first, and the last of the last. */
export type Span = { from: ThaiDay; to: ThaiDay };

export function countByProvince(connection: Connection, { from, to }: Span): Promise<Count[]> {
  return rows(
    connection,
    sql<Count>`SELECT area, type, sum(n)::int AS n FROM insight.month_counts
      WHERE area <> 'TH' AND month BETWEEN ${from}::date AND ${to}::date AND apart = '' GROUP BY area, type`,
  );
}

/** A year of facts: asked when its set is proposed, a few times in all. */
export function countByDistrict(connection: Connection, { from, to }: Span): Promise<Count[]> {
  return rows(
    connection,
    sql<Count>`SELECT district_code AS area, type, count(*)::int AS n FROM insight.incident_facts
      WHERE day BETWEEN ${from}::date AND ${to}::date AND apart IS NULL GROUP BY district_code, type`,
  );
}

/** Incidents with children, of every kind. */
export function countWithChildren(connection: Connection, { from, to }: Span): Promise<Count[]> {
  return rows(
    connection,
    sql<Count>`SELECT province_code AS area, 'with-children' AS type, count(*)::int AS n FROM insight.incident_facts
      WHERE day BETWEEN ${from}::date AND ${to}::date AND apart IS NULL AND has_children GROUP BY province_code`,
  );
}

export function countTimes(
  connection: Connection,
  { from, to }: Span,
  kinds: readonly string[],
  intervals: readonly string[],
): Promise<BinCount[]> {
  return rows(
    connection,
    sql<BinCount>`SELECT sums.area, sums.interval, held.bin, sum(held.n)::int AS n FROM insight.month_interval_bins AS sums
        CROSS JOIN LATERAL unnest(sums.bins, sums.counts) AS held (bin, n)
      WHERE sums.area <> 'TH' AND sums.month BETWEEN ${from}::date AND ${to}::date AND sums.type = ANY(${kinds}::text[])
        AND sums.interval = ANY(${intervals}::text[]) GROUP BY sums.area, sums.interval, held.bin`,
  );
}

/** The day of the first incident that is counted. */
export async function findFirstDay(connection: Connection): Promise<ThaiDay | undefined> {
  const found = await findRow(
    connection,
    sql<{ day: string | null }>`SELECT min(day)::text AS day FROM insight.day_counts`,
  );
  return found?.day ?? undefined;
}
