import { type Connection, rows, sql } from '#platform/database/database';
import { newId } from '#platform/ids';

type About = { incidentId: string; reportId: string; agencyId: string; at: Date };

export async function insertNobodyCame(tx: Connection, { incidentId, reportId, agencyId, at }: About): Promise<void> {
  await sql`INSERT INTO incident.nobody_came (id, incident_id, report_id, agency_id, at)
    VALUES (${newId()}, ${incidentId}, ${reportId}, ${agencyId}, ${at})`.execute(tx);
}

/** A reporter's newest rating replaces the earlier one. */
export async function saveRating(
  tx: Connection,
  { incidentId, reportId, agencyId, at, stars }: About & { stars: number },
): Promise<void> {
  await sql`INSERT INTO incident.ratings (report_id, incident_id, agency_id, stars, at)
    VALUES (${reportId}, ${incidentId}, ${agencyId}, ${stars}, ${at})
    ON CONFLICT (report_id) DO UPDATE SET stars = excluded.stars, at = excluded.at, agency_id = excluded.agency_id`.execute(
    tx,
  );
}

export type OutcomeRow = {
  agencyId: string;
  closed: number;
  nobodyCame: number;
  ratings: number;
  stars: number | null;
};

/** The outcomes of each agency since then, as far as this connection may see them; without exercises. */
export function countOutcomes(connection: Connection, since: Date): Promise<OutcomeRow[]> {
  return rows(
    connection,
    sql<OutcomeRow>`
      WITH closed AS (SELECT responsible_agency_id AS agency_id, count(*)::int AS n FROM incident.incidents
          WHERE closed_at >= ${since} AND NOT is_exercise GROUP BY 1),
        missed AS (SELECT agency_id, count(*)::int AS n FROM incident.nobody_came WHERE at >= ${since} GROUP BY 1),
        rated AS (SELECT agency_id, count(*)::int AS n, avg(stars)::float8 AS stars FROM incident.ratings
          WHERE at >= ${since} GROUP BY 1),
        agencies AS (SELECT agency_id FROM closed UNION SELECT agency_id FROM missed UNION SELECT agency_id FROM rated)
      SELECT agency_id AS "agencyId", coalesce(closed.n, 0) AS closed, coalesce(missed.n, 0) AS "nobodyCame",
        coalesce(rated.n, 0) AS ratings, rated.stars
      FROM agencies LEFT JOIN closed USING (agency_id) LEFT JOIN missed USING (agency_id) LEFT JOIN rated USING (agency_id)`,
  );
}
