import type { CountedStep, OpenCounts } from '#contract/outreach';
import { type Connection, rows, sql } from '#platform/database/database';

export type Counted = { code: string; day: string; step: CountedStep; n: number };
const SUMS = sql.raw(`(coalesce(sum(n) FILTER (WHERE step = 'opened'), 0))::int AS opened,
  (coalesce(sum(n) FILTER (WHERE step = 'to-line'), 0))::int AS "toLine",
  (coalesce(sum(n) FILTER (WHERE step = 'to-web'), 0))::int AS "toWeb",
  (coalesce(sum(n) FILTER (WHERE step = 'preview'), 0))::int AS preview,
  (coalesce(sum(n) FILTER (WHERE step = 'bot'), 0))::int AS bot`);

export const NO_COUNTS: OpenCounts = { opened: 0, toLine: 0, toWeb: 0, preview: 0, bot: 0 };

/** Adds what was counted; whatever names a code that is not stored is dropped. */
export async function addCounts(tx: Connection, counted: readonly Counted[]): Promise<void> {
  await sql`INSERT INTO outreach.placement_counts AS known (code, day, step, campaign_id, agency_id, n)
    SELECT place.code, more.day, more.step, place.campaign_id, place.agency_id, more.n
    FROM jsonb_to_recordset(${JSON.stringify(counted)}::jsonb) AS more (code text, day date, step text, n integer)
    JOIN outreach.placements AS place ON place.code = more.code COLLATE "C"
    ORDER BY place.code, more.day, more.step
    ON CONFLICT (code, day, step) DO UPDATE SET n = known.n + excluded.n`.execute(tx);
}

export async function countByCampaign(connection: Connection): Promise<Map<string, OpenCounts>> {
  const found = await rows(
    connection,
    sql<OpenCounts & { campaignId: string }>`SELECT campaign_id AS "campaignId", ${SUMS}
      FROM outreach.placement_counts GROUP BY campaign_id`,
  );
  return new Map(found.map(({ campaignId, ...counts }) => [campaignId, counts]));
}

export async function countByCode(connection: Connection, codes: readonly string[]): Promise<Map<string, OpenCounts>> {
  const found = await rows(
    connection,
    sql<OpenCounts & { code: string }>`SELECT code, ${SUMS} FROM outreach.placement_counts
      WHERE code = ANY(${codes}::text[]) GROUP BY code`,
  );
  return new Map(found.map(({ code, ...counts }) => [code, counts]));
}
