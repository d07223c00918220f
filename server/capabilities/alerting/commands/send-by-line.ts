import { listLineUsers } from '#capabilities/access';
import { inTransaction } from '#platform/database/transaction';
import { type AlarmFacts, groupText, lineCard } from '../alarm-text.ts';
import type { AlertingContext } from '../context.ts';
import type { Notification } from '../notification.ts';
import { postponeNotification } from '../store-deliveries.ts';
import { findGroup } from '../store-targets.ts';
import { recordNotificationOutcome, recordNotificationOutcomeNow } from './record-notification-outcome.ts';

/** LINE's outbox retries on its own; after this time without a result the other channels take over. */
const RESULT_WITHIN_MS = 45_000;
const HANDED_OVER = 'handed-over';

/**
 * Hands the message for a person's chat or a group over to LINE's outbox, in the same transaction as the notification's
 * state, so that a crash never sends it twice. The result comes back as `message-delivered` or `message-delayed`.
 */
export async function sendByLine(
  context: AlertingContext,
  notification: Notification,
  alarm: AlarmFacts,
): Promise<void> {
  const { line } = context.channels;
  if (!line) return recordNotificationOutcomeNow(context, notification.id, { kind: 'failed', cause: 'not-set-up' });
  if (notification.cause === HANDED_OVER)
    return recordNotificationOutcomeNow(context, notification.id, { kind: 'failed', cause: 'line-is-silent' });
  await inTransaction(context.db, async (work) => {
    const address = notification.personId
      ? (await listLineUsers(work.tx, [notification.personId])).get(notification.personId)
      : (await findGroup(work.tx, { id: notification.targetId ?? '' }))?.lineGroupId;
    if (!address)
      return recordNotificationOutcome(context, work, notification.id, { kind: 'failed', cause: 'not-linked' });
    await line.send(work, address, notification.personId ? lineCard(alarm) : groupText(alarm));
    const failsAt = new Date(context.clock.now().getTime() + RESULT_WITHIN_MS);
    await postponeNotification(work.tx, notification.id, failsAt, HANDED_OVER);
  });
}
