import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { ALERTING_TOPIC, type AlertContext } from '../context.ts';
import type { Alert } from '../notification.ts';
import { insertAlert, insertNotifications } from '../store-notifications.ts';

/**
 * Alerts these people with the caller's commit. One console notification each is written in this transaction. Notifications
 * for their other channels are created right after the commit, by any process, so that neither a report nor an officer's
 * action waits for them. The database refuses the same `alertId` twice.
 */
export async function alertPeople(context: AlertContext, work: Work, alert: Alert): Promise<void> {
  const now = context.clock.now();
  const people = [...new Map(alert.people.map((one) => [one.personId, one])).values()];
  await insertAlert(work.tx, alert, now);
  const console = { channel: 'console', targetId: null, state: 'pending', cause: null } as const;
  const notifications = people.map((one) => ({ id: newId(), ...one, ...console }));
  if (notifications.length > 0) await insertNotifications(work.tx, alert, notifications, now);
  await context.events.publish(work, 'people-alerted', { alertId: alert.alertId });
  work.afterCommit(() => context.notifier.send(ALERTING_TOPIC));
}
