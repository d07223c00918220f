import type { Actor } from '#capabilities/access';
import { listAlertOutcomes } from '#capabilities/alerting';
import { listVisibleIncidents } from '#capabilities/incident';
import type { Jobs } from '#contract/units';
import type { Connection } from '#platform/database/database';
import type { UnitsContext } from '../context.ts';
import { alertsOf, outcomeOf } from '../order.ts';
import { listDoneIncidents, listOpenJobs } from '../store/assignment-rows.ts';
import { listOrdersTo } from '../store/order-rows.ts';
import { findUnitOf } from '../store/unit-rows.ts';
import { showAssignment } from './list-incident-units.ts';

/** Normally the incident is closed long before; otherwise the station takes care of it. */
const DONE_SHOWN_MS = 7 * 24 * 3_600_000;

/** About a shift: yesterday's withdrawals are of no use today. */
const WITHDRAWN_SHOWN_MS = 6 * 3_600_000;

/** The open jobs of the actor's own unit, the current one first. */
export async function listMyJobs(context: UnitsContext, connection: Connection, actor: Actor): Promise<Jobs> {
  const moment = context.clock.now();
  const now = moment.toISOString();
  const unit = await findUnitOf(connection, actor.userId);
  const withdrawn = await listWithdrawn(connection, actor.userId, moment);
  if (!unit) return { now, unit: null, jobs: [], doneIncidentIds: [], withdrawn };
  const open = await listOpenJobs(connection, [unit.id]);
  const ids = open.map(({ incidentId }) => incidentId);
  const seen = await listVisibleIncidents(context, connection, actor, ids);
  return {
    now,
    unit: { id: unit.id, callSign: unit.callSign },
    withdrawn,
    doneIncidentIds: await listDoneIncidents(connection, unit.id, new Date(moment.getTime() - DONE_SHOWN_MS)),
    jobs: open.flatMap((job) => {
      const incident = seen.find(
        (one) => one.visibility.place === 'exact' && one.incident.id === job.incidentId,
      )?.incident;
      if (!incident) return [];
      const { id, code, type, silent, isExercise, place, lat, lng } = incident;
      const where = { id, code, type, silent, isExercise, place, position: { lat, lng } };
      return [{ assignment: showAssignment(job), incident: where }];
    }),
  };
}

/** Orders withdrawn in the last hours that this person has not acknowledged, unless the incident was ordered again. */
async function listWithdrawn(connection: Connection, personId: string, now: Date): Promise<Jobs['withdrawn']> {
  const orders = await listOrdersTo(connection, personId, new Date(now.getTime() - WITHDRAWN_SHOWN_MS));
  const newest = [...Map.groupBy(orders, ({ incidentId }) => incidentId).values()].flatMap(([first]) => first ?? []);
  const withdrawnOrders = newest.filter(({ kind }) => kind === 'order-withdrawn');
  const outcomes = await listAlertOutcomes(connection, alertsOf(withdrawnOrders));
  return withdrawnOrders
    .filter((order) => !outcomeOf(order, outcomes).acknowledgedAt)
    .map(({ id, code, sentAt }) => ({ alertId: id, code, at: sentAt.toISOString() }));
}
