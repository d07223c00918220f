import { listConflicted, personAudience } from '#capabilities/incident';
import type { LiveEvent } from '#contract/live';
import type { LogEntry } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { LiveItem } from '#platform/live/live-streams';
import { listNotificationsOfAlert } from './store-notifications.ts';

/** Makes the open consoles of the alerted people ring, again also for an incident that is already on their screen. */
export async function translateAlertEvents(
  { db, clock }: { db: Database; clock: Clock },
  events: LogEntry[],
): Promise<LiveItem[]> {
  const items: LiveItem[] = [];
  for (const { seq, type, body } of events) {
    if (type !== 'people-alerted') continue;
    const notifications = await listNotificationsOfAlert(db, body.alertId);
    const [first] = notifications;
    if (!first) continue;
    const { alertId, incidentId, kind, step } = first;
    // After a failed channel only that person's consoles ring again.
    const relevant = notifications.filter(({ personId }) => !body.personId || personId === body.personId);
    const people = [...new Set(relevant.flatMap(({ personId }) => personId ?? []))];
    const withheldFrom = incidentId
      ? ((await listConflicted(db, [incidentId], clock.now())).get(incidentId) ?? [])
      : [];
    const data: LiveEvent = { event: 'alerted', alertId, incidentId, kind, step };
    items.push({
      seq,
      audiences: people.map(personAudience),
      exceptFor: withheldFrom.map(personAudience),
      data,
    });
  }
  return items;
}
