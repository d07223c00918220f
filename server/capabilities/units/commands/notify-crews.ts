import { listAlertOutcomes } from '#capabilities/alerting';
import { listAlertFacts } from '#capabilities/incident';
import { isOpenAssignment } from '#contract/unit-status';
import type { IncidentEvents } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import type { UnitsContext } from '../context.ts';
import { alertsOf, outcomeOf } from '../order.ts';
import { listJobsFor } from '../store/assignment-rows.ts';
import { listOrdersFor } from '../store/order-rows.ts';
import { listUnitRows } from '../store/unit-rows.ts';
import { giveOrder } from './give-order.ts';

/**
 * Frightened people write in bursts of a word or two, and a crew that drives should not get an alert for each. The alert
 * carries no text, so opening the first one shows all messages; the control room's console chimes at each, and the alert
 * is followed up like an order (again after 30 s, its sender and the head of station after 60 s).
 */
const NOTIFY_AGAIN_AFTER_MS = 60_000;

/**
 * The reporter writes while a crew is on its way or on scene: the crew is alerted, even if its page is closed. While an
 * earlier message is unseen the next one does not raise another alert.
 */
export async function notifyCrewsOfMessage(
  context: UnitsContext,
  work: Work,
  { incidentId }: IncidentEvents['incident-message-received'],
): Promise<void> {
  const jobs = (await listJobsFor(work.tx, incidentId)).filter(({ status }) => isOpenAssignment(status));
  if (jobs.length === 0) return;
  const now = context.clock.now();
  const orders = (await listOrdersFor(work.tx, incidentId)).filter(({ kind }) => kind === 'reporter-message');
  const outcomes = await listAlertOutcomes(work.tx, alertsOf(orders));
  const units = await listUnitRows(work.tx, { ids: jobs.map(({ unitId }) => unitId) });
  for (const job of jobs) {
    const unit = units.find(({ id }) => id === job.unitId);
    const last = orders.findLast(({ assignmentId }) => assignmentId === job.id);
    const isFresh = last && now.getTime() - last.sentAt.getTime() < NOTIFY_AGAIN_AFTER_MS;
    if (!unit || (isFresh && !outcomeOf(last, outcomes).seenAt)) continue;
    const order = { kind: 'reporter-message', incidentId, assignmentId: job.id, byPersonId: job.byPersonId } as const;
    await giveOrder(context, work, unit, order);
  }
}

/** Officers who were assigned by name, or are no longer, get orders like a crew. */
export async function notifyOfficers(
  context: UnitsContext,
  work: Work,
  { incidentId, unitName, sent, recalled, byPersonId }: IncidentEvents['incident-officers-changed'],
): Promise<void> {
  const [facts] = await listAlertFacts(work.tx, [incidentId]);
  if (!facts) return;
  const jobs = await listJobsFor(work.tx, incidentId);
  const units = await listUnitRows(work.tx, { ids: jobs.map(({ unitId }) => unitId) });
  const inUnits = units.flatMap(({ memberIds }) => memberIds);
  const order = async (kind: 'order' | 'order-withdrawn', ids: string[]) => {
    const memberIds = ids.filter((id) => !inUnits.includes(id) && id !== byPersonId);
    const crew = { id: null, callSign: unitName, agencyId: facts.responsibleAgencyId, memberIds };
    await giveOrder(context, work, crew, { kind, incidentId, assignmentId: null, byPersonId });
  };
  await order('order', sent);
  await order('order-withdrawn', recalled);
}
