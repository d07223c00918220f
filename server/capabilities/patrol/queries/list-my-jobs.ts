import type { Actor } from '#capabilities/access';
import { listVisibleIncidents } from '#capabilities/incident';
import type { Jobs } from '#contract/patrol';
import type { Connection } from '#platform/database/database';
import type { PatrolContext } from '../context.ts';
import { listOpenJobs } from '../store/assignment-rows.ts';
import { findUnitOf } from '../store/unit-rows.ts';
import { showAssignment } from './list-incident-units.ts';

/** What one's own unit is sent to now, the job it is at first. */
export async function listMyJobs(context: PatrolContext, connection: Connection, actor: Actor): Promise<Jobs> {
  const now = context.clock.now().toISOString();
  const unit = await findUnitOf(connection, actor.userId);
  if (!unit) return { now, unit: null, jobs: [] };
  const open = await listOpenJobs(connection, [unit.id]);
  const ids = open.map(({ incidentId }) => incidentId);
  const seen = await listVisibleIncidents(context, connection, actor, ids);
  return {
    now,
    unit: { id: unit.id, callSign: unit.callSign },
    jobs: open.flatMap((job) => {
      const incident = seen.find((one) => one.view.place === 'exact' && one.incident.id === job.incidentId)?.incident;
      if (!incident) return [];
      const { id, code, type, silent, isExercise, place, lat, lng } = incident;
      const where = { id, code, type, silent, isExercise, place, position: { lat, lng } };
      return [{ assignment: showAssignment(job), incident: where }];
    }),
  };
}
