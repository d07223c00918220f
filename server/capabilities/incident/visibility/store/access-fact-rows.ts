import { amongIds } from '#platform/database/among-ids';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { CountedIncident } from '../../record/incident.ts';
import { QUEUED_COLUMNS } from '../../record/store/incident-rows.ts';
import type { Listeners } from '../audience.ts';
import type { AccessFacts } from '../visibility.ts';

export type AccessFactsRow = AccessFacts & { incidentId: string };

/** The access facts of these incidents for one person, in one statement. */
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
      FROM incident.incidents AS incident WHERE incident.id ${amongIds(incidentIds)}`,
  );
}

/** Which of these incidents the person was sent or invited to, and which are withheld from them. */
export function listOwnAccess(
  connection: Connection,
  incidentIds: string[],
  personId: string,
  now: Date,
): Promise<{ incidentId: string; how: 'sent' | 'invited' | 'withheld' }[]> {
  const ids = sql`${incidentIds}::uuid[]`;
  return rows(
    connection,
    sql<{ incidentId: string; how: 'sent' | 'invited' | 'withheld' }>`
      SELECT incident_id AS "incidentId", 'sent' AS how FROM incident.assignees
        WHERE person_id = ${personId} AND incident_id = ANY(${ids})
      UNION ALL SELECT incident_id, 'invited' FROM incident.guests
        WHERE person_id = ${personId} AND ended_at IS NULL AND until > ${now} AND incident_id = ANY(${ids})
      UNION ALL SELECT incident_id, 'withheld' FROM incident.conflicts
        WHERE person_id = ${personId} AND lifted_at IS NULL AND incident_id = ANY(${ids})`,
  );
}

/** Who receives live items about these incidents, and who must not. */
export function listListeners(
  connection: Connection,
  incidentIds: string[],
  now: Date,
): Promise<(Listeners & { incidentId: string })[]> {
  return rows(
    connection,
    sql<Listeners & { incidentId: string }>`SELECT incident.id AS "incidentId", ${listenersAt(now)}
      FROM incident.incidents AS incident WHERE incident.id ${amongIds(incidentIds)}`,
  );
}

function listenersAt(now: Date) {
  return sql`ARRAY(SELECT agency_id::text FROM incident.involvements AS involved
      WHERE involved.incident_id = incident.id) AS "agencyIds",
    ARRAY(SELECT person_id::text FROM incident.assignees AS sent
      WHERE sent.incident_id = incident.id) AS "assigneeIds",
    ARRAY(SELECT person_id::text FROM incident.guests AS guest WHERE guest.incident_id = incident.id
      AND guest.ended_at IS NULL AND guest.until > ${now}) AS "guestIds",
    ARRAY(SELECT person_id::text FROM incident.conflicts AS conflict
      WHERE conflict.incident_id = incident.id AND conflict.lifted_at IS NULL) AS "conflictedIds"`;
}

/**
 * What open consoles show of these incidents and who may see it, in one statement and so of one moment: a row is never
 * sent to somebody from whom it was withheld meanwhile. Only where something is merged into an incident is it looked for at
 * any depth: that reads the whole table while it is small.
 */
export async function listLiveIncidents(
  connection: Connection,
  incidentIds: string[],
  now: Date,
): Promise<(CountedIncident & Listeners)[]> {
  if (incidentIds.length === 0) return [];
  return rows(
    connection,
    sql<CountedIncident & Listeners>`SELECT ${QUEUED_COLUMNS}, ${listenersAt(now)},
        ARRAY(SELECT agency_id::text FROM incident.involvements AS called
          WHERE called.incident_id = incident.id AND called.role = 'called' ORDER BY called.since) AS "calledAgencyIds",
        greatest(1, CASE WHEN EXISTS (SELECT FROM incident.incidents AS merged WHERE merged.merged_into = incident.id)
          THEN (SELECT count(*) FROM incident.reports AS report WHERE report.incident_id = ANY(ARRAY(
            WITH RECURSIVE family (id) AS (SELECT incident.id UNION
              SELECT merged.id FROM incident.incidents AS merged JOIN family ON merged.merged_into = family.id)
            SELECT family.id FROM family)))
          ELSE (SELECT count(*) FROM incident.reports AS report WHERE report.incident_id = incident.id)
          END)::int AS "reporterCount"
      FROM incident.incidents AS incident WHERE incident.id ${amongIds(incidentIds)}`,
  );
}

/**
 * Whether any incident is withheld from this person. They then see no duplicate suggestions in the queue: a suggestion
 * that leads nowhere would reveal that something exists.
 */
export async function hasWithheldIncidents(connection: Connection, personId: string): Promise<boolean> {
  // A database function, because row security shows nobody a conflict of their own.
  const found = await findRow(
    connection,
    sql<{ isSo: boolean }>`SELECT incident.has_withheld_incidents(${personId}) AS "isSo"`,
  );
  return found?.isSo ?? false;
}

/** Everybody from whom an incident is withheld. */
export async function listConflictedPersonIds(connection: Connection): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ personId: string }>`SELECT DISTINCT person_id AS "personId" FROM incident.conflicts WHERE lifted_at IS NULL`,
  );
  return found.map(({ personId }) => personId);
}
