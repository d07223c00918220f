import type { Actor } from '#capabilities/access';
import { listVisibleIncidents } from '#capabilities/incident';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { type Assignment, lostJob } from '../assignment.ts';
import type { UnitsContext } from '../context.ts';
import { findAssignment } from '../store/assignment-rows.ts';
import { findOwnJob } from '../store/own-job-rows.ts';
import { findUnitOf } from '../store/unit-rows.ts';

type VisibleIncident = Awaited<ReturnType<typeof listVisibleIncidents>>[number]['incident'];
type VisibleJob = { job: Assignment; incident: VisibleIncident };

/**
 * A job whose incident this person sees; one they do not see is answered like one that does not exist.
 * @throws AppError `units/assignment-not-found`; `units/assignment-changed` for one that was their unit's
 */
export async function getVisibleJob(context: UnitsContext, work: Work, actor: Actor, id: string): Promise<VisibleJob> {
  const job = await findAssignment(work.tx, id);
  const [visible] = job ? await listVisibleIncidents(context, work.tx, actor, [job.incidentId]) : [];
  if (!job || !visible) {
    // What a crew was sent to, and is no more: they are told who ended it, and nothing of the incident.
    const own = await findOwnJob(work.tx, id);
    if (own) throw lostJob(own);
    throw new AppError('units/assignment-not-found');
  }
  return { job, incident: visible.incident };
}

/**
 * A job of the unit in which this person serves.
 * @throws AppError `units/assignment-not-found`, `access/not-permitted` (another unit's)
 */
export async function getCrewJob(context: UnitsContext, work: Work, actor: Actor, id: string): Promise<VisibleJob> {
  const found = await getVisibleJob(context, work, actor, id);
  const unit = await findUnitOf(work.tx, actor.userId);
  if (unit?.id !== found.job.unitId) throw new AppError('access/not-permitted');
  return found;
}
