import type { IncidentStatus } from '#contract/incident-status';
import type { MyJob } from '#contract/patrol-phone';
import { type Columns, insertColumns, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Assignment } from '../assignment.ts';

/** What a job keeps from its beginning to its end. */
const KEPT = {
  id: 'id',
  unitId: 'unit_id',
  incidentId: 'incident_id',
  callSign: 'call_sign',
  kind: 'kind',
  byPersonId: 'by_person_id',
  assignedAt: 'assigned_at',
} as const satisfies Partial<Columns<Assignment>>;
const CHANGING = {
  status: 'status',
  isQueued: 'is_queued',
  version: 'version',
  enRouteAt: 'en_route_at',
  onSceneAt: 'on_scene_at',
  endedAt: 'ended_at',
  etaAt: 'eta_at',
  etaNotifiedAt: 'eta_notified_at',
  note: 'note',
  disposition: 'disposition',
  updatedAt: 'updated_at',
} as const satisfies Columns<Omit<Assignment, keyof typeof KEPT>>;
const ASSIGNMENT = { ...KEPT, ...CHANGING };
const COLUMNS = selectColumns(ASSIGNMENT);

/** @returns false if the unit has a job by now and this one is not queued */
export async function insertAssignment(tx: Connection, job: Assignment): Promise<boolean> {
  const made =
    await sql`INSERT INTO units.assignments ${insertColumns(ASSIGNMENT, job)} ON CONFLICT DO NOTHING`.execute(tx);
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
  await sql`UPDATE units.assignments SET ${updateColumns(CHANGING, job)} WHERE id = ${job.id}`.execute(tx);
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
