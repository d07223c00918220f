import type { NotificationState } from '#contract/alerting';
import type { Work } from '#platform/database/transaction';
import type { AlertingContext } from '../context.ts';
import { statesBefore } from '../notification.ts';
import { type ChangedNotification, changeNotifications, type NotificationFilter } from '../store-notifications.ts';

/** Moves the selected notifications to a state, where their current one allows it, and publishes it. @returns those changed */
export async function changeState(
  { clock, events }: Pick<AlertingContext, 'clock' | 'events'>,
  work: Work,
  filter: NotificationFilter,
  to: NotificationState,
  cause?: string,
): Promise<ChangedNotification[]> {
  const changed = await changeNotifications(work.tx, filter, { from: statesBefore(to), to, cause }, clock.now());
  for (const { alertId, incidentId, kind, personId, channel, state } of changed) {
    await events.publish(work, 'notification-changed', { alertId, incidentId, kind, personId, channel, state });
  }
  return changed;
}
