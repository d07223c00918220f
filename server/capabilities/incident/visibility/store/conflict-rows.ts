import { amongIds } from '#platform/database/among-ids';
import { type Connection, rows, sql } from '#platform/database/database';
import { familyOf } from '../../record/store/incident-rows.ts';
import type { Withheld } from './published-conflicts.ts';

export type NewConflict = {
  id: string;
  personId: string;
  kind: 'named' | 'marked';
  byPersonId: string;
  reason: string;
  at: Date;
};
export type ConflictRow = NewConflict & {
  liftedAt: Date | null;
  liftedByPersonId: string | null;
  liftReason: string | null;
};

/** Withholds an incident from a person. @returns false if it is withheld from them already */
export async function insertConflict(tx: Connection, incidentId: string, conflict: NewConflict): Promise<boolean> {
  const { id, personId, kind, byPersonId, reason, at } = conflict;
  const made = await rows(
    tx,
    sql`INSERT INTO incident.conflicts (id, incident_id, person_id, kind, by_person_id, reason, at)
      VALUES (${id}, ${incidentId}, ${personId}, ${kind}, ${byPersonId}, ${reason}, ${at})
      ON CONFLICT (incident_id, person_id) WHERE lifted_at IS NULL DO NOTHING RETURNING id`,
  );
  return made.length > 0;
}

/**
 * Copies conflicts to all incidents merged together, because each shows the others' reports. Undoing a merge keeps them
 * until a supervisor lifts them. @returns the new ones
 */
export function spreadConflicts(tx: Connection, rootId: string): Promise<Withheld[]> {
  return rows(
    tx,
    sql<Withheld>`INSERT INTO incident.conflicts (id, incident_id, person_id, kind, by_person_id, reason, at)
      SELECT gen_random_uuid(), member.id, conflict.person_id, conflict.kind, conflict.by_person_id, conflict.reason, conflict.at
      FROM ${familyOf(rootId)} AS member CROSS JOIN (
        SELECT DISTINCT ON (person_id) person_id, kind, by_person_id, reason, at FROM incident.conflicts
        WHERE incident_id = ANY(ARRAY${familyOf(rootId)}) AND lifted_at IS NULL ORDER BY person_id, at) AS conflict
      ON CONFLICT (incident_id, person_id) WHERE lifted_at IS NULL DO NOTHING
      RETURNING incident_id AS "incidentId", person_id AS "personId"`,
  );
}

/** Newest first, including lifted ones. */
export function listConflictRows(connection: Connection, incidentId: string): Promise<ConflictRow[]> {
  return rows(
    connection,
    sql<ConflictRow>`SELECT id, person_id AS "personId", kind, by_person_id AS "byPersonId", reason, at,
        lifted_at AS "liftedAt", lifted_by_person_id AS "liftedByPersonId", lift_reason AS "liftReason"
      FROM incident.conflicts WHERE incident_id = ${incidentId} ORDER BY at DESC, id DESC LIMIT 200`,
  );
}

/** The incidents that are withheld from these people now. */
export function listWithheld(connection: Connection, personIds: string[]): Promise<Withheld[]> {
  return rows(
    connection,
    sql<Withheld>`SELECT incident_id AS "incidentId", person_id AS "personId" FROM incident.conflicts
      WHERE person_id = ANY(${personIds}::uuid[]) AND lifted_at IS NULL`,
  );
}

/** From whom these incidents are withheld now. */
export function listConflictsOf(connection: Connection, incidentIds: string[]): Promise<Withheld[]> {
  return rows(
    connection,
    sql<Withheld>`SELECT incident_id AS "incidentId", person_id AS "personId" FROM incident.conflicts
      WHERE incident_id ${amongIds(incidentIds)} AND lifted_at IS NULL`,
  );
}

/** Lifts a person's conflicts in all incidents merged together. @returns the incidents */
export function liftConflicts(
  tx: Connection,
  rootId: string,
  personId: string,
  lifted: { byPersonId: string; reason: string; at: Date },
): Promise<Withheld[]> {
  return rows(
    tx,
    sql<Withheld>`UPDATE incident.conflicts SET lifted_at = ${lifted.at}, lifted_by_person_id = ${lifted.byPersonId},
        lift_reason = ${lifted.reason}
      WHERE incident_id = ANY(ARRAY${familyOf(rootId)}) AND person_id = ${personId} AND lifted_at IS NULL
      RETURNING incident_id AS "incidentId", person_id AS "personId"`,
  );
}
