import { type Connection, rows, sql } from '#platform/database/database';
import type { Counted, LegalCount } from '../annual-tables.ts';
import type { Span } from './counted-rows.ts';

// Asked when a report is drafted, a few times a year: days of the whole nation are read through.

/** Incidents of a year of the nation by kind, channel and outcome; by themselves those that are in no other figure. */
export function countIncidents(connection: Connection, { from, to }: Span): Promise<Counted[]> {
  return rows(
    connection,
    sql<Counted>`WITH counted AS (SELECT type, channel, disposition, apart, n FROM insight.day_counts
        WHERE day BETWEEN ${from}::date AND ${to}::date)
      SELECT 'kind' AS part, type AS key, sum(n)::int AS n FROM counted WHERE apart = '' GROUP BY type
      UNION ALL SELECT 'channel', channel, sum(n)::int FROM counted WHERE apart = '' GROUP BY channel
      UNION ALL SELECT 'outcome', disposition, sum(n)::int FROM counted WHERE apart = '' GROUP BY disposition
      UNION ALL SELECT 'apart', apart, sum(n)::int FROM counted WHERE apart <> '' GROUP BY apart`,
  );
}

/** Incidents in which there were children, or victims at all. */
export function countInvolved(connection: Connection, { from, to }: Span): Promise<Counted[]> {
  return rows(
    connection,
    sql<Counted>`WITH counted AS (SELECT has_children, has_victims FROM insight.incident_facts
        WHERE day BETWEEN ${from}::date AND ${to}::date AND apart IS NULL)
      SELECT 'involved' AS part, 'with-children' AS key, count(*)::int AS n FROM counted WHERE has_children
      UNION ALL SELECT 'involved', 'with-victims', count(*)::int FROM counted WHERE has_victims`,
  );
}

/** Cases that were opened in a year: where from, about whom, and what their newest signed assessment found. */
export function countCases(connection: Connection, { from, to }: Span): Promise<Counted[]> {
  return rows(
    connection,
    sql<Counted>`WITH counted AS (SELECT one.source, one.sex, one.is_minor, one.assessed_at, one.found
        FROM care.published_cases AS one LEFT JOIN insight.incident_facts AS fact ON fact.incident_id = one.incident_id
        WHERE (one.opened_at AT TIME ZONE 'Asia/Bangkok')::date BETWEEN ${from}::date AND ${to}::date
          AND one.status <> 'not-opened' AND one.end_reason IS DISTINCT FROM 'duplicate'
          AND coalesce(fact.apart, '') NOT IN ('exercise', 'test'))
      SELECT 'source' AS part, source AS key, count(*)::int AS n FROM counted GROUP BY source
      UNION ALL SELECT 'person', coalesce(sex, 'no-sex'), count(*)::int FROM counted GROUP BY coalesce(sex, 'no-sex')
      UNION ALL SELECT 'person', CASE WHEN is_minor THEN 'minor' ELSE 'adult' END, count(*)::int FROM counted GROUP BY is_minor
      UNION ALL SELECT 'found', code, count(*)::int FROM counted, unnest(found) AS code GROUP BY code
      UNION ALL SELECT 'found', 'not-assessed', count(*)::int FROM counted WHERE assessed_at IS NULL`,
  );
}

/** What the law counts, by when it happened. The same fact of one case on one day is one, however often it was recorded. */
export function countLegalFacts(connection: Connection, { from, to }: Span): Promise<LegalCount[]> {
  return rows(
    connection,
    sql<LegalCount>`WITH recorded AS (SELECT DISTINCT legal.case_id, legal.fact,
          (legal.happened_at AT TIME ZONE 'Asia/Bangkok')::date AS day, 'abuser-in-household' = ANY (one.found) AS is_at_home
        FROM care.published_legal_facts AS legal JOIN care.published_cases AS one ON one.case_id = legal.case_id
        LEFT JOIN insight.incident_facts AS fact ON fact.incident_id = one.incident_id
        WHERE (legal.happened_at AT TIME ZONE 'Asia/Bangkok')::date BETWEEN ${from}::date AND ${to}::date
          AND one.end_reason IS DISTINCT FROM 'duplicate' AND coalesce(fact.apart, '') NOT IN ('exercise', 'test'))
      SELECT fact, count(*)::int AS n, count(DISTINCT case_id)::int AS cases,
        (count(*) FILTER (WHERE is_at_home))::int AS "atHome",
        (count(DISTINCT case_id) FILTER (WHERE is_at_home))::int AS "casesAtHome"
      FROM recorded GROUP BY fact`,
  );
}
