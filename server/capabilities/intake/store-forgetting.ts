import { type Connection, sql } from '#platform/database/database';

/** As long as what we write in LINE is kept: the incident has its own copy of what was written. */
const MESSAGES_DAYS = 7;
/** As long as LINE's ids are kept: until then its reporter can look at it, and say that nobody came. */
const KEYS_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Deletes of ended reports of the citizen page what is no longer needed (PDPA s.37(3)): first the conversation, later the secret and the
 * device's id. By which QR code it came stays, without them. Running it twice changes nothing.
 */
export async function forgetWebReports(db: Connection, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  await sql`DELETE FROM intake.web_messages AS said USING intake.web_reports AS web, intake.reports AS report
    WHERE web.report_id = said.report_id AND report.id = said.report_id AND said.at < ${before(MESSAGES_DAYS)}
      AND ${endedBefore(before(MESSAGES_DAYS), now)}`.execute(db);
  await sql`WITH forgotten AS (
      DELETE FROM intake.web_reports AS web USING intake.reports AS report
      WHERE report.id = web.report_id AND web.received_at < ${before(KEYS_DAYS)} AND ${endedBefore(before(KEYS_DAYS), now)}
      RETURNING web.report_id, web.placement_code, web.received_at, web.line_user_id)
    INSERT INTO intake.placement_reports (report_id, placement_code, at, way)
    SELECT report_id, placement_code, received_at, CASE WHEN line_user_id IS NULL THEN 'web' ELSE 'liff' END FROM forgotten WHERE placement_code IS NOT NULL
    ON CONFLICT DO NOTHING`.execute(db);
}

/**
 * Its incident is closed or cancelled since then, or it never became one; one that was reopened has no end. Nor has one about
 * which its reporter is heard or may appeal: they need what we wrote.
 */
function endedBefore(time: Date, now: Date) {
  return sql`coalesce((report.last_notified ->> 'listensUntil')::timestamptz < ${now}, true) AND CASE WHEN report.state IN ('dropped', 'abandoned') THEN web.received_at
    ELSE (report.last_notified ->> 'endedAt')::timestamptz END < ${time}`;
}
