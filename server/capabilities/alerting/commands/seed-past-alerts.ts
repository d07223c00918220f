import { type Connection, sql } from '#platform/database/database';

/** In a demonstration: that somebody was alerted to the incidents of the invented year, once, a moment after each opened. */
export async function seedPastAlerts(db: Connection): Promise<void> {
  await sql`INSERT INTO alerting.alerts (id, incident_id, kind, step, agency_ids, raised_at, expanded_at)
    SELECT gen_random_uuid(), past.incident_id, 'new', 0, ARRAY[past.agency_id], past.raised_at, past.raised_at
    FROM (SELECT incident_id, agency_id, opened_at + interval '1 second' * (0.3 + 2 * random() ^ 2) AS raised_at
      FROM incident.published_facts WHERE status = 'closed' AND NOT is_exercise) AS past
    WHERE NOT EXISTS (SELECT FROM alerting.alerts)`.execute(db);
}
