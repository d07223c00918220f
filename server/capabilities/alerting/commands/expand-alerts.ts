import { isOrder } from '#contract/alert-kind';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { ALERTING_TOPIC, type AlertingContext } from '../context.ts';
import { CAN_WAIT, planNotifications } from '../plan-notifications.ts';
import { type DueAlert, takeAlertToExpand } from '../store-deliveries.ts';
import { insertNotifications, listNotificationsOfAlert } from '../store-notifications.ts';
import { listGateways, listGroups } from '../store-targets.ts';
import { listReachability } from './list-reachability.ts';
import { listRecipientProfiles } from './list-recipient-profiles.ts';
import { isWithheld, listWithheld, type Withheld } from './list-withheld.ts';

/** Creates the notifications for the other channels of each new alert, one alert after another. */
export async function expandAlerts(context: AlertingContext, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted && (await inTransaction(context.db, (work) => expandNext(context, work))));
}

async function expandNext(context: AlertingContext, work: Work): Promise<boolean> {
  const now = context.clock.now();
  const alert = await takeAlertToExpand(work.tx, now);
  if (!alert) return false;
  const existing = await listNotificationsOfAlert(work.tx, alert.id);
  // The caller checks this too; checked again here, because an alarm to the wrong person can't be taken back.
  const withheld = alert.incidentId
    ? (await listWithheld(work.tx, [alert.incidentId], now)).get(alert.incidentId)
    : undefined;
  const people = existing.flatMap(({ personId, agencyId }) =>
    personId === null || isWithheld(withheld, { personId, agencyId }) ? [] : [{ personId, agencyId }],
  );
  const { kind, step } = alert;
  const profiles = await listRecipientProfiles(work.tx, people, {
    now,
    channels: context.channels,
    alsoEnded: kind === 'account-changed',
  });
  const planned = planNotifications(
    { kind, now, isRepeat: step !== null && step > 0 },
    profiles,
    await listTargets(context, work, withoutWithheldAgencies(alert, withheld), people),
  );
  // A chat that was linked just now has got its answer there; only the other channels are notified.
  const isAnswered = ({ channel }: { channel: string }) =>
    channel === 'line' && alert.accountAction === 'access/link-line';
  const notifications = planned.filter((one) => !isAnswered(one)).map((one) => ({ id: newId(), ...one }));
  if (notifications.length > 0)
    await insertNotifications(work.tx, { alertId: alert.id, incidentId: alert.incidentId }, notifications, now);
  work.afterCommit(() => context.notifier.send(ALERTING_TOPIC));
  return true;
}

/** Where a person from whom the incident is withheld serves, neither the agency's groups nor its gateways are notified. */
function withoutWithheldAgencies(alert: DueAlert, withheld: Withheld | undefined): DueAlert {
  const agencyIds = alert.agencyIds.filter((agencyId) => !isWithheld(withheld, { personId: null, agencyId }));
  return { ...alert, agencyIds };
}

/**
 * Groups and gateways of the agencies. A stand-by gateway is called when another channel has failed, when nobody has seen an
 * order, and at once where no person has any other channel (a missing channel never fails, so nothing would trigger it).
 * Groups get no orders: an order is for its crew, and every member of a group would read it.
 */
async function listTargets(
  { channels, clock }: AlertingContext,
  { tx }: Work,
  { agencyIds, kind, step }: DueAlert,
  people: { personId: string; agencyId: string }[],
) {
  const gateways = await listGateways(tx, agencyIds);
  const isUnseenOrder = isOrder(kind) && step !== null && step > 0;
  const mayBeAlone =
    kind !== 'test' && !CAN_WAIT.includes(kind) && gateways.some(({ called }) => called === 'when-others-fail');
  const personIds = people.map(({ personId }) => personId);
  const reachabilityOf =
    mayBeAlone &&
    (await listReachability(tx, { personIds, agencyIds }, { now: clock.now(), channels, standBy: false }));
  const isAlone = (agencyId: string) => {
    const own = people.filter((one) => one.agencyId === agencyId).map(({ personId }) => personId);
    return reachabilityOf !== false && own.length > 0 && !reachabilityOf(agencyId, own).reachable;
  };
  return {
    groups: channels.line && !isOrder(kind) ? await listGroups(tx, agencyIds) : [],
    gateways: gateways.filter(({ called, agencyId }) => called === 'always' || isUnseenOrder || isAlone(agencyId)),
  };
}
