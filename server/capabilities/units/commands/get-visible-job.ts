import type { Actor } from '#capabilities/access';
import { listVisibleIncidents } from '#capabilities/incident';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { type Assignment, lostJob } from '../assignment.ts';
import type { UnitsContext } from '../context.ts';
import { findAssignment, findOwnJob } from '../store/assignment-rows.ts';
import { findUnitOf } from '../store/unit-rows.ts';

type VisibleIncident = Awaited<ReturnType<typeof listVisibleIncidents>>[number]['incident'];
type VisibleJob = { job: Assignment; incident: VisibleIncident };

/**
 * A job whose incident the actor can see; any other is answered as if it did not exist.
 * @throws AppError `units/assignment-not-found`; `units/assignment-changed` for a former job of their own unit
 */
export async function getVisibleJob(context: UnitsContext, work: Work, actor: Actor, id: string): Promise<VisibleJob> {
  const job = await findAssignment(work.tx, id);
  const [visible] = job ? await listVisibleIncidents(context, work.tx, actor, [job.incidentId]) : [];
  if (!job || !visible) {
    // A former job of their crew: they learn who ended it, and nothing about the incident.
    const own = await findOwnJob(work.tx, id);
    if (own) throw lostJob(own);
    throw new AppError('units/assignment-not-found');
  }
  return { job, incident: visible.incident };
}

/**
 * A job of the unit in which the actor serves.
 * @throws AppError `units/assignment-not-found`, `access/not-permitted` (another unit's)
 */
export async function getCrewJob(context: UnitsContext, work: Work, actor: Actor, id: string): Promise<VisibleJob> {
  const found = await getVisibleJob(context, work, actor, id);
  const unit = await findUnitOf(work.tx, actor.userId);
  if (unit?.id !== found.job.unitId) throw new AppError('access/not-permitted');
  return found;
}
