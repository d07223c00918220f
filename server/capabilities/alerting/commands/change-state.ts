import { isOrder } from '#contract/alert-kind';
import type { NotificationState } from '#contract/alerting';
import type { Work } from '#platform/database/transaction';
import type { AlertContext } from '../context.ts';
import { statesBefore } from '../notification.ts';
import { type ChangedNotification, changeNotifications, type NotificationFilter } from '../store-notifications.ts';

/**
 * Moves the selected notifications to a state, where their current one allows it. The units of orders that were seen
 * learn of it; nobody else follows the state of a notification.
 * @returns those changed
 */
export async function changeState(
  { clock, events }: Pick<AlertContext, 'clock' | 'events'>,
  work: Work,
  filter: NotificationFilter,
  to: NotificationState,
  cause?: string,
): Promise<ChangedNotification[]> {
  const changed = await changeNotifications(work.tx, filter, { from: statesBefore(to), to, cause }, clock.now());
  if (to === 'seen' || to === 'acknowledged') {
    const orders = new Set(changed.filter(({ kind }) => isOrder(kind)).map(({ alertId }) => alertId));
    await events.publish(work, 'order-seen', ...[...orders].map((alertId) => ({ alertId })));
  }
  return changed;
}
