import { inTransaction, type Work } from '#platform/database/transaction';
import { ALERTING_TOPIC, type AlertingContext } from '../context.ts';
import type { DeliveryOutcome } from '../outcome.ts';
import { planFallback } from '../plan-notifications.ts';
import { profilesOf } from '../recipient-facts.ts';
import { resumeSuppressedNotifications, saveOutcomes } from '../store-deliveries.ts';
import { type ChangedNotification, insertNotifications } from '../store-notifications.ts';
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
  const changed = await changeState(context, work, { notificationId }, outcome.kind, outcome.cause);
  if (outcome.kind === 'failed') await takeOver(context, work, changed);
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
  const failed = changed.filter(({ state }) => state === 'failed');
  await takeOver(context, work, failed);
}

/**
 * The other channels of the people whom these could not reach take over, however many: in an outage they all fail at once.
 * Nothing takes over for a group or gateway, because each person has notifications of their own, nor for news of a person's
 * own account, which already goes by all their channels.
 */
async function takeOver(context: AlertingContext, work: Work, failed: readonly ChangedNotification[]): Promise<void> {
  const lost = failed.flatMap(({ personId, ...one }) =>
    personId === null || one.kind === 'test' || one.kind === 'account-changed' ? [] : [{ ...one, personId }],
  );
  if (lost.length === 0) return;
  const now = context.clock.now();
  await resumeSuppressedNotifications(work.tx, lost, now);
  const personIds = [...new Set(lost.map(({ personId }) => personId))];
  const agencyIds = [...new Set(lost.map(({ agencyId }) => agencyId))];
  const facts = await getRecipientFacts(work.tx, { personIds, agencyIds, incidentIds: [] }, now);
  const standbyOf = (id: string) =>
    facts.gateways.filter(({ agencyId, called }) => agencyId === id && called === 'when-others-fail');
  const planned = lost.flatMap(({ alertId, incidentId, personId, agencyId, channel }) =>
    profilesOf(facts, [{ personId, agencyId }], context)
      .flatMap((person) => planFallback(person, channel, standbyOf(agencyId)))
      .map((one) => toNotification({ alertId, incidentId }, one, { now })),
  );
  await insertNotifications(work.tx, planned);
  // The consoles ring once more: they are the one channel that is certain.
  const alerted = lost.map(({ alertId, incidentId, kind, step, personId }) => {
    return { alertId, incidentId, kind, step, personIds: [personId] };
  });
  await context.events.publish(work, 'people-alerted', ...alerted);
  work.afterCommit(() => context.notifier.send(ALERTING_TOPIC));
}
