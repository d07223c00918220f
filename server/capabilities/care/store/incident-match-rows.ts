import { type Connection, rows, sql } from '#platform/database/database';
import { createLastWrite } from '#platform/database/transaction';

/** Remembers a new incident with the last rows of the transaction that opens it: an alarm has no statement to spare. */
export const rememberIncident = createLastWrite<string>(
  'care_incidents_to_match',
  (ids) => sql`INSERT INTO care.incidents_to_match (incident_id) SELECT unnest(${ids}::uuid[]) ON CONFLICT DO NOTHING`,
);

/** Takes new incidents; each is taken once, by one process. */
export async function takeIncidents(tx: Connection, limit: number): Promise<string[]> {
  const taken = await rows(
    tx,
    sql<{ id: string }>`DELETE FROM care.incidents_to_match WHERE incident_id IN (SELECT incident_id
        FROM care.incidents_to_match ORDER BY incident_id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING incident_id AS id`,
  );
  return taken.map(({ id }) => id);
}

/** Open cases that began with one of these incidents. */
export function listOpenCasesFrom(
  connection: Connection,
  incidentIds: string[],
): Promise<{ caseId: string; incidentId: string }[]> {
  return rows(
    connection,
    sql<{ caseId: string; incidentId: string }>`SELECT id AS "caseId", incident_id AS "incidentId" FROM care.cases
      WHERE incident_id = ANY(${incidentIds}::uuid[]) AND closed_at IS NULL`,
  );
}

/** Open cases of people who are reached at one of these numbers, as digits. */
export function listOpenCasesAt(
  connection: Connection,
  numbers: string[],
): Promise<{ caseId: string; number: string; openedAt: Date }[]> {
  return rows(
    connection,
    sql<{ caseId: string; number: string; openedAt: Date }>`SELECT mine.id AS "caseId", mine.opened_at AS "openedAt",
        regexp_replace(person.safe_contact ->> 'detail', '\\D', '', 'g') AS number
      FROM care.people AS person JOIN care.cases AS mine ON mine.person_id = person.id
      WHERE person.safe_contact ->> 'detail' IS NOT NULL
        AND regexp_replace(person.safe_contact ->> 'detail', '\\D', '', 'g') = ANY(${numbers}::text[])
        AND mine.closed_at IS NULL`,
  );
}
