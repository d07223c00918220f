import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { getVisibleIncident, loadForChange, recordUnitProgress } from '#capabilities/incident';
import { isOpenAssignment } from '#contract/unit-status';
import type { SendUnit } from '#contract/units';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { changed, takeStep } from '../assignment.ts';
import type { UnitsContext } from '../context.ts';
import { findAssignmentForChange, listJobsFor, moveUp, updateAssignment } from '../store/assignment-rows.ts';
import { listUnitRows } from '../store/unit-rows.ts';
import { endOrdersOf, giveOrder } from './give-order.ts';
import { publishUnitChanged } from './publish-unit-changed.ts';
import { nameAll, sendUnit } from './send-unit.ts';

/**
 * Withdraws a unit: its members no longer go, unless they go with another unit. The incident's status does not change,
 * and its ETA stays until it passes or is corrected.
 * @throws AppError `incident/not-found`, `units/assignment-not-found` when the unit was never sent there,
 *   `units/assignment-changed` when its job has ended
 */
export async function withdrawUnit(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { unitId, reason }: { unitId: string; reason?: string | undefined },
): Promise<void> {
  await getVisibleIncident(context, work.tx, actor, incidentId);
  const incident = await loadForChange(context, work, actor, incidentId, 'incident:assign');
  const jobs = await listJobsFor(work.tx, incidentId);
  const going = jobs.filter(({ status }) => isOpenAssignment(status));
  const ended = jobs.findLast((job) => job.unitId === unitId && !isOpenAssignment(job.status));
  const found = going.find((job) => job.unitId === unitId);
  const job = found && (await findAssignmentForChange(work.tx, found.id));
  if (!job && ended) throw changed(ended);
  if (!job) throw new AppError('units/assignment-not-found');
  const now = context.clock.now();
  await updateAssignment(work.tx, takeStep(job, 'withdraw', { at: now, now }));
  await moveUp(work.tx, unitId);
  const others = going.filter(({ id }) => id !== job.id);
  const units = await listUnitRows(work.tx, { ids: going.map((one) => one.unitId) });
  const staying = units.filter(({ id }) => id !== unitId).flatMap(({ memberIds }) => memberIds);
  const leaving = units.find(({ id }) => id === unitId)?.memberIds ?? [];
  await recordUnitProgress(context, work, actor, incident, {
    kind: 'unit-withdrawn',
    details: { unitName: job.callSign, ...(reason && { reason }) },
    codes: { unitId },
    unitName: nameAll(others.map(({ callSign }) => callSign)),
    recall: leaving.filter((personId) => !staying.includes(personId)),
  });
  recordAction(work, {
    ...byPerson(actor),
    action: 'units/withdrawn',
    subjectKind: 'assignment',
    subjectId: job.id,
    details: { incidentId, unitId },
    at: now,
  });
  await endOrdersOf(context, work, job);
  const gone = units.find(({ id }) => id === unitId);
  const order = { kind: 'order-withdrawn', incidentId, assignmentId: job.id, byPersonId: actor.userId } as const;
  if (gone) await giveOrder(context, work, gone, order);
  await publishUnitChanged(context, work, unitId);
}

/** Replaces a unit: one is withdrawn and the other sent, in one transaction. */
export async function reassignUnit(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { fromUnitId, ...asked }: SendUnit & { fromUnitId: string },
): Promise<void> {
  await withdrawUnit(context, work, actor, incidentId, { unitId: fromUnitId });
  await sendUnit(context, work, actor, incidentId, asked);
}
