import type { ThaiDay } from '../../contract/thai-day.ts';
import { type Database, rows, sql } from '../../server/platform/database/database.ts';

export type PastPlace = {
  lat: number;
  lng: number;
  on: ThaiDay;
  /** Null where nobody measured it. */
  accuracyMetres?: number | null;
  /** Found by a visit that this system planned, and reported by nobody else. */
  isFoundOnVisit?: boolean;
  /** Nobody reported it at all. */
  isWithoutReport?: boolean;
};

/**
 * Incidents that are over, with one report each, like one that happened, at noon of other days at other places of its
 * subdistrict. The next recount makes their facts. @returns their ids, in the order given
 */
export async function happenedBefore(db: Database, like: string, past: readonly PastPlace[]): Promise<string[]> {
  const planned = past.map((one) => ({ ...one, id: crypto.randomUUID(), reportId: crypto.randomUUID() }));
  const ids = planned.map(({ id }) => id);
  await sql`INSERT INTO incident.incidents SELECT (jsonb_populate_record(base, jsonb_build_object('id', past.id,
      'code', left(past.id::text, 18), 'lat', past.lat, 'lng', past.lng, 'accuracy_metres', past.accuracy, 'status', 'closed',
      'disposition', 'handled', 'opened_at', past.at, 'alerted_at', past.at, 'closed_at', past.at, 'updated_at', past.at))).*
    FROM incident.incidents AS base CROSS JOIN (SELECT id, lat, lng, accuracy, (day + time '12:00') AT TIME ZONE 'Asia/Bangkok' AS at
      FROM unnest(${ids}::uuid[], ${planned.map(({ lat }) => lat)}::float8[], ${planned.map(({ lng }) => lng)}::float8[],
        ${planned.map(({ accuracyMetres = null }) => accuracyMetres)}::float8[], ${planned.map(({ on }) => on)}::date[])
        AS planned (id, lat, lng, accuracy, day)) AS past WHERE base.id = ${like}`.execute(db);
  const reported = planned.filter(({ isWithoutReport }) => !isWithoutReport);
  await sql`INSERT INTO incident.reports SELECT (jsonb_populate_record(base, jsonb_build_object('report_id', past.report_id,
      'incident_id', past.incident_id, 'received_at', incident.opened_at))).*
    FROM incident.reports AS base
      CROSS JOIN unnest(${reported.map(({ reportId }) => reportId)}::uuid[], ${reported.map(({ id }) => id)}::uuid[])
        AS past (report_id, incident_id)
      JOIN incident.incidents AS incident ON incident.id = past.incident_id
    WHERE base.incident_id = ${like}`.execute(db);
  const found = reported.filter(({ isFoundOnVisit }) => isFoundOnVisit);
  await sql`INSERT INTO insight.revisits (id, incident_id, day, due_on, agency_id, state, danger_report_id)
    SELECT gen_random_uuid(), past.incident_id, 28, '2020-01-01', incident.responsible_agency_id, 'done', past.report_id
    FROM unnest(${found.map(({ reportId }) => reportId)}::uuid[], ${found.map(({ id }) => id)}::uuid[]) AS past (report_id, incident_id)
      JOIN incident.incidents AS incident ON incident.id = past.incident_id`.execute(db);
  const [count] = await rows(
    db,
    sql<{ n: number }>`SELECT count(*)::int AS n FROM incident.incidents WHERE id = ANY(${ids}::uuid[])`,
  );
  if (count?.n !== ids.length) throw new Error(`only ${count?.n} of ${ids.length} incidents could be made`);
  return ids;
}
