import type { MyChannels } from '#contract/alerting';
import type { Notification } from './notification.ts';

/** A notice as its person is shown it. */
export function showNotification(notification: Notification): MyChannels['notifications'][number] {
  const { id, incidentId, kind, step, channel, state, cause, at, sentAt, seenAt, acknowledgedAt } = notification;
  return {
    ...{ id, incidentId, kind, step, channel, state, cause },
    at: at.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    seenAt: seenAt?.toISOString() ?? null,
    acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
  };
}
