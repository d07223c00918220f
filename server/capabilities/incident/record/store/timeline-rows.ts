import type { TimelineEntry } from '#contract/incident';
import { type Connection, rows, sql } from '#platform/database/database';
import { newId } from '#platform/ids';
import type { Person } from '../incident.ts';

export type TimelineRow = Omit<TimelineEntry, 'at'> & { at: Date };

export type NewEntry = {
  at: Date;
  kind: TimelineEntry['kind'];
  by?: Person | null;
  details?: TimelineEntry['details'];
};

/** Adds a timeline entry; the database refuses to change or delete it afterwards. */
export async function appendTimeline(tx: Connection, incidentId: string, entry: NewEntry): Promise<void> {
  await insertEntry(incidentId, entry).execute(tx);
}

/** The same as part of another statement. */
export function insertEntry(incidentId: string, { at, kind, by, details = {} }: NewEntry) {
  return sql`INSERT INTO incident.timeline (id, incident_id, at, kind, by, details)
    VALUES (${newId()}, ${incidentId}, ${at}, ${kind}, ${by ? JSON.stringify(by) : null}, ${JSON.stringify(details)})`;
}

export function listTimeline(connection: Connection, incidentId: string): Promise<TimelineRow[]> {
  return rows(
    connection,
    sql<TimelineRow>`SELECT id, at, kind, by, details FROM incident.timeline
      WHERE incident_id = ${incidentId} ORDER BY at, id`,
  );
}

/** Whether an officer has set the type. */
export async function isTypeSetByOfficer(connection: Connection, incidentId: string): Promise<boolean> {
  const [entry] = await rows(
    connection,
    sql`SELECT 1 FROM incident.timeline
      WHERE incident_id = ${incidentId} AND kind = 'type-changed' AND by IS NOT NULL LIMIT 1`,
  );
  return entry !== undefined;
}

/** The unit that last reported being done, of incidents to which no unit was sent after that. */
export async function listUnitResults(connection: Connection, incidentIds: string[]): Promise<Map<string, string>> {
  const found = await rows(
    connection,
    sql<{ incidentId: string; unitName: string }>`SELECT incident_id AS "incidentId", "unitName" FROM (
        SELECT DISTINCT ON (incident_id) incident_id, kind, coalesce(details ->> 'unitName', '') AS "unitName"
        FROM incident.timeline WHERE incident_id = ANY(${incidentIds}::uuid[])
          AND kind IN ('unit-done', 'unit-assigned', 'unit-added', 'unit-back-up', 'reopened')
        ORDER BY incident_id, at DESC, id DESC) AS last
      WHERE kind = 'unit-done'`,
  );
  return new Map(found.map(({ incidentId, unitName }) => [incidentId, unitName]));
}
