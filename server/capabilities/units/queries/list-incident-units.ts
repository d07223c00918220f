import type { Actor } from '#capabilities/access';
import { listAlertOutcomes } from '#capabilities/alerting';
import { getVisibleIncident } from '#capabilities/incident';
import type { OrderState, Assignment as ShownAssignment } from '#contract/units';
import type { Connection } from '#platform/database/database';
import type { Assignment } from '../assignment.ts';
import type { UnitsContext } from '../context.ts';
import { alertsOf, type Order, type OrderOutcome, outcomeOf } from '../order.ts';
import { listJobsFor } from '../store/assignment-rows.ts';
import { listOrdersFor } from '../store/order-rows.ts';

/** Every unit that was sent to the incident, with its job and order. @throws AppError `incident/not-found` */
export async function listIncidentUnits(
  context: UnitsContext,
  connection: Connection,
  actor: Actor,
  incidentId: string,
): Promise<ShownAssignment[]> {
  const { visibility } = await getVisibleIncident(context, connection, actor, incidentId);
  const orders = await listOrdersFor(connection, incidentId);
  const outcomes = await listAlertOutcomes(connection, alertsOf(orders));
  const jobs = (await listJobsFor(connection, incidentId)).map((job) => {
    const order = orders.findLast(({ assignmentId, kind }) => assignmentId === job.id && kind !== 'reporter-message');
    return { ...showAssignment(job), order: order ? showOrderState(order, outcomeOf(order, outcomes)) : null };
  });
  // A note may name the place, like the texts of the timeline.
  return visibility.place === 'exact' ? jobs : jobs.map((job) => ({ ...job, note: null }));
}

export function showAssignment(job: Assignment): ShownAssignment {
  const { id, unitId, incidentId, callSign, kind, status, isQueued, version, note, disposition } = job;
  return {
    ...{ id, unitId, incidentId, callSign, kind, status, isQueued, version, note, disposition },
    assignedAt: job.assignedAt.toISOString(),
    enRouteAt: iso(job.enRouteAt),
    onSceneAt: iso(job.onSceneAt),
    endedAt: iso(job.endedAt),
    etaAt: iso(job.etaAt),
    order: null,
  };
}

function showOrderState({ kind, sentAt, senderNotifiedAt }: Order, outcome: OrderOutcome): OrderState {
  const { seenAt, acknowledgedAt, notifiedAt } = outcome;
  const unseen = senderNotifiedAt ? 'unseen' : 'sent';
  return {
    kind,
    state: acknowledgedAt ? 'acknowledged' : seenAt ? 'seen' : unseen,
    sentAt: sentAt.toISOString(),
    isSentByChannel: notifiedAt !== null,
    seenAt: iso(seenAt),
    acknowledgedAt: iso(acknowledgedAt),
    senderNotifiedAt: iso(senderNotifiedAt),
  };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
