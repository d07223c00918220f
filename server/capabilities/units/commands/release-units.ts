import { isOpenAssignment } from '#contract/unit-status';
import type { Work } from '#platform/database/transaction';
import { type Assignment, takeStep } from '../assignment.ts';
import type { UnitsContext } from '../context.ts';
import { listJobsFor, moveJobs, moveUp, updateAssignment } from '../store/assignment-rows.ts';
import { listOrdersFor } from '../store/order-rows.ts';
import { listUnitRows } from '../store/unit-rows.ts';
import { endOrdersOf, giveOrder } from './give-order.ts';
import { publishUnitChanged } from './publish-unit-changed.ts';

/**
 * The incident ended or went to another agency: each job ends, and a unit that had set out counts as returning. The
 * audit event of the incident's change covers this too. A crew that is still on its way gets a withdrawal order.
 */
export async function releaseUnits(
  context: UnitsContext,
  work: Work,
  incidentId: string,
  action: 'done' | 'withdraw',
): Promise<void> {
  const now = context.clock.now();
  for (const job of await listJobsFor(work.tx, incidentId)) {
    if (!isOpenAssignment(job.status)) continue;
    await updateAssignment(work.tx, takeStep(job, action, { at: now, now }));
    await moveUp(work.tx, job.unitId);
    const crew = await findCrew(work, job, incidentId);
    await endOrdersOf(context, work, job);
    const isStillGoing = job.status !== 'on-scene' || action === 'withdraw';
    const order = { kind: 'order-withdrawn', incidentId, assignmentId: job.id, byPersonId: job.byPersonId } as const;
    if (crew && isStillGoing) await giveOrder(context, work, crew, order);
    await publishUnitChanged(context, work, job.unitId);
  }
}

/** Two incidents were merged: units assigned to either go to the one that remains, and learn its code. */
export async function moveUnits(
  context: UnitsContext,
  work: Work,
  { incidentId, intoIncidentId }: { incidentId: string; intoIncidentId: string },
): Promise<void> {
  const moving = (await listJobsFor(work.tx, incidentId)).filter(({ status }) => isOpenAssignment(status));
  await moveJobs(work.tx, incidentId, intoIncidentId);
  for (const job of await listJobsFor(work.tx, intoIncidentId)) {
    const before = moving.find(({ id }) => id === job.id);
    const crew = before && (await findCrew(work, job, incidentId));
    if (crew) {
      await endOrdersOf(context, work, before);
      const order = { kind: 'order', incidentId: intoIncidentId, assignmentId: job.id } as const;
      if (job.status !== 'on-scene') await giveOrder(context, work, crew, { ...order, byPersonId: job.byPersonId });
    }
    await publishUnitChanged(context, work, job.unitId);
  }
  await releaseUnits(context, work, incidentId, 'withdraw');
}

/** Who got the orders, or who is in the unit: another station's control room may see only one of the two. */
async function findCrew(work: Work, job: Assignment, incidentId: string) {
  const [unit] = await listUnitRows(work.tx, { ids: [job.unitId] });
  if (unit) return unit;
  const order = (await listOrdersFor(work.tx, incidentId)).findLast(({ assignmentId }) => assignmentId === job.id);
  return order && { id: job.unitId, callSign: job.callSign, agencyId: order.agencyId, memberIds: order.personIds };
}
