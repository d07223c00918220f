import { randomUUID } from 'node:crypto';
import { type Database, sql } from '../../server/platform/database/database.ts';

/** The fact of an incident of a day that took longer than every target, without an incident behind it. @returns the incident's id */
export async function aMissedTarget(
  db: Database,
  { agencyId, day }: { agencyId: string; day: string },
): Promise<string> {
  const id = randomUUID();
  await sql`INSERT INTO insight.incident_facts (incident_id, reported_at, day, hour_of_week, province_code, district_code,
      subdistrict_code, agency_id, first_agency_id, type, channel, disposition, is_silent, is_ended, is_handed_over, has_eta,
      reopen_count, nobody_came_count, alert_to_acknowledge, contact_to_scene)
    VALUES (${id}, ${`${day}T05:00:00Z`}::timestamptz, ${day}::date, 12, '65', '', '', ${agencyId}, ${agencyId},
      'confinement', 'line', 'handled', false, true, false, false, 0, 0, 400, 7000)`.execute(db);
  return id;
}
