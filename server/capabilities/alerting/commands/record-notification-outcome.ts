import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { ALERTING_TOPIC, type AlertingParts } from '../context.ts';
import { planFallback } from '../plan-notifications.ts';
import { resumeSuppressedNotifications } from '../store-deliveries.ts';
import { type ChangedNotification, insertNotifications, listNotificationsOfAlert } from '../store-notifications.ts';
import { listGateways } from '../store-targets.ts';
import { changeState } from './change-state.ts';
import { listRecipientProfiles } from './list-recipient-profiles.ts';

/** Writes down that a notice went, or that it did not; then the other channels take over, in the same transaction. */
export async function recordNotificationOutcome(
  parts: AlertingParts,
  work: Work,
  notificationId: string,
  outcome: { kind: 'sent' | 'failed' | 'cancelled'; cause?: string },
): Promise<void> {
  const [changed] = await changeState(parts, work, { notificationId }, outcome.kind, outcome.cause);
  if (changed && outcome.kind === 'failed') await takeOver(parts, work, changed);
}

/** The same in a transaction of its own. */
export function recordNotificationOutcomeNow(
  parts: AlertingParts,
  notificationId: string,
  outcome: { kind: 'sent' | 'failed' | 'cancelled'; cause?: string },
): Promise<void> {
  return inTransaction(parts.db, (work) => recordNotificationOutcome(parts, work, notificationId, outcome));
}

async function takeOver(
  parts: AlertingParts,
  work: Work,
  { alertId, incidentId, personId, channel }: ChangedNotification,
): Promise<void> {
  const { notifier, events, eventLog } = parts;
  const now = parts.clock.now();
  const told = (await listNotificationsOfAlert(work.tx, alertId)).find((one) => one.personId === personId);
  // A gateway or a group that fails has nobody to take over for: the people were told each by themselves.
  // What is about a person's own account is nobody else's business, and went by every channel of theirs.
  if (!personId || !told || told.kind === 'test' || told.kind === 'account-changed') return;
  await resumeSuppressedNotifications(work.tx, alertId, personId, now);
  const reached = { personId, agencyId: told.agencyId };
  const [person] = await listRecipientProfiles(work.tx, [reached], { now, channels: parts.channels });
  const standingBy = (await listGateways(work.tx, [told.agencyId])).filter(
    ({ called }) => called === 'when-others-fail',
  );
  const planned = person ? planFallback(person, channel, standingBy) : [];
  await insertNotifications(
    work.tx,
    { alertId, incidentId },
    planned.map((one) => ({ id: newId(), ...one })),
    now,
  );
  for (const one of planned) {
    await events.publish(work, 'notification-changed', {
      alertId,
      incidentId,
      kind: told.kind,
      personId: one.personId,
      channel: one.channel,
      state: 'pending',
    });
  }
  // The consoles ring once more: they are what is left for certain.
  await eventLog.append(work, 'people-alerted', { alertId, personId });
  work.afterCommit(() => notifier.send(ALERTING_TOPIC));
}
