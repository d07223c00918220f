import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { ALERTING_TOPIC, type AlertContext } from '../context.ts';
import type { Alert } from '../notification.ts';
import { planAlert } from '../plan-alert.ts';
import type { PlannedNotification } from '../plan-notifications.ts';
import type { RecipientFacts } from '../recipient-facts.ts';
import { insertAlerts, type NewNotification } from '../store-notifications.ts';
import { type FactsWanted, getRecipientFacts } from './get-recipient-facts.ts';

/**
 * Alerts these people with the caller's commit: all notifications of all alerts are written in this transaction, on
 * consoles and by every other channel. The user role may not read how somebody is reached: of its alerts only the console
 * notifications are written, and any process adds the others right after the commit. The database refuses the same
 * `alertId` twice.
 * @param known facts about all of these people and agencies; read here where there are none
 */
export async function alertPeople(
  context: AlertContext,
  work: Work,
  given: readonly Alert[],
  known?: RecipientFacts,
): Promise<void> {
  if (given.length === 0) return;
  const now = context.clock.now();
  const alerts = given.map((alert) => {
    return { ...alert, people: [...new Map(alert.people.map((one) => [one.personId, one])).values()] };
  });
  const isComplete = work.role === 'service';
  const facts = isComplete ? (known ?? (await getRecipientFacts(work.tx, factsFor(alerts), now))) : undefined;
  const notifications = alerts.flatMap((alert) => {
    const planned = facts ? planAlert(alert, facts, { now, channels: context.channels }) : [];
    return [...alert.people.map(toConsole), ...planned, ...(alert.targets ?? []).map(toTest)].map(
      (one): NewNotification => ({ id: newId(), alertId: alert.alertId, incidentId: alert.incidentId, ...one }),
    );
  });
  await insertAlerts(work.tx, alerts, notifications, { now, isComplete });
  const alerted = alerts.flatMap(({ alertId, incidentId, kind, step, people }) => {
    const personIds = people.map(({ personId }) => personId);
    return personIds.length > 0 ? [{ alertId, incidentId, kind, step, personIds }] : [];
  });
  await context.events.publish(work, 'people-alerted', ...alerted);
  if (!isComplete || notifications.some(isToDeliver)) work.afterCommit(() => context.notifier.send(ALERTING_TOPIC));
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

/** Whether somebody has to send it; consoles ring by the event log. */
function isToDeliver({ channel, state }: PlannedNotification): boolean {
  return channel !== 'console' && state === 'pending';
}

function toConsole({ personId, agencyId }: Alert['people'][number]): PlannedNotification {
  return { personId, agencyId, channel: 'console', targetId: null, state: 'pending', cause: null };
}

function toTest({ id, agencyId, channel }: NonNullable<Alert['targets']>[number]): PlannedNotification {
  return { personId: null, agencyId, channel, targetId: id, state: 'pending', cause: null };
}
