import { type Alarm, gatewayBody, referralBody } from '../alarm-text.ts';
import type { AlertingContext } from '../context.ts';
import type { RecordOutcome } from '../outcome.ts';
import type { GatewayRow } from '../store-targets.ts';

/** Delay after each try, 19 minutes in all: long enough for a gateway's restart, short enough for the alarm to matter. */
const DELAYS_SECONDS = [2, 5, 15, 30, 60, 120, 300, 600];
/** What a system is told of a referral is still of use a day later. */
const REFERRAL_DELAYS_SECONDS = [...DELAYS_SECONDS, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600];
/** A longer `Retry-After` is cut to this: an alarm that arrives later is of no use. */
const MAX_DELAY_SECONDS = 600;

function bodyOf(alarm: Alarm, at: Date): object {
  const { referral } = alarm.notification;
  return referral ? referralBody(alarm, referral) : gatewayBody(alarm, at);
}

/**
 * Calls an agency's gateway; retries if it does not answer, and raises a system alert after the last try.
 * @param gateway undefined if it was removed
 */
export async function callGateway(
  { channels, clock, systemAlerts }: AlertingContext,
  record: RecordOutcome,
  alarm: Alarm,
  gateway: GatewayRow | undefined,
): Promise<void> {
  const { id: notificationId, at, tries, kind: about } = alarm.notification;
  if (!gateway) return record({ notificationId, kind: 'failed', cause: 'removed' });
  const now = clock.now();
  const { kind, cause, afterSeconds } = await channels.gateway.call(
    gateway,
    { id: notificationId, body: bodyOf(alarm, at) },
    now,
  );
  if (kind === 'sent') return record({ notificationId, kind });
  const delays = about === 'referral-step' ? REFERRAL_DELAYS_SECONDS : DELAYS_SECONDS;
  const delay = kind === 'later' ? delays[tries - 1] : undefined;
  if (delay !== undefined) {
    const seconds = Math.max(delay, Math.min(afterSeconds ?? 0, MAX_DELAY_SECONDS));
    return record({ notificationId, kind: 'later', cause, until: new Date(now.getTime() + seconds * 1000) });
  }
  await systemAlerts.raise('gateway/gave-up', gateway.id, { gatewayId: gateway.id, tries, cause });
  await record({ notificationId, kind: 'failed', cause });
}
