import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { listWithheldFrom } from '#capabilities/incident';
import { ORDER_KINDS } from '#contract/alert-kind';
import type { Work } from '#platform/database/transaction';
import type { AlertContext } from '../context.ts';
import type { ChangedNotification } from '../store-notifications.ts';
import { changeState } from './change-state.ts';

/**
 * Acknowledges an order by the button of a notification, in LINE or in the console. Doing it twice changes nothing. Only the
 * actor's own notifications change, also for an incident that is no longer visible to them, but never for one that is
 * withheld from them.
 * @returns the notifications that changed
 */
export async function acknowledgeOrder(
  context: AlertContext,
  work: Work,
  actor: Actor,
  alertId: string,
): Promise<ChangedNotification[]> {
  const exceptIncidentIds = await listWithheldFrom(work.tx, actor.userId);
  const choice = { alertIds: [alertId], personId: actor.userId, kinds: ORDER_KINDS, exceptIncidentIds };
  const changed = await changeState(context, work, choice, 'acknowledged');
  if (changed.length > 0) await cancelUnseenNews(context, work, [alertId]);
  const details = { notifications: changed.length };
  const subject = { subjectKind: 'alert', subjectId: alertId, details };
  recordAction(work, {
    ...byPerson(actor),
    action: 'alerting/acknowledge-order',
    ...subject,
    at: context.clock.now(),
  });
  return changed;
}

/** Whoever records progress on the job has evidently received its orders, by whatever channel. */
export async function markOrdersAcknowledged(
  context: AlertContext,
  work: Work,
  { alertIds, personId }: { alertIds: string[]; personId: string },
): Promise<void> {
  if (alertIds.length === 0) return;
  await changeState(context, work, { alertIds, personId }, 'acknowledged');
  await cancelUnseenNews(context, work, alertIds);
}

/** After an order is withdrawn, its pending notifications are not sent any more. */
export async function cancelOrderNotifications(context: AlertContext, work: Work, alertIds: string[]): Promise<void> {
  if (alertIds.length === 0) return;
  await changeState(context, work, { alertIds }, 'cancelled');
  await cancelUnseenNews(context, work, alertIds);
}

/** Once the crew has answered, "call them, they have not seen the order" would only waste the control room's time. */
async function cancelUnseenNews(context: AlertContext, work: Work, orderIds: string[]): Promise<void> {
  await changeState(context, work, { unseenOrders: orderIds, kinds: ['order-unseen'] }, 'cancelled');
}
