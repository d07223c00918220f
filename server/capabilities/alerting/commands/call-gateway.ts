import { type AlarmFacts, gatewayBody } from '../alarm-text.ts';
import type { AlertingParts } from '../context.ts';
import type { Notification } from '../notification.ts';
import { postponeNotification } from '../store-deliveries.ts';
import { findGateway } from '../store-targets.ts';
import { recordNotificationOutcomeNow } from './record-notification-outcome.ts';

/** Waits after each try, 19 minutes in all: long enough for a restart, short enough that an alarm is still one. */
const WAITS_SECONDS = [2, 5, 15, 30, 60, 120, 300, 600];
/** A gateway that asks for more patience than this would be told of the past. */
const MOST_PATIENCE_SECONDS = 600;

/** Calls an agency's gateway; one that does not answer is called again, and after the last try an operator is told. */
export async function callGateway(parts: AlertingParts, notification: Notification, alarm: AlarmFacts): Promise<void> {
  const gateway = await findGateway(parts.db, notification.targetId ?? '');
  if (!gateway) return recordNotificationOutcomeNow(parts, notification.id, { kind: 'failed', cause: 'removed' });
  const now = parts.clock.now();
  const outcome = await parts.channels.gateway.call(
    gateway,
    { id: notification.id, body: gatewayBody(alarm, notification.at) },
    now,
  );
  if (outcome.kind === 'sent') return recordNotificationOutcomeNow(parts, notification.id, { kind: 'sent' });
  const wait = outcome.kind === 'later' ? WAITS_SECONDS[notification.tries - 1] : undefined;
  if (wait !== undefined) {
    const seconds = Math.min(Math.max(wait, outcome.afterSeconds ?? 0), MOST_PATIENCE_SECONDS);
    return postponeNotification(parts.db, notification.id, new Date(now.getTime() + seconds * 1000), outcome.cause);
  }
  await parts.systemAlerts.raise('gateway/gave-up', gateway.id, {
    gatewayId: gateway.id,
    tries: notification.tries,
    cause: outcome.cause,
  });
  await recordNotificationOutcomeNow(parts, notification.id, { kind: 'failed', cause: outcome.cause });
}
