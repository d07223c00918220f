import { type Database, sql } from '../../server/platform/database/database.ts';

/**
 * Within how many seconds from now each incident's next step is due, and how many steps have run. A run begins with its
 * first step: one that were to begin more than 5 s from now would be begun at once (`startFutureRunsNow`).
 */
export type OpenIncidents = { count: number; beginWithinSeconds: number; nextStep?: number };

/**
 * Open incidents that nobody has answered, written as they stand in the tables: spread over all stations of the
 * demonstration, without reporters. For tests and benches that need more of them than can be reported one by one.
 */
export async function insertOpenIncidents(
  db: Database,
  { count, beginWithinSeconds, nextStep = 0 }: OpenIncidents,
): Promise<void> {
  const place = JSON.stringify({
    subdistrictTh: 'ในเมือง',
    subdistrictEn: 'Nai Mueang',
    districtTh: 'เมืองพิษณุโลก',
    districtEn: 'Mueang Phitsanulok',
    provinceTh: 'พิษณุโลก',
    provinceEn: 'Phitsanulok',
    subdistrictCode: '650101',
    districtCode: '6501',
    provinceCode: '65',
    precision: 'approximate',
  });
  await sql`WITH station AS (
      SELECT id, lat, lng, row_number() OVER (ORDER BY code) - 1 AS place, count(*) OVER () AS number
      FROM jurisdiction.agencies WHERE kind = 'station' AND is_active),
    opened AS (
      INSERT INTO incident.incidents (id, code, version, type, status, priority, silent, responsible_agency_id,
        lat, lng, place, routing, distance_metres, opened_at, alerted_at, updated_at, has_duplicate_suggestions, is_exercise)
      SELECT gen_random_uuid(), 'ES-T-' || gen_random_uuid(), 1, 'threat-or-assault', 'open', 'urgent', false, station.id,
        station.lat + random() / 50, station.lng + random() / 50, ${place}::jsonb, '{"th": "ทดสอบ", "en": "test"}', 900,
        now(), now(), now(), false, false
      FROM generate_series(1, ${count}::integer) AS one (at) JOIN station ON station.place = one.at % station.number
      RETURNING id, responsible_agency_id),
    involved AS (
      INSERT INTO incident.involvements (incident_id, agency_id, role, since)
      SELECT id, responsible_agency_id, 'responsible', now() FROM opened),
    begun AS (
      SELECT id, now() + random() * ${beginWithinSeconds}::integer * interval '1 second' AS at FROM opened)
    INSERT INTO escalation.runs (id, incident_id, reason, began_at, next_due_at, next_step)
    SELECT gen_random_uuid(), id, 'unanswered', CASE WHEN ${nextStep}::integer > 0 THEN now() ELSE at END, at, ${nextStep}::integer
    FROM begun`.execute(db);
}
