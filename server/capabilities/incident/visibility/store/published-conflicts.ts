import { type RawBuilder, sql } from '#platform/database/database';

/** An incident that is withheld from a person. */
export type Withheld = { incidentId: string; personId: string };

/** From whom these incidents are withheld now, as a part of a larger statement. */
export function conflictsOf(incidentIds: readonly string[]): RawBuilder<Withheld> {
  return sql<Withheld>`SELECT incident_id AS "incidentId", person_id AS "personId" FROM incident.conflicts
    WHERE incident_id = ANY(${[...incidentIds]}::uuid[]) AND lifted_at IS NULL`;
}
