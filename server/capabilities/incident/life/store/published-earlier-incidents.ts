import { type Connection, rows, sql } from '#platform/database/database';

/** An earlier incident of the same person, or at the same place. */
export type EarlierIncident = { incidentId: string; earlierId: string; why: 'same-person' | 'same-place' };

/** A house and its yard; a position that is less sure than twice that says nothing of the place. */
const SAME_PLACE_METRES = 50;
const SURE_METRES = 100;
/** At a hospital or a temple there are many. */
const MOST_AT_PLACE = 200;
const METRES_A_DEGREE = 111_318.8;

/** Earlier incidents by the same reporter or number, or at the same place, however long ago; exercises are none. */
export function listEarlierIncidents(connection: Connection, ids: string[]): Promise<EarlierIncident[]> {
  const half = SAME_PLACE_METRES / METRES_A_DEGREE;
  return rows(
    connection,
    sql<EarlierIncident>`WITH opened AS (SELECT id, lat, lng, coalesce(accuracy_metres, 0) <= ${SURE_METRES} AS is_sure, opened_at,
          ${half}::float8 / cos(radians(lat)) AS wide
        FROM incident.incidents WHERE id = ANY(${ids}::uuid[]) AND NOT is_exercise)
      SELECT opened.id AS "incidentId", theirs.incident_id AS "earlierId", 'same-person' AS why
      FROM opened JOIN incident.reports AS ours ON ours.incident_id = opened.id
        JOIN incident.reports AS theirs ON theirs.reporter_id = ours.reporter_id AND theirs.incident_id <> opened.id
        JOIN incident.incidents AS earlier ON earlier.id = theirs.incident_id AND earlier.opened_at < opened.opened_at
      UNION
      SELECT opened.id, theirs.incident_id, 'same-person'
      FROM opened JOIN incident.reports AS ours ON ours.incident_id = opened.id
        JOIN incident.reports AS theirs ON theirs.phone = ours.phone AND theirs.incident_id <> opened.id
        JOIN incident.incidents AS earlier ON earlier.id = theirs.incident_id AND earlier.opened_at < opened.opened_at
      UNION
      SELECT opened.id, near.id, 'same-place' FROM opened CROSS JOIN LATERAL (SELECT id FROM incident.incidents
        WHERE lat BETWEEN opened.lat - ${half}::float8 AND opened.lat + ${half}::float8
          AND lng BETWEEN opened.lng - opened.wide AND opened.lng + opened.wide
          AND coalesce(accuracy_metres, 0) <= ${SURE_METRES} AND NOT is_exercise AND id <> opened.id
          AND incidents.opened_at < opened.opened_at
        ORDER BY opened_at DESC LIMIT ${MOST_AT_PLACE}) AS near
      WHERE opened.is_sure`,
  );
}

/** The numbers from which these incidents were reported, and when they opened. */
export function listReporterNumbers(
  connection: Connection,
  ids: string[],
): Promise<{ incidentId: string; phone: string; openedAt: Date }[]> {
  return rows(
    connection,
    sql<{
      incidentId: string;
      phone: string;
      openedAt: Date;
    }>`SELECT DISTINCT report.incident_id AS "incidentId", report.phone,
        opened.opened_at AS "openedAt"
      FROM incident.reports AS report JOIN incident.incidents AS opened ON opened.id = report.incident_id
      WHERE report.incident_id = ANY(${ids}::uuid[]) AND report.phone IS NOT NULL`,
  );
}
