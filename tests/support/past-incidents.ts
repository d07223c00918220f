import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { type Database, sql } from '../../server/platform/database/database.ts';

type Past = {
  agencyId: string;
  province: string;
  /** Mean incidents an hour, the same at every hour of the 364 days before today. */
  perHour: number;
  /** Minutes on scene, exponentially spread. */
  sceneMinutes: number;
  /** Seconds from the first contact to a unit, and from there to the scene; each the same in all of them. */
  handlingSeconds?: number;
  waySeconds?: number;
  type?: string;
};

/** Facts of a year, without incidents behind them: the recount of the day finds that out and must not take them away. */
export async function aYearOf(db: Database, now: Date, past: Past): Promise<void> {
  const n = Math.round(past.perHour * 24 * 364);
  const first = addDays(thaiDayOf(now), -364);
  await sql`UPDATE insight.cursor SET recounted_on = ${thaiDayOf(now)}::date`.execute(db);
  await sql`CREATE OR REPLACE FUNCTION insight.keep_fact() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`.execute(
    db,
  );
  await sql`CREATE OR REPLACE TRIGGER keep_past BEFORE DELETE ON insight.incident_facts
    FOR EACH ROW WHEN (OLD.district_code = '') EXECUTE FUNCTION insight.keep_fact()`.execute(db);
  await sql`INSERT INTO insight.incident_facts (incident_id, reported_at, day, hour_of_week, province_code, district_code,
      subdistrict_code, agency_id, first_agency_id, type, channel, disposition, is_silent, is_ended, is_handed_over, has_eta,
      reopen_count, nobody_came_count, contact_to_unit, unit_to_en_route, en_route_to_scene, scene_to_resolved)
    SELECT gen_random_uuid(), (${first}::date + place % 364) + time '12:00', ${first}::date + place % 364, place % 168,
      ${past.province}, '', '', ${past.agencyId}, ${past.agencyId}, ${past.type ?? 'threat-or-assault'}, 'line', 'handled', false, true, false, false,
      0, 0, ${past.handlingSeconds ?? 0}::int, 0, ${past.waySeconds ?? 0}::int,
      round(-ln(1 - (place + 0.5) / ${n}::numeric) * ${past.sceneMinutes * 60}::numeric)::int
    FROM generate_series(0, ${n}::int - 1) AS place`.execute(db);
}

/** One unit was sent to so many of the incidents of a station. */
export async function unitsSent(db: Database, agencyId: string, unitId: string, incidents: number): Promise<void> {
  await sql`INSERT INTO units.assignments (id, unit_id, incident_id, call_sign, kind, status, by_person_id, assigned_at,
      ended_at, updated_at)
    SELECT gen_random_uuid(), ${unitId}, incident_id, 'x', 'car', 'done', gen_random_uuid(), reported_at, reported_at, reported_at
    FROM insight.incident_facts WHERE agency_id = ${agencyId} ORDER BY incident_id LIMIT ${incidents}::int`.execute(db);
}

/** Units without crews, so that no roster says when they are there. @returns the id of the last */
export async function unitsOf(db: Database, agencyId: string, count: number): Promise<string> {
  let id = '';
  for (let nth = 1; nth <= count; nth += 1) {
    id = crypto.randomUUID();
    await sql`INSERT INTO units.units (id, agency_id, call_sign, kind, created_at, updated_at)
      VALUES (${id}, ${agencyId}, ${`จำลอง ${nth}`}, 'car', now(), now())`.execute(db);
  }
  return id;
}
