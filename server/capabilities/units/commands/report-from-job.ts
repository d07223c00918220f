import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { loadForChange, recordUnitProgress } from '#capabilities/incident';
import { isOpen } from '#contract/incident-status';
import { isOpenAssignment } from '#contract/unit-status';
import type { JobReport } from '#contract/units';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { type Assignment, changed, happenedBetween, momentToShow } from '../assignment.ts';
import type { UnitsContext } from '../context.ts';
import { findAssignmentForChange } from '../store/assignment-rows.ts';
import { getCrewJob } from './get-visible-job.ts';
import { markOrdersFollowed } from './give-order.ts';
import { publishUnitChanged } from './publish-unit-changed.ts';

/**
 * A crew reports from its job without taking a step: a note, or a call for back-up. `back-up` alerts the station and the
 * control room at once, each time it is pressed.
 * @throws AppError `units/assignment-not-found`, `access/not-permitted` (another unit's), `units/assignment-changed`
 */
export async function reportFromJob(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  id: string,
  kind: 'note' | 'back-up',
  { note, happenedAt: claimed }: JobReport,
): Promise<Assignment> {
  const { incidentId, callSign: unitName } = (await getCrewJob(context, work, actor, id)).job;
  const incident = await loadForChange(context, work, actor, incidentId, 'incident:progress');
  const job = await findAssignmentForChange(work.tx, id);
  if (!job) throw new AppError('units/assignment-not-found');
  if (!isOpenAssignment(job.status) || !isOpen(incident.status)) throw changed(job);
  const now = context.clock.now();
  const at = happenedBetween(claimed ? new Date(claimed) : undefined, job, now);
  const happenedAt = momentToShow(at, now);
  await recordUnitProgress(context, work, actor, incident, {
    kind: `unit-${kind}`,
    details: { unitName, ...(note && { note }), ...(happenedAt && { happenedAt: happenedAt.toISOString() }) },
    codes: { assignmentId: id },
  });
  await markOrdersFollowed(context, work, job, actor.userId);
  if (kind === 'back-up') {
    await context.events.publish(work, 'back-up-called', { incidentId, unitName, byPersonId: actor.userId });
  }
  recordAction(work, {
    ...byPerson(actor),
    action: `units/${kind}`,
    subjectKind: 'assignment',
    subjectId: id,
    details: { incidentId, unitId: job.unitId, happenedAt: at.toISOString() },
    at: now,
  });
  await publishUnitChanged(context, work, job.unitId);
  return job;
}
