import { listLineUsers } from '#capabilities/access';
import { inTransaction } from '#platform/database/transaction';
import { type AlarmFacts, groupText, lineCard } from '../alarm-text.ts';
import type { AlertingParts } from '../context.ts';
import type { Notification } from '../notification.ts';
import { postponeNotification } from '../store-deliveries.ts';
import { findGroup } from '../store-targets.ts';
import { recordNotificationOutcome, recordNotificationOutcomeNow } from './record-notification-outcome.ts';

/** Handed over to LINE's outbox, which tries on its own; after this it counts as silent and the others take over. */
const SILENT_AFTER_MS = 45_000;
const HANDED_OVER = 'handed-over';

/**
 * Owes somebody's own chat, or a group, the words. Handing over and remembering it are one transaction, so a kill in
 * between says it once; what LINE made of it comes back as `message-delivered` or `message-delayed`.
 */
export async function sendByLine(parts: AlertingParts, notification: Notification, alarm: AlarmFacts): Promise<void> {
  const { line } = parts.channels;
  if (!line) return recordNotificationOutcomeNow(parts, notification.id, { kind: 'failed', cause: 'not-set-up' });
  if (notification.cause === HANDED_OVER)
    return recordNotificationOutcomeNow(parts, notification.id, { kind: 'failed', cause: 'line-is-silent' });
  await inTransaction(parts.db, async (work) => {
    const address = notification.personId
      ? (await listLineUsers(work.tx, [notification.personId])).get(notification.personId)
      : (await findGroup(work.tx, { id: notification.targetId ?? '' }))?.lineGroupId;
    if (!address)
      return recordNotificationOutcome(parts, work, notification.id, { kind: 'failed', cause: 'not-linked' });
    await line.send(work, address, notification.personId ? lineCard(alarm) : groupText(alarm));
    const silentAt = new Date(parts.clock.now().getTime() + SILENT_AFTER_MS);
    await postponeNotification(work.tx, notification.id, silentAt, HANDED_OVER);
  });
}
