import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Listeners } from '../audience.ts';
import type { AccessFacts } from '../visibility.ts';

export type AccessFactsRow = AccessFacts & { incidentId: string };

/** How these incidents stand to one person, in one statement. */
export function listAccessFacts(
  connection: Connection,
  incidentIds: string[],
  personId: string,
  now: Date,
): Promise<AccessFactsRow[]> {
  return rows(
    connection,
    sql<AccessFactsRow>`SELECT incident.id AS "incidentId", responsible_agency_id AS "responsibleAgencyId",
        ARRAY(SELECT agency_id::text FROM incident.involvements AS involved
          WHERE involved.incident_id = incident.id) AS "agencyIds",
        EXISTS (SELECT FROM incident.assignees AS sent
          WHERE sent.incident_id = incident.id AND sent.person_id = ${personId}) AS "isAssigned",
        EXISTS (SELECT FROM incident.guests AS guest WHERE guest.incident_id = incident.id
          AND guest.person_id = ${personId} AND guest.ended_at IS NULL AND guest.until > ${now}) AS "isInvited",
        EXISTS (SELECT FROM incident.conflicts AS conflict WHERE conflict.incident_id = incident.id
          AND conflict.person_id = ${personId} AND conflict.lifted_at IS NULL) AS "isConflicted"
      FROM incident.incidents AS incident WHERE incident.id = ANY(${incidentIds}::uuid[])`,
  );
}

/** Whom live items about these incidents are for, and whom they must not reach. */
export function listListeners(
  connection: Connection,
  incidentIds: string[],
  now: Date,
): Promise<(Listeners & { incidentId: string })[]> {
  return rows(
    connection,
    sql<Listeners & { incidentId: string }>`SELECT incident.id AS "incidentId",
        ARRAY(SELECT agency_id::text FROM incident.involvements AS involved
          WHERE involved.incident_id = incident.id) AS "agencyIds",
        ARRAY(SELECT person_id::text FROM incident.assignees AS sent
          WHERE sent.incident_id = incident.id) AS "assigneeIds",
        ARRAY(SELECT person_id::text FROM incident.guests AS guest WHERE guest.incident_id = incident.id
          AND guest.ended_at IS NULL AND guest.until > ${now}) AS "guestIds",
        ARRAY(SELECT person_id::text FROM incident.conflicts AS conflict
          WHERE conflict.incident_id = incident.id AND conflict.lifted_at IS NULL) AS "conflictedIds"
      FROM incident.incidents AS incident WHERE incident.id = ANY(${incidentIds}::uuid[])`,
  );
}

/**
 * Whether something is kept from this person anywhere. They are then told of no suggested duplicates in the queue: a
 * suggestion that leads nowhere would say that there is something.
 */
export async function hasWithheldIncidents(connection: Connection, personId: string): Promise<boolean> {
  // A function of the database's: nobody is shown a row about themselves.
  const found = await findRow(
    connection,
    sql<{ isSo: boolean }>`SELECT incident.has_withheld_incidents(${personId}) AS "isSo"`,
  );
  return found?.isSo ?? false;
}

/** Everybody from whom something is kept. */
export async function listConflictedPersonIds(connection: Connection): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ personId: string }>`SELECT DISTINCT person_id AS "personId" FROM incident.conflicts WHERE lifted_at IS NULL`,
  );
  return found.map(({ personId }) => personId);
}
