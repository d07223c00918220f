import { randomUUID } from 'node:crypto';
import { type Database, sql } from '../../server/platform/database/database.ts';

let places = 0;

/**
 * A place of a station with two incidents like this one, as if the rules had found it, and with a visit that is due. It lies
 * apart from everything else, so that no rule moves anything there.
 */
export async function aRepeatPlace(
  db: Database,
  { like, agencyId }: { like: string; agencyId: string },
): Promise<{ id: string; incidentIds: [string, string]; revisitId: string }> {
  places += 1;
  const [id, revisitId] = [randomUUID(), randomUUID()];
  const incidentIds: [string, string] = [randomUUID(), randomUUID()];
  await sql`INSERT INTO incident.incidents SELECT (jsonb_populate_record(base,
      jsonb_build_object('id', new_id, 'code', left(new_id::text, 13), 'lat', 16.6 + ${places}::integer * 0.003))).*
    FROM incident.incidents AS base, unnest(${incidentIds}::uuid[]) AS new_id WHERE base.id = ${like}`.execute(db);
  await sql`INSERT INTO insight.places (id, root_id, n, first_on, last_on, agency_id, province_code)
    VALUES (${id}, ${id}, 2, current_date, current_date, ${agencyId}, '65')`.execute(db);
  await sql`INSERT INTO insight.place_incidents (incident_id, place_id, why)
    SELECT incident_id, ${id}, 'nearby' FROM unnest(${incidentIds}::uuid[]) AS incident_id`.execute(db);
  await sql`INSERT INTO insight.revisits (id, incident_id, day, due_on, agency_id)
    VALUES (${revisitId}, ${incidentIds[1]}, 1, '2020-01-01', ${agencyId})`.execute(db);
  return { id, incidentIds, revisitId };
}
