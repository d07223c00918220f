import { alertPeople, cancelOrderNotifications, markOrdersAcknowledged } from '#capabilities/alerting';
import { listPresence } from '#capabilities/duty';
import { listAlertFacts } from '#capabilities/incident';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { Assignment } from '../assignment.ts';
import type { UnitsContext } from '../context.ts';
import { crewOf } from '../crew.ts';
import { alertFor, alertsOf, beginOrder, type OrderKind } from '../order.ts';
import { endOrders, insertOrder, listOrdersFor } from '../store/order-rows.ts';
import type { Unit } from '../unit.ts';

type Crew = Pick<Unit, 'agencyId' | 'memberIds'> & { id: string | null; callSign: string | null };

/**
 * Sends an order to a crew (go, do not go any more, or the reporter wrote again): an alert by every channel of its
 * members, followed up until one of them has seen it. Members off duty are left out, unless that is everybody.
 */
export async function giveOrder(
  context: UnitsContext,
  work: Work,
  crew: Crew,
  order: { kind: OrderKind; incidentId: string; assignmentId: string | null; byPersonId: string | null },
): Promise<void> {
  const now = context.clock.now();
  const [facts] = await listAlertFacts(work.tx, [order.incidentId]);
  const presence = await listPresence(work.tx, crew.memberIds, now);
  const present = crewOf(crew.memberIds, presence);
  const personIds = present.length > 0 ? present : crew.memberIds;
  if (!facts || personIds.length === 0) return;
  const { id: unitId, callSign: unitName, agencyId } = crew;
  const given = { id: newId(), ...order, code: facts.code, unitId, unitName, personIds, agencyId };
  const begun = beginOrder(given, now);
  await insertOrder(work.tx, begun);
  await alertPeople(context, work, [alertFor(begun, begun.id, 0)]);
}

/** Ends the open orders of a job that was withdrawn or has ended. */
export async function endOrdersOf(
  context: UnitsContext,
  work: Work,
  job: Pick<Assignment, 'id' | 'incidentId'>,
): Promise<void> {
  const orders = (await listOrdersFor(work.tx, job.incidentId)).filter(({ assignmentId }) => assignmentId === job.id);
  const ending = orders.filter(({ kind }) => kind !== 'order-withdrawn');
  await endOrders(
    work.tx,
    ending.map(({ id }) => id),
  );
  await cancelOrderNotifications(context, work, alertsOf(ending));
}

/** A step by a crew member proves that the crew has read its orders. */
export async function markOrdersFollowed(
  context: UnitsContext,
  work: Work,
  job: Pick<Assignment, 'id' | 'incidentId'>,
  personId: string,
): Promise<void> {
  const orders = (await listOrdersFor(work.tx, job.incidentId)).filter(({ assignmentId }) => assignmentId === job.id);
  await endOrders(
    work.tx,
    orders.map(({ id }) => id),
  );
  await markOrdersAcknowledged(context, work, { alertIds: alertsOf(orders), personId });
}
