import type { ThaiDay } from '#contract/thai-day';
import { type Connection, getRow, rows, sql } from '#platform/database/database';

export type OutreachAsked = { from: ThaiDay; to: ThaiDay; province: string | null };

export type OpenCount = { kind: string; step: string; n: number };

/** How often codes were opened in these days, by kind of placement; also of placements that hang no more. */
export function countOpens(connection: Connection, { from, to, province }: OutreachAsked): Promise<OpenCount[]> {
  return rows(
    connection,
    sql<OpenCount>`SELECT placement.kind, counted.step, sum(counted.n)::int AS n
      FROM outreach.published_counts AS counted
      JOIN outreach.published_placement_kinds AS placement ON placement.code = counted.code
      WHERE counted.day BETWEEN ${from}::date AND ${to}::date
        AND (${province}::text IS NULL OR placement.province_code = ${province}::text)
      GROUP BY placement.kind, counted.step`,
  );
}

export type ReportCount = {
  kind: string;
  way: string;
  n: number;
  alerted: number;
  acknowledged: number;
  ended: number;
  unfounded: number;
};

/** Reports that began by a code between two moments, by kind of placement and way. Exercises are left out. */
export function countReports(
  connection: Connection,
  { from, to, province }: { from: Date; to: Date; province: string | null },
): Promise<ReportCount[]> {
  return rows(
    connection,
    sql<ReportCount>`SELECT placement.kind, report.way, count(*)::int AS n,
        (count(*) FILTER (WHERE report.state = 'submitted'))::int AS alerted,
        (count(*) FILTER (WHERE outcome.is_acknowledged))::int AS acknowledged,
        (count(*) FILTER (WHERE outcome.disposition NOT IN ('test', 'duplicate')))::int AS ended,
        (count(*) FILTER (WHERE outcome.disposition IN ('unfounded', 'false-report')))::int AS unfounded
      FROM intake.published_placement_reports AS report
      JOIN outreach.published_placement_kinds AS placement ON placement.code = report.placement_code
      LEFT JOIN incident.published_report_outcomes AS outcome ON outcome.report_id = report.report_id
      WHERE report.started_at >= ${from} AND report.started_at < ${to} AND outcome.is_exercise IS NOT TRUE
        AND (${province}::text IS NULL OR placement.province_code = ${province}::text)
      GROUP BY placement.kind, report.way`,
  );
}

export async function countHanging(connection: Connection, province: string | null): Promise<number> {
  const { n } = await getRow(
    connection,
    sql<{ n: number }>`SELECT count(*)::int AS n FROM outreach.published_placement_kinds
      WHERE is_hanging AND (${province}::text IS NULL OR province_code = ${province}::text)`,
  );
  return n;
}
