import { type Connection, rows, sql } from '#platform/database/database';

/** Somebody who took part in an incident, and what they did, as kinds of its timeline in their order. */
export type Participant = { personId: string; name: string; did: string[] };

/** Only what helped: whoever moved it to another station, or only read it, took no part. */
const TOOK_PART = [
  ...['acknowledged', 'eta-changed', 'taken-over', 'unit-assigned', 'officers-sent', 'unit-added', 'called'],
  ...['unit-en-route', 'unit-on-scene', 'unit-done', 'unit-back-up', 'en-route', 'on-scene', 'resolved', 'closed'],
  ...['message-to-reporter', 'question-asked', 'safety-noted', 'station-involved', 'handed-over'],
];

/** Officers who acted in an incident, or were sent to it, first come first. */
export function listParticipants(connection: Connection, incidentId: string): Promise<Participant[]> {
  return rows(
    connection,
    sql<Participant>`WITH acted AS (SELECT (by ->> 'id')::uuid AS person_id, max(by ->> 'name') AS name,
          array_agg(DISTINCT kind) AS did, min(at) AS at
        FROM incident.timeline WHERE incident_id = ${incidentId} AND by IS NOT NULL AND kind = ANY(${TOOK_PART}::text[])
        GROUP BY 1)
      SELECT coalesce(acted.person_id, sent.person_id) AS "personId", coalesce(acted.name, '') AS name,
        coalesce(acted.did, '{}') || CASE WHEN sent.person_id IS NULL THEN '{}' ELSE '{sent}'::text[] END AS did
      FROM acted FULL JOIN (SELECT person_id, at FROM incident.assignees WHERE incident_id = ${incidentId}) AS sent
        ON sent.person_id = acted.person_id
      ORDER BY coalesce(acted.at, sent.at), 1 LIMIT 200`,
  );
}

/** An incident by the code that people use for it, as far as the actor may see it. */
export async function findIncidentIdByCode(connection: Connection, code: string): Promise<string | undefined> {
  const [found] = await rows(connection, sql<{ id: string }>`SELECT id FROM incident.incidents WHERE code = ${code}`);
  return found?.id;
}
