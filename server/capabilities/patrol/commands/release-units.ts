import { isOpenAssignment } from '#contract/unit-status';
import type { Work } from '#platform/database/transaction';
import { takeStep } from '../assignment.ts';
import type { PatrolContext } from '../context.ts';
import { listJobsFor, moveJobs, moveUp, updateAssignment } from '../store/assignment-rows.ts';
import { tellConsoles } from './tell-consoles.ts';

/**
 * The incident is over for its units, or somebody else's: each job ends, and a unit that had set out is on its way back.
 * The incident's own act is the audit's record of it.
 */
export async function releaseUnits(
  context: PatrolContext,
  work: Work,
  incidentId: string,
  action: 'done' | 'withdraw',
): Promise<void> {
  const now = context.clock.now();
  for (const job of await listJobsFor(work.tx, incidentId)) {
    if (!isOpenAssignment(job.status)) continue;
    await updateAssignment(work.tx, takeStep(job, action, { at: now, now }));
    await moveUp(work.tx, job.unitId);
    await tellConsoles(context, work, job.unitId);
  }
}

/** Two incidents are one: units on their way to either go on to the one that stays. */
export async function moveUnits(
  context: PatrolContext,
  work: Work,
  { incidentId, intoIncidentId }: { incidentId: string; intoIncidentId: string },
): Promise<void> {
  await moveJobs(work.tx, incidentId, intoIncidentId);
  for (const { unitId } of await listJobsFor(work.tx, intoIncidentId)) await tellConsoles(context, work, unitId);
  await releaseUnits(context, work, incidentId, 'withdraw');
}
