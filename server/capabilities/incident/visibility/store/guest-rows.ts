import { type Connection, rows, sql } from '#platform/database/database';

export type GuestRow = {
  id: string;
  personId: string;
  until: Date;
  byPersonId: string;
  reason: string;
  at: Date;
  endedAt: Date | null;
};
/** Who could see which incident until now. */
export type Ended = { incidentId: string; personId: string };

/** Invites a person; an invitation in force is replaced by the new one. */
export async function insertGuest(tx: Connection, incidentId: string, guest: Omit<GuestRow, 'endedAt'>): Promise<void> {
  await sql`UPDATE incident.guests SET ended_at = ${guest.at}, ended_by_person_id = ${guest.byPersonId}
    WHERE incident_id = ${incidentId} AND person_id = ${guest.personId} AND ended_at IS NULL`.execute(tx);
  await sql`INSERT INTO incident.guests (id, incident_id, person_id, until, by_person_id, reason, at)
    VALUES (${guest.id}, ${incidentId}, ${guest.personId}, ${guest.until}, ${guest.byPersonId}, ${guest.reason},
      ${guest.at})`.execute(tx);
}

/** Newest first, including ended ones. */
export function listGuestRows(connection: Connection, incidentId: string): Promise<GuestRow[]> {
  return rows(
    connection,
    sql<GuestRow>`SELECT id, person_id AS "personId", until, by_person_id AS "byPersonId", reason, at,
        ended_at AS "endedAt"
      FROM incident.guests WHERE incident_id = ${incidentId} ORDER BY at DESC, id DESC LIMIT 200`,
  );
}

/** Ends one invitation to an incident, or all of one person. */
export function endGuests(
  tx: Connection,
  incidentId: string,
  which: { id: string } | { personId: string },
  ended: { byPersonId: string | null; at: Date },
): Promise<Ended[]> {
  const chosen = 'id' in which ? sql`id = ${which.id}` : sql`person_id = ${which.personId}`;
  return rows(
    tx,
    sql<Ended>`UPDATE incident.guests SET ended_at = ${ended.at}, ended_by_person_id = ${ended.byPersonId}
      WHERE incident_id = ${incidentId} AND ${chosen} AND ended_at IS NULL
      RETURNING incident_id AS "incidentId", person_id AS "personId"`,
  );
}

/** Ends every expired invitation. */
export function endOverdueGuestRows(tx: Connection, now: Date): Promise<Ended[]> {
  return rows(
    tx,
    sql<Ended>`UPDATE incident.guests SET ended_at = ${now} WHERE until <= ${now} AND ended_at IS NULL
      RETURNING incident_id AS "incidentId", person_id AS "personId"`,
  );
}
