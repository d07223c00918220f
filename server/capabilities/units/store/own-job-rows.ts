import type { IncidentStatus } from '#contract/incident-status';
import type { MyJob } from '#contract/patrol-phone';
import { type Connection, findRow, sql } from '#platform/database/database';

export type OwnJob = Pick<MyJob, 'id' | 'status' | 'by'> & { since: Date; incidentStatus: IncidentStatus };

/** How a job of the asker's own unit stands or ended, as far as the database tells the asker. */
export function findOwnJob(connection: Connection, id: string): Promise<OwnJob | undefined> {
  return findRow(
    connection,
    sql<OwnJob>`SELECT id, status, since, by, incident_status AS "incidentStatus" FROM units.own_jobs WHERE id = ${id}`,
  );
}
