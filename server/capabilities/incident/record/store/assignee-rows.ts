import { type Connection, rows, sql } from '#platform/database/database';

/** Sets who is sent to the incident. @returns who is newly sent, and who was recalled */
export async function replaceAssignees(
  tx: Connection,
  incidentId: string,
  personIds: string[],
  by: { personId: string; at: Date },
): Promise<{ sent: string[]; recalled: string[] }> {
  const sent = await addAssignees(tx, incidentId, personIds, by);
  return { sent, recalled: await removeAssignees(tx, incidentId, { except: personIds }) };
}

/** Sends these in addition. @returns who was not sent before */
export async function addAssignees(
  tx: Connection,
  incidentId: string,
  personIds: string[],
  by: { personId: string; at: Date },
): Promise<string[]> {
  const added = await rows(
    tx,
    sql<{ personId: string }>`INSERT INTO incident.assignees (incident_id, person_id, by_person_id, at)
      SELECT ${incidentId}::uuid, person_id, ${by.personId}, ${by.at} FROM unnest(${personIds}::uuid[]) AS person_id
      ON CONFLICT (incident_id, person_id) DO NOTHING RETURNING person_id AS "personId"`,
  );
  return added.map(({ personId }) => personId);
}

/** @returns who was recalled */
export async function removeAssignees(
  tx: Connection,
  incidentId: string,
  which: { except: string[] } | { only: string[] },
): Promise<string[]> {
  const chosen =
    'only' in which ? sql`person_id = ANY(${which.only}::uuid[])` : sql`person_id <> ALL(${which.except}::uuid[])`;
  const removed = await rows(
    tx,
    sql<{ personId: string }>`DELETE FROM incident.assignees WHERE incident_id = ${incidentId} AND ${chosen}
      RETURNING person_id AS "personId"`,
  );
  return removed.map(({ personId }) => personId);
}

/** Officers on the way to the merged incident are now sent to the target, which is the same place. */
export async function moveAssignees(tx: Connection, fromId: string, toId: string): Promise<void> {
  await sql`INSERT INTO incident.assignees (incident_id, person_id, by_person_id, at)
    SELECT ${toId}::uuid, person_id, by_person_id, at FROM incident.assignees WHERE incident_id = ${fromId}
    ON CONFLICT (incident_id, person_id) DO NOTHING`.execute(tx);
}

export async function listAssigneeIds(connection: Connection, incidentId: string): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ personId: string }>`SELECT person_id AS "personId" FROM incident.assignees
      WHERE incident_id = ${incidentId} ORDER BY at, person_id`,
  );
  return found.map(({ personId }) => personId);
}
