import { type Connection, findRow, rows, sql } from '#platform/database/database';

/** By what facts are summed: a day in Thailand, a province, a type and a channel. */
export type FactCell = { day: string; province: string; type: string; channel: string };

/** The incidents that these records are of; of a unit, those it is at or has just left. */
export async function listIncidentsOf(
  tx: Connection,
  { incidents, units, cases, since }: { incidents: string[]; units: string[]; cases: string[]; since: Date },
): Promise<string[]> {
  const found = await rows(
    tx,
    sql<{ id: string }>`SELECT unnest(${incidents}::uuid[]) AS id
      UNION SELECT incident_id FROM units.published_assignments
        WHERE unit_id = ANY(${units}::uuid[]) AND (status NOT IN ('done', 'withdrawn') OR updated_at >= ${since})
      UNION SELECT incident_id FROM care.published_case_openings WHERE case_id = ANY(${cases}::uuid[])`,
  );
  return found.map(({ id }) => id);
}

/** Makes these facts anew. @returns where the old ones were counted, and where the new ones are to be */
export async function replaceFacts(tx: Connection, incidentIds: readonly string[]): Promise<FactCell[]> {
  const before = await rows(
    tx,
    sql<FactCell>`DELETE FROM insight.incident_facts WHERE incident_id = ANY(${incidentIds}::uuid[])
      RETURNING day::text AS day, province_code AS province, type, channel`,
  );
  const after = await rows(
    tx,
    sql<FactCell>`INSERT INTO insight.incident_facts
      SELECT * FROM insight.computed_facts WHERE incident_id = ANY(${incidentIds}::uuid[])
      RETURNING day::text AS day, province_code AS province, type, channel`,
  );
  return [...before, ...after];
}

/** Incidents of a time whose fact is not what it ought to be. */
export async function listWrongFacts(connection: Connection, from: Date, to: Date): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ id: string }>`SELECT coalesce(computed.incident_id, stored.incident_id) AS id
      FROM (SELECT * FROM insight.computed_facts WHERE reported_at >= ${from} AND reported_at < ${to}) AS computed
      FULL JOIN (SELECT * FROM insight.incident_facts WHERE reported_at >= ${from} AND reported_at < ${to}) AS stored
        ON stored.incident_id = computed.incident_id
      WHERE computed.* IS DISTINCT FROM stored.*`,
  );
  return found.map(({ id }) => id);
}

/** Those of them that are still wrong. */
export async function listStillWrong(connection: Connection, incidentIds: readonly string[]): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ id: string }>`SELECT coalesce(computed.incident_id, stored.incident_id) AS id
      FROM (SELECT * FROM insight.computed_facts WHERE incident_id = ANY(${incidentIds}::uuid[])) AS computed
      FULL JOIN (SELECT * FROM insight.incident_facts WHERE incident_id = ANY(${incidentIds}::uuid[])) AS stored
        ON stored.incident_id = computed.incident_id
      WHERE computed.* IS DISTINCT FROM stored.*`,
  );
  return found.map(({ id }) => id);
}

/** When the first incident was reported; undefined when there was none. */
export async function findFirstReport(connection: Connection): Promise<Date | undefined> {
  const first = await findRow(
    connection,
    sql<{ at: Date }>`SELECT opened_at AS at FROM incident.published_facts ORDER BY opened_at LIMIT 1`,
  );
  return first?.at;
}
