import { type AlarmFacts, gatewayBody } from '../alarm-text.ts';
import type { AlertingContext } from '../context.ts';
import type { Notification } from '../notification.ts';
import { postponeNotification } from '../store-deliveries.ts';
import { findGateway } from '../store-targets.ts';
import { recordNotificationOutcomeNow } from './record-notification-outcome.ts';

/** Delay after each try, 19 minutes in all: long enough for a gateway's restart, short enough for the alarm to matter. */
const DELAYS_SECONDS = [2, 5, 15, 30, 60, 120, 300, 600];
/** A longer `Retry-After` is cut to this: an alarm that arrives later is of no use. */
const MAX_DELAY_SECONDS = 600;

/** Calls an agency's gateway; retries if it does not answer, and raises a system alert after the last try. */
export async function callGateway(
  context: AlertingContext,
  notification: Notification,
  alarm: AlarmFacts,
): Promise<void> {
  const gateway = await findGateway(context.db, notification.targetId ?? '');
  if (!gateway) return recordNotificationOutcomeNow(context, notification.id, { kind: 'failed', cause: 'removed' });
  const now = context.clock.now();
  const outcome = await context.channels.gateway.call(
    gateway,
    { id: notification.id, body: gatewayBody(alarm, notification.at) },
    now,
  );
  if (outcome.kind === 'sent') return recordNotificationOutcomeNow(context, notification.id, { kind: 'sent' });
  const delay = outcome.kind === 'later' ? DELAYS_SECONDS[notification.tries - 1] : undefined;
  if (delay !== undefined) {
    const seconds = Math.min(Math.max(delay, outcome.afterSeconds ?? 0), MAX_DELAY_SECONDS);
    return postponeNotification(context.db, notification.id, new Date(now.getTime() + seconds * 1000), outcome.cause);
  }
  await context.systemAlerts.raise('gateway/gave-up', gateway.id, {
    gatewayId: gateway.id,
    tries: notification.tries,
    cause: outcome.cause,
  });
  await recordNotificationOutcomeNow(context, notification.id, { kind: 'failed', cause: outcome.cause });
}
