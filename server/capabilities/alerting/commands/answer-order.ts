import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { listWithheldFrom } from '#capabilities/incident';
import { ORDER_KINDS } from '#contract/alert-kind';
import type { Work } from '#platform/database/transaction';
import type { AlertingContext } from '../context.ts';
import type { ChangedNotification } from '../store-notifications.ts';
import { changeState } from './change-state.ts';

/**
 * The person says that they have an order, by the button of the notification, in LINE or on their page. Said twice it
 * stays as it is. Only their own notices change, also of an incident that is no longer theirs to see, but never of one
 * that is kept from them.
 * @returns the notices that changed
 */
export async function acknowledgeOrder(
  context: AlertingContext,
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
  await recordAction(work, {
    ...byPerson(actor),
    action: 'alerting/acknowledge-order',
    ...subject,
    at: context.clock.now(),
  });
  return changed;
}

/** Who takes a step of the job has its orders, whichever way they heard of them. */
export async function markOrdersAcknowledged(
  context: AlertingContext,
  work: Work,
  { alertIds, personId }: { alertIds: string[]; personId: string },
): Promise<void> {
  if (alertIds.length === 0) return;
  await changeState(context, work, { alertIds, personId }, 'acknowledged');
  await cancelUnseenNews(context, work, alertIds);
}

/** An order that was taken back: what has not gone out yet need not go any more. */
export async function cancelOrderNotifications(
  context: AlertingContext,
  work: Work,
  alertIds: string[],
): Promise<void> {
  if (alertIds.length === 0) return;
  await changeState(context, work, { alertIds }, 'cancelled');
  await cancelUnseenNews(context, work, alertIds);
}

/** Since the crew was heard of, "call them, they have not seen it" would send the desk after what is done. */
async function cancelUnseenNews(context: AlertingContext, work: Work, orderIds: string[]): Promise<void> {
  await changeState(context, work, { unseenOrders: orderIds, kinds: ['order-unseen'] }, 'cancelled');
}
