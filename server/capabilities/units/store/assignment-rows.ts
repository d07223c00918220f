import type { IncidentStatus } from '#contract/incident-status';
import type { MyJob } from '#contract/patrol-phone';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Assignment } from '../assignment.ts';

const COLUMNS = sql.raw(`id, unit_id AS "unitId", incident_id AS "incidentId", call_sign AS "callSign", kind, status,
  is_queued AS "isQueued", version, by_person_id AS "byPersonId", assigned_at AS "assignedAt",
  en_route_at AS "enRouteAt", on_scene_at AS "onSceneAt", ended_at AS "endedAt", eta_at AS "etaAt",
  eta_notified_at AS "etaNotifiedAt", note, disposition, updated_at AS "updatedAt"`);

/** @returns false if the unit has a job by now and this one is not queued */
export async function insertAssignment(tx: Connection, job: Assignment): Promise<boolean> {
  const made = await sql`INSERT INTO units.assignments (id, unit_id, incident_id, call_sign, kind, status, is_queued,
      by_person_id, assigned_at, eta_at, updated_at)
    VALUES (${job.id}, ${job.unitId}, ${job.incidentId}, ${job.callSign}, ${job.kind}, ${job.status}, ${job.isQueued},
      ${job.byPersonId}, ${job.assignedAt}, ${job.etaAt}, ${job.updatedAt}) ON CONFLICT DO NOTHING`.execute(tx);
  return made.numAffectedRows === 1n;
}

export function findAssignment(connection: Connection, id: string): Promise<Assignment | undefined> {
  return findRow(connection, sql<Assignment>`SELECT ${COLUMNS} FROM units.assignments WHERE id = ${id}`);
}

export function listJobsById(connection: Connection, ids: string[]): Promise<Assignment[]> {
  return rows(connection, sql<Assignment>`SELECT ${COLUMNS} FROM units.assignments WHERE id = ANY(${ids}::uuid[])`);
}

/** Reads and locks a job. The incident is always locked before. */
export function findAssignmentForChange(tx: Connection, id: string): Promise<Assignment | undefined> {
  return findRow(tx, sql<Assignment>`SELECT ${COLUMNS} FROM units.assignments WHERE id = ${id} FOR UPDATE`);
}

/** Open jobs of these units that row security shows to this connection, the current one first. */
export function listOpenJobs(connection: Connection, unitIds: string[]): Promise<Assignment[]> {
  return rows(
    connection,
    sql<Assignment>`SELECT ${COLUMNS} FROM units.assignments
      WHERE unit_id = ANY(${unitIds}::uuid[]) AND ended_at IS NULL ORDER BY is_queued, assigned_at, id`,
  );
}

/** Incidents where the unit was done since then and has no open job, as far as row security shows them. */
export async function listDoneIncidents(connection: Connection, unitId: string, since: Date): Promise<string[]> {
  const done = await rows(
    connection,
    sql<{ id: string }>`SELECT incident_id AS id FROM units.assignments WHERE unit_id = ${unitId}
        AND (ended_at IS NULL OR ended_at > ${since}) GROUP BY incident_id HAVING bool_and(ended_at IS NOT NULL)`,
  );
  return done.map(({ id }) => id);
}

/** Every job of the incident, in the order they were sent. */
export function listJobsFor(connection: Connection, incidentId: string): Promise<Assignment[]> {
  return rows(
    connection,
    sql<Assignment>`SELECT ${COLUMNS} FROM units.assignments
      WHERE incident_id = ${incidentId} ORDER BY assigned_at, id`,
  );
}

export async function updateAssignment(tx: Connection, job: Assignment): Promise<void> {
  await sql`UPDATE units.assignments SET status = ${job.status}, is_queued = ${job.isQueued}, version = ${job.version},
      en_route_at = ${job.enRouteAt}, on_scene_at = ${job.onSceneAt}, ended_at = ${job.endedAt}, eta_at = ${job.etaAt},
      eta_notified_at = ${job.etaNotifiedAt}, note = ${job.note}, disposition = ${job.disposition}, updated_at = ${job.updatedAt}
    WHERE id = ${job.id}`.execute(tx);
}

/** The unit's oldest queued job becomes its current one, if there is no other. */
export async function moveUp(tx: Connection, unitId: string): Promise<void> {
  await sql`UPDATE units.assignments SET is_queued = false WHERE id = (SELECT next.id FROM units.assignments AS next
      WHERE next.unit_id = ${unitId} AND next.ended_at IS NULL ORDER BY next.assigned_at, next.id LIMIT 1)
    AND NOT EXISTS (SELECT FROM units.assignments AS before
      WHERE before.unit_id = ${unitId} AND before.ended_at IS NULL AND NOT before.is_queued)`.execute(tx);
}

/** After a merge: moves open jobs to the remaining incident, at most one for each unit. */
export async function moveJobs(tx: Connection, fromId: string, toId: string): Promise<void> {
  await sql`UPDATE units.assignments AS job SET incident_id = ${toId} WHERE incident_id = ${fromId}
    AND ended_at IS NULL AND NOT EXISTS (SELECT FROM units.assignments AS there
      WHERE there.unit_id = job.unit_id AND there.incident_id = ${toId} AND there.ended_at IS NULL)`.execute(tx);
}

export type OwnJob = Pick<MyJob, 'id' | 'status' | 'by'> & { since: Date; incidentStatus: IncidentStatus };

/** The status of a job of the actor's own unit, as far as row security shows it. */
export function findOwnJob(connection: Connection, id: string): Promise<OwnJob | undefined> {
  return findRow(
    connection,
    sql<OwnJob>`SELECT id, status, since, by, incident_status AS "incidentStatus" FROM units.own_jobs WHERE id = ${id}`,
  );
}
