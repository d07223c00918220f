import { type Connection, getRow, rows, sql } from '#platform/database/database';
import type { Counts } from '../funnel.ts';

/** Of a campaign, or of one of its placements. Exercises are left out. */
export function countFunnel(
  connection: Connection,
  { campaignId, code }: { campaignId: string; code: string | null },
): Promise<Counts> {
  return getRow(
    connection,
    sql<Counts>`WITH places AS (SELECT code FROM outreach.placements
        WHERE campaign_id = ${campaignId} AND (${code}::text IS NULL OR code = ${code}::text)),
      came AS (SELECT report.state, report.way, outcome.is_acknowledged, outcome.disposition
        FROM intake.published_placement_reports AS report
        JOIN places ON places.code = report.placement_code
        LEFT JOIN incident.published_report_outcomes AS outcome ON outcome.report_id = report.report_id
        WHERE outcome.is_exercise IS NOT TRUE),
      opens AS (SELECT step, sum(n)::int AS n FROM outreach.placement_counts
        WHERE campaign_id = ${campaignId} AND (${code}::text IS NULL OR code = ${code}::text) GROUP BY step)
      SELECT coalesce((SELECT n FROM opens WHERE step = 'opened'), 0) AS opened,
        coalesce((SELECT n FROM opens WHERE step = 'to-line'), 0) AS "toLine",
        coalesce((SELECT n FROM opens WHERE step = 'to-web'), 0) AS "toWeb",
        (SELECT count(*)::int FROM came) AS started,
        (SELECT count(*)::int FROM came WHERE way = 'line') AS "startedInLine",
        (SELECT count(*)::int FROM came WHERE way IN ('web', 'liff')) AS "startedOnWeb",
        (SELECT count(*)::int FROM came WHERE way = 'liff') AS "startedInLiff",
        (SELECT count(*)::int FROM came WHERE disposition NOT IN ('test', 'duplicate')) AS ended,
        (SELECT count(*)::int FROM came WHERE disposition IN ('unfounded', 'false-report')) AS unfounded,
        (SELECT count(*)::int FROM came WHERE state = 'submitted') AS alerted,
        (SELECT count(*)::int FROM came WHERE is_acknowledged) AS acknowledged`,
  );
}

export type CoverageRow = { area: string; incidents: number; placements: number; opened: number };

/**
 * Incidents since then, placements that hang, and how often those were opened: by subdistricts of a province, or by provinces.
 * Where there are incidents and nothing hangs comes first.
 */
export function listCoverage(
  connection: Connection,
  { province, since }: { province: string | null; since: Date },
): Promise<CoverageRow[]> {
  const digits = province === null ? 2 : 6;
  return rows(
    connection,
    sql<CoverageRow>`WITH happened AS (SELECT left(subdistrict_code, ${digits}) AS area, count(*)::int AS n
        FROM incident.published_incident_places
        WHERE opened_at >= ${since} AND (${province}::text IS NULL OR starts_with(subdistrict_code, ${province}::text))
        GROUP BY 1),
      hanging AS (SELECT code, left(subdistrict_code, ${digits}) AS area FROM outreach.placements
        WHERE status IN ('shown', 'checked')
          AND (${province}::text IS NULL OR starts_with(subdistrict_code, ${province}::text))),
      shown AS (SELECT area, count(*)::int AS n FROM hanging GROUP BY area),
      opened AS (SELECT area, sum(n)::int AS n FROM outreach.placement_counts JOIN hanging USING (code)
        WHERE step = 'opened' GROUP BY area)
      SELECT area, coalesce(happened.n, 0) AS incidents, coalesce(shown.n, 0) AS placements, coalesce(opened.n, 0) AS opened
      FROM happened FULL JOIN shown USING (area) FULL JOIN opened USING (area)
      WHERE area IS NOT NULL
      ORDER BY coalesce(shown.n, 0) > 0, coalesce(happened.n, 0) DESC, area`,
  );
}
