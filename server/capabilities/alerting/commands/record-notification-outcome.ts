import { inTransaction, type Work } from '#platform/database/transaction';
import { ALERTING_TOPIC, type AlertingContext } from '../context.ts';
import type { DeliveryOutcome } from '../outcome.ts';
import { planFallback } from '../plan-notifications.ts';
import { profilesOf } from '../recipient-facts.ts';
import { resumeSuppressedNotifications, saveOutcomes } from '../store-deliveries.ts';
import { type ChangedNotification, insertNotifications, listNotificationsOfAlert } from '../store-notifications.ts';
import { toNotification } from './alert-people.ts';
import { changeState } from './change-state.ts';
import { getRecipientFacts } from './get-recipient-facts.ts';

/** Records the outcome of a notification; after a failure the other channels take over in the same transaction. */
export async function recordNotificationOutcome(
  context: AlertingContext,
  work: Work,
  notificationId: string,
  outcome: { kind: 'sent' | 'failed' | 'cancelled'; cause?: string },
): Promise<void> {
  const [changed] = await changeState(context, work, { notificationId }, outcome.kind, outcome.cause);
  if (changed && outcome.kind === 'failed') await takeOver(context, work, changed);
}

/** Records what became of several tries: a single statement, unless one of them failed and other channels take over. */
export async function recordOutcomes(context: AlertingContext, outcomes: readonly DeliveryOutcome[]): Promise<void> {
  const hasFailed = outcomes.some(({ kind }) => kind === 'failed');
  if (hasFailed) await inTransaction(context.db, (work) => recordOutcomesWith(context, work, outcomes));
  else await saveOutcomes(context.db, outcomes, context.clock.now());
}

/** The same in the caller's transaction. */
export async function recordOutcomesWith(
  context: AlertingContext,
  work: Work,
  outcomes: readonly DeliveryOutcome[],
): Promise<void> {
  const changed = await saveOutcomes(work.tx, outcomes, context.clock.now());
  for (const notification of changed) if (notification.state === 'failed') await takeOver(context, work, notification);
}

async function takeOver(
  context: AlertingContext,
  work: Work,
  { alertId, incidentId, personId, channel }: ChangedNotification,
): Promise<void> {
  const { notifier, events } = context;
  const now = context.clock.now();
  const known = (await listNotificationsOfAlert(work.tx, alertId)).find((one) => one.personId === personId);
  // Nothing takes over for a failed gateway or group: each person has notifications of their own.
  // News of a person's own account concerns nobody else, and already goes by all their channels.
  if (!personId || !known || known.kind === 'test' || known.kind === 'account-changed') return;
  await resumeSuppressedNotifications(work.tx, alertId, personId, now);
  const recipient = { personId, agencyId: known.agencyId };
  const wanted = { personIds: [personId], agencyIds: [known.agencyId], incidentIds: [] };
  const facts = await getRecipientFacts(work.tx, wanted, now);
  const [person] = profilesOf(facts, [recipient], context);
  const standbyGateways = facts.gateways.filter(({ called }) => called === 'when-others-fail');
  const planned = person ? planFallback(person, channel, standbyGateways) : [];
  await insertNotifications(
    work.tx,
    planned.map((one) => toNotification({ alertId, incidentId }, one, { now })),
  );
  // The consoles ring once more: they are the one channel that is certain.
  const { kind, step } = known;
  await events.publish(work, 'people-alerted', { alertId, incidentId, kind, step, personIds: [personId] });
  work.afterCommit(() => notifier.send(ALERTING_TOPIC));
}
