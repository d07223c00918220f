import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { loadForChange, recordUnitProgress } from '#capabilities/incident';
import { mayFor } from '#capabilities/jurisdiction';
import { isOpen } from '#contract/incident-status';
import type { Done, Step } from '#contract/units';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { type Assignment, changed, happenedBetween, momentToShow, takeStep } from '../assignment.ts';
import type { UnitsContext } from '../context.ts';
import { findAssignmentForChange, moveUp, updateAssignment } from '../store/assignment-rows.ts';
import { findUnitRow } from '../store/unit-rows.ts';
import { serves } from '../unit.ts';
import { getVisibleJob } from './get-visible-job.ts';
import { markOrdersFollowed } from './give-order.ts';
import { publishUnitChanged } from './publish-unit-changed.ts';

/**
 * A step of one job: on the way, on scene or done. The first unit on its way, or on scene, also changes the incident.
 * @throws AppError `units/assignment-not-found`, `access/not-permitted`, `units/assignment-changed`
 */
export async function stepAssignment(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  id: string,
  action: 'en-route' | 'on-scene' | 'done',
  step: Step & Done,
): Promise<Assignment> {
  const { job: seen, incident: visible } = await getVisibleJob(context, work, actor, id);
  const { responsibleAgencyId } = visible;
  await mustBeAllowed(context, work, actor, seen, { responsibleAgencyId, action });
  const incident = await loadForChange(context, work, actor, seen.incidentId, 'incident:progress');
  const job = await findAssignmentForChange(work.tx, id);
  if (!job) throw new AppError('units/assignment-not-found');
  if (!isOpen(incident.status)) throw changed(job);
  const now = context.clock.now();
  const at = happenedBetween(step.happenedAt ? new Date(step.happenedAt) : undefined, job, now);
  const { etaMinutes, note, disposition } = step;
  const etaAt = etaMinutes ? new Date(now.getTime() + etaMinutes * 60_000) : null;
  const saved = takeStep(job, action, { at, now, etaAt, note, disposition });
  await updateAssignment(work.tx, saved);
  const happenedAt = momentToShow(at, now);
  const { incidentId, callSign: unitName } = job;
  if (action === 'done') await moveUp(work.tx, job.unitId);
  await recordUnitProgress(context, work, actor, incident, {
    kind: `unit-${action}`,
    details: {
      unitName,
      ...(note && { note }),
      ...(disposition && { disposition }),
      ...(happenedAt && { happenedAt: happenedAt.toISOString() }),
    },
    codes: { assignmentId: id },
    ...(action === 'en-route' && { etaMinutes }),
  });
  await markOrdersFollowed(context, work, job, actor.userId);
  recordAction(work, {
    ...byPerson(actor),
    action: `units/${action}`,
    subjectKind: 'assignment',
    subjectId: id,
    details: { incidentId, unitId: job.unitId, happenedAt: at.toISOString() },
    at: now,
  });
  await publishUnitChanged(context, work, job.unitId);
  return saved;
}

/**
 * Allowed to the unit's crew and to those who may assign units to this incident.
 * @throws AppError `access/not-permitted`, `units/without-crew`
 */
async function mustBeAllowed(
  { jurisdiction }: UnitsContext,
  work: Work,
  actor: Actor,
  job: Assignment,
  { responsibleAgencyId, action }: { responsibleAgencyId: string; action: 'en-route' | 'on-scene' | 'done' },
): Promise<void> {
  const unit = await findUnitRow(work.tx, job.unitId);
  // A unit without crew cannot set out or arrive; "done" is always allowed.
  if (unit?.memberIds.length === 0 && action !== 'done') {
    throw new AppError('units/without-crew', { params: { unit: job.callSign } });
  }
  if (unit && serves(actor, unit)) return;
  if (mayFor(jurisdiction, actor, 'incident:assign', [responsibleAgencyId])) return;
  throw new AppError('access/not-permitted');
}
