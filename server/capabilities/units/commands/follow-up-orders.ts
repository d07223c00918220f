import { alertPeople, listAlertOutcomes } from '#capabilities/alerting';
import { listAlertFacts } from '#capabilities/incident';
import { isOpen } from '#contract/incident-status';
import { isOpenAssignment } from '#contract/unit-status';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { Assignment } from '../assignment.ts';
import type { UnitsContext } from '../context.ts';
import { alertFor, alertsOf, followUpOrder, type Order, outcomeOf } from '../order.ts';
import { listJobsById } from '../store/assignment-rows.ts';
import { saveOrders, takeDueOrders } from '../store/order-rows.ts';
import { publishUnitChanged } from './publish-unit-changed.ts';

const BATCH = 50;

/**
 * A scheduled job: an order that nobody has seen is sent again by every channel, then its sender is notified. It may run
 * in several processes. Each step and its alert are one transaction, so a crash leaves nothing half done.
 */
export async function followUpDueOrders(context: UnitsContext, db: Database): Promise<void> {
  while ((await inTransaction(db, (work) => followUpBatch(context, work))) === BATCH);
}

async function followUpBatch(context: UnitsContext, work: Work): Promise<number> {
  const now = context.clock.now();
  const due = await takeDueOrders(work.tx, now, BATCH);
  if (due.length === 0) return 0;
  const outcomes = await listAlertOutcomes(work.tx, alertsOf(due));
  const facts = new Map(
    (await listAlertFacts(work.tx, [...new Set(due.map(({ incidentId }) => incidentId))])).map((one) => [one.id, one]),
  );
  const jobIds = due.flatMap(({ assignmentId }) => assignmentId ?? []);
  const jobs = new Map((await listJobsById(work.tx, jobIds)).map((job) => [job.id, job]));
  const followed = due.map((order) => {
    const status = facts.get(order.incidentId)?.status;
    const isOver = status === undefined || !isOpen(status);
    const isDone =
      Boolean(outcomeOf(order, outcomes).seenAt) || isPointless(order, jobs.get(order.assignmentId ?? ''), isOver);
    return followUpOrder(order, { isDone, againId: newId(), now });
  });
  await saveOrders(
    work.tx,
    followed.map(({ order }) => order),
  );
  const again = followed.flatMap(({ action, order }) =>
    action === 'again' && order.againId ? alertFor(order, order.againId, 1) : [],
  );
  await alertPeople(context, work, again);
  for (const { action, order } of followed) {
    if (action === 'notify-sender') {
      const { incidentId, unitName, agencyId, byPersonId } = order;
      await context.events.publish(work, 'order-unseen', { incidentId, unitName, agencyId, byPersonId });
    }
    if (action && order.unitId) await publishUnitChanged(context, work, order.unitId);
  }
  return due.length;
}

/** Whether nobody needs to see the order any more: a step was taken, or the job or the incident is over. */
function isPointless({ kind, assignmentId }: Order, job: Assignment | undefined, isOver: boolean): boolean {
  if (kind === 'order-withdrawn') return false;
  if (isOver) return true;
  if (!assignmentId) return false;
  if (!job || !isOpenAssignment(job.status)) return true;
  return kind !== 'reporter-message' && job.status !== 'assigned';
}
