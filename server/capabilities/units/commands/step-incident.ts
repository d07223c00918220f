import type { Actor } from '#capabilities/access';
import { arriveAtIncident, getVisibleIncident, startIncident } from '#capabilities/incident';
import { canChange } from '#contract/incident-status';
import { canStep } from '#contract/unit-status';
import type { Step } from '#contract/units';
import type { Work } from '#platform/database/transaction';
import type { UnitsContext } from '../context.ts';
import { listJobsFor } from '../store/assignment-rows.ts';
import { findUnitOf } from '../store/unit-rows.ts';
import { stepAssignment } from './step-assignment.ts';

/**
 * "On the way" or "on scene" for the incident as a whole: it applies to the job of the actor's own unit, otherwise to the
 * unit that was sent first and can take the step. Repeated, it does not move another unit.
 */
export async function stepIncident(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  action: 'en-route' | 'on-scene',
  step: Omit<Step, 'happenedAt'>,
): Promise<void> {
  const { incident } = await getVisibleIncident(context, work.tx, actor, incidentId);
  const own = await findUnitOf(work.tx, actor.userId);
  const jobs = (await listJobsFor(work.tx, incidentId)).filter(({ status }) => canStep(status, action));
  const theirs = jobs.find(({ unitId }) => unitId === own?.id);
  const job = theirs ?? (canChange(incident.status, action) ? jobs[0] : undefined);
  if (job) {
    await stepAssignment(context, work, actor, job.id, action, step);
    return;
  }
  if (action === 'en-route') await startIncident(context, work, actor, incidentId, step);
  else await arriveAtIncident(context, work, actor, incidentId, step);
}
