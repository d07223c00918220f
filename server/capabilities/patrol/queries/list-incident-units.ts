import type { Actor } from '#capabilities/access';
import { getVisibleIncident } from '#capabilities/incident';
import type { Assignment as ShownAssignment } from '#contract/patrol';
import type { Connection } from '#platform/database/database';
import type { Assignment } from '../assignment.ts';
import type { PatrolContext } from '../context.ts';
import { listJobsFor } from '../store/assignment-rows.ts';

/** Every unit that was sent to the incident, with what became of its job. @throws AppError `incident/not-found` */
export async function listIncidentUnits(
  context: PatrolContext,
  connection: Connection,
  actor: Actor,
  incidentId: string,
): Promise<ShownAssignment[]> {
  const { view } = await getVisibleIncident(context, connection, actor, incidentId);
  const jobs = (await listJobsFor(connection, incidentId)).map(showAssignment);
  // A note may name the place, like the timeline's words.
  return view.place === 'exact' ? jobs : jobs.map((job) => ({ ...job, note: null }));
}

export function showAssignment(job: Assignment): ShownAssignment {
  const { id, unitId, incidentId, callSign, kind, status, isQueued, version, note, disposition } = job;
  return {
    ...{ id, unitId, incidentId, callSign, kind, status, isQueued, version, note, disposition },
    assignedAt: job.assignedAt.toISOString(),
    enRouteAt: iso(job.enRouteAt),
    onSceneAt: iso(job.onSceneAt),
    endedAt: iso(job.endedAt),
    etaAt: iso(job.etaAt),
  };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
