import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { ALERTING_TOPIC, type AlertContext } from '../context.ts';
import type { Alert } from '../notification.ts';
import { planAlert } from '../plan-alert.ts';
import type { PlannedNotification } from '../plan-notifications.ts';
import type { RecipientFacts } from '../recipient-facts.ts';
import {
  addAlert,
  addNotification,
  insertAlerts,
  type NewAlert,
  type NewNotification,
} from '../store-notifications.ts';
import { type FactsWanted, getRecipientFacts } from './get-recipient-facts.ts';

/**
 * Alerts these people with the caller's commit: all notifications of all alerts are written in this transaction, on
 * consoles and by every other channel. The user role may not read how somebody is reached: of its alerts only the console
 * notifications are written, and any process adds the others right after the commit. The database refuses the same
 * `alertId` twice.
 */
export async function alertPeople(context: AlertContext, work: Work, alerts: readonly Alert[]): Promise<void> {
  if (alerts.length === 0) return;
  const now = context.clock.now();
  const facts = work.role === 'service' ? await getRecipientFacts(work.tx, factsFor(alerts), now) : undefined;
  const written = planAll(context, alerts, { facts, now });
  await insertAlerts(work.tx, written.alerts, written.notifications);
  await ring(context, work, written);
}

/**
 * The same for a transaction that knows everything about these people and agencies already, and that reads no
 * notifications afterwards: they are written last of all, with what else it collected.
 */
export async function alertPeopleByFacts(
  context: AlertContext,
  work: Work,
  alerts: readonly Alert[],
  facts: RecipientFacts,
): Promise<void> {
  if (alerts.length === 0) return;
  const written = planAll(context, alerts, { facts, now: context.clock.now() });
  for (const alert of written.alerts) addAlert(work, alert);
  for (const notification of written.notifications) addNotification(work, notification);
  await ring(context, work, written);
}

type Written = { alerts: NewAlert[]; notifications: NewNotification[] };

/** @param facts absent: only consoles are notified now */
function planAll(
  { channels }: AlertContext,
  given: readonly Alert[],
  { facts, now }: { facts: RecipientFacts | undefined; now: Date },
): Written {
  const alerts = given.map((alert) => {
    return { ...alert, people: [...new Map(alert.people.map((one) => [one.personId, one])).values()] };
  });
  return {
    alerts: alerts.map(({ people: _, targets: __, ...alert }) => {
      return { ...alert, raisedAt: now, expandedAt: facts ? now : null };
    }),
    notifications: alerts.flatMap((alert) => {
      const planned = facts ? planAlert(alert, facts, { now, channels }) : [];
      const all = [...alert.people.map(toConsole), ...planned, ...(alert.targets ?? []).map(toTest)];
      return all.map((one) => toNotification(alert, one, now));
    }),
  };
}

/** The consoles of the alerted people ring; the other channels are tried right after the commit. */
async function ring(context: AlertContext, work: Work, { alerts, notifications }: Written): Promise<void> {
  const consoles = Map.groupBy(
    notifications.filter(({ channel }) => channel === 'console'),
    ({ alertId }) => alertId,
  );
  const alerted = alerts.flatMap(({ alertId, incidentId, kind, step }) => {
    const personIds = (consoles.get(alertId) ?? []).flatMap(({ personId }) => personId ?? []);
    return personIds.length > 0 ? [{ alertId, incidentId, kind, step, personIds }] : [];
  });
  await context.events.publish(work, 'people-alerted', ...alerted);
  const isWaiting = alerts.some(({ expandedAt }) => !expandedAt) || notifications.some(({ nextTryAt }) => nextTryAt);
  if (isWaiting) work.afterCommit(() => context.notifier.send(ALERTING_TOPIC));
}

/** A planned notification as it is written: due at once, on a console when it is looked at. */
export function toNotification(
  { alertId, incidentId }: Pick<Alert, 'alertId' | 'incidentId'>,
  planned: PlannedNotification,
  now: Date,
): NewNotification {
  const isDue = planned.state === 'pending' && planned.channel !== 'console';
  return { id: newId(), alertId, incidentId, ...planned, at: now, nextTryAt: isDue ? now : null };
}

/** What is to be known to plan these alerts. */
export function factsFor(alerts: readonly Pick<Alert, 'incidentId' | 'people' | 'agencyIds'>[]): FactsWanted {
  const people = alerts.flatMap((alert) => alert.people);
  return {
    personIds: [...new Set(people.map(({ personId }) => personId))],
    agencyIds: [...new Set([...people.map(({ agencyId }) => agencyId), ...alerts.flatMap((one) => one.agencyIds)])],
    incidentIds: [...new Set(alerts.flatMap(({ incidentId }) => incidentId ?? []))],
  };
}

function toConsole({ personId, agencyId }: Alert['people'][number]): PlannedNotification {
  return { personId, agencyId, channel: 'console', targetId: null, state: 'pending', cause: null };
}

function toTest({ id, agencyId, channel }: NonNullable<Alert['targets']>[number]): PlannedNotification {
  return { personId: null, agencyId, channel, targetId: id, state: 'pending', cause: null };
}
