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
 * Nearer together, the crew would read a telephone instead of driving. A frightened person writes in bursts of a word or
 * two, and a flood of pushes is what a telephone hides or an officer mutes; the alert carries no words, so that opening
 * the first one shows all of them. Nothing is lost by it: the chat has every message at once, the desk's console chimes
 * at each, and the alert that rings is followed like an order (30 s again, 60 s its sender and the head).
 */
const TELL_AGAIN_AFTER_MS = 60_000;

/**
 * The reporter says more while a crew is on its way or there: it is told, with its page closed as well. While an
 * earlier message rings there and nobody has looked, the next one does not ring again.
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
    const isFresh = last && now.getTime() - last.sentAt.getTime() < TELL_AGAIN_AFTER_MS;
    if (!unit || (isFresh && !outcomeOf(last, outcomes).seenAt)) continue;
    const order = { kind: 'reporter-message', incidentId, assignmentId: job.id, byPersonId: job.byPersonId } as const;
    await giveOrder(context, work, unit, order);
  }
}

/** Officers who were sent by name, or are sent no more, hear it like a crew. */
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
  const tell = async (kind: 'order' | 'order-withdrawn', ids: string[]) => {
    const memberIds = ids.filter((id) => !inUnits.includes(id) && id !== byPersonId);
    const crew = { id: null, callSign: unitName, agencyId: facts.responsibleAgencyId, memberIds };
    await giveOrder(context, work, crew, { kind, incidentId, assignmentId: null, byPersonId });
  };
  await tell('order', sent);
  await tell('order-withdrawn', recalled);
}
