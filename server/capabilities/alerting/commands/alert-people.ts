import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { ALERTING_TOPIC, type AlertContext } from '../context.ts';
import type { Deliveries } from '../deliveries.ts';
import type { Alert, Notification } from '../notification.ts';
import { planAlert } from '../plan-alert.ts';
import { type PlannedNotification, toPerson, toTarget } from '../plan-notifications.ts';
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

type Written = { alerts: NewAlert[]; notifications: NewNotification[]; leased: Notification[] };

/** @param facts absent: only consoles are notified now */
function planAll(
  { channels, deliveries }: AlertContext,
  given: readonly Alert[],
  { facts, now }: { facts: RecipientFacts | undefined; now: Date },
): Written {
  const lease = deliveries?.lease(now);
  const alerts = given.map(({ people, targets, ...alert }) => {
    const once = [...new Map(people.map((one) => [one.personId, one])).values()];
    const planned = facts ? planAlert({ ...alert, people: once }, facts, { now, channels }) : [];
    const consoles = once.map((one) => toPerson(one, 'console'));
    const all = [...consoles, ...planned, ...(targets ?? []).map((one) => toTarget(one, one.channel))];
    return { alert, notifications: all.map((one) => toNotification(alert, one, { now, lease })) };
  });
  return {
    alerts: alerts.map(({ alert }) => ({ ...alert, raisedAt: now, expandedAt: facts ? now : null })),
    notifications: alerts.flatMap(({ notifications }) => notifications),
    leased: alerts.flatMap(({ alert, notifications }) =>
      notifications.filter(({ tries }) => tries > 0).map((one) => asStored(alert, one)),
    ),
  };
}

/** A notification as a claim would read it from the table. */
function asStored(
  {
    kind,
    step,
    unitName,
    accountAction,
    referral,
  }: Pick<NewAlert, 'kind' | 'step' | 'unitName' | 'accountAction' | 'referral'>,
  { nextTryAt: _, tryingProcess: __, ...stored }: NewNotification,
): Notification {
  const ofAlert = {
    ...{ kind, step, unitName: unitName ?? null, accountAction: accountAction ?? null, referral: referral ?? null },
    raisedAt: stored.at,
  };
  return { ...stored, ...ofAlert, sentAt: null, seenAt: null, acknowledgedAt: null };
}

/** The consoles of the alerted people ring; the other channels are tried right after the commit. */
async function ring(context: AlertContext, work: Work, { alerts, notifications, leased }: Written): Promise<void> {
  const consoles = Map.groupBy(
    notifications.filter(({ channel }) => channel === 'console'),
    ({ alertId }) => alertId,
  );
  const alerted = alerts.flatMap(({ alertId, incidentId, kind, step }) => {
    const personIds = (consoles.get(alertId) ?? []).flatMap(({ personId }) => personId ?? []);
    return personIds.length > 0 ? [{ alertId, incidentId, kind, step, personIds }] : [];
  });
  await context.events.publish(work, 'people-alerted', ...alerted);
  if (leased.length > 0) work.afterCommit(() => context.deliveries?.hand(leased));
  const isDue = ({ nextTryAt, tries }: NewNotification) => nextTryAt !== null && tries === 0;
  if (alerts.some(({ expandedAt }) => !expandedAt) || notifications.some(isDue))
    work.afterCommit(() => context.notifier.send(ALERTING_TOPIC));
}

/**
 * A planned notification as it is written: on a console when it is looked at, by another channel due at once.
 * @param lease of this process, which delivers it right after the commit
 */
export function toNotification(
  { alertId, incidentId }: Pick<Alert, 'alertId' | 'incidentId'>,
  planned: PlannedNotification,
  { now, lease }: { now: Date; lease?: ReturnType<Deliveries['lease']> },
): NewNotification {
  const isDue = planned.state === 'pending' && planned.channel !== 'console';
  return {
    ...{ id: newId(), alertId, incidentId, ...planned, at: now },
    nextTryAt: isDue ? (lease?.until ?? now) : null,
    tryingProcess: isDue && lease ? lease.processId : null,
    tries: isDue && lease ? 1 : 0,
  };
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
