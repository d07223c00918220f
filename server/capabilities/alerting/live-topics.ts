import { listConflicted, personAudience } from '#capabilities/incident';
import type { LiveEvent } from '#contract/live';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { LoggedEvent } from '#platform/events/event-log';
import type { LiveItem } from '#platform/live/live-streams';
import { listNotificationsOfAlert } from './store-notifications.ts';

/** Rings the open consoles of those who were alerted, also a second time for an incident they already see. */
export async function translateAlertEvents(
  { db, clock }: { db: Database; clock: Clock },
  events: LoggedEvent[],
): Promise<LiveItem[]> {
  const items: LiveItem[] = [];
  for (const { seq, type, body } of events) {
    if (type !== 'people-alerted') continue;
    const notifications = await listNotificationsOfAlert(db, String(body.alertId));
    const [first] = notifications;
    if (!first) continue;
    const { alertId, incidentId, kind, step } = first;
    // Where a channel failed, the consoles of that one person ring once more.
    const wanted = notifications.filter(({ personId }) => !body.personId || personId === body.personId);
    const people = [...new Set(wanted.flatMap(({ personId }) => personId ?? []))];
    const kept = incidentId ? ((await listConflicted(db, [incidentId], clock.now())).get(incidentId) ?? []) : [];
    const data: LiveEvent = { event: 'alerted', alertId, incidentId, kind, step };
    items.push({
      seq,
      audiences: people.map(personAudience),
      exceptFor: kept.map(personAudience),
      data,
    });
  }
  return items;
}
