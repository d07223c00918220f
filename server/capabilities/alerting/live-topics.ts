import { listConflicted, personAudience } from '#capabilities/incident';
import type { LiveEvent } from '#contract/live';
import type { LogEntry } from '#events/event-map';
import type { Database } from '#platform/database/database';
import type { LiveItem } from '#platform/live/live-streams';

/** Makes the open consoles of the alerted people ring, again also for an incident that is already on their screen. */
export async function translateAlertEvents({ db }: { db: Database }, events: LogEntry[]): Promise<LiveItem[]> {
  const alerted = events.filter((event) => event.type === 'people-alerted');
  const incidentIds = [...new Set(alerted.flatMap(({ body }) => body.incidentId ?? []))];
  // A person from whom the incident was withheld since must not hear of it.
  const withheld = incidentIds.length > 0 ? await listConflicted(db, incidentIds) : undefined;
  return alerted.map(({ seq, body: { alertId, incidentId, kind, step, personIds } }) => {
    const data: LiveEvent = { event: 'alerted', alertId, incidentId, kind, step };
    const exceptFor = (withheld?.get(incidentId ?? '') ?? []).map(personAudience);
    // An entry of an earlier release names nobody; a failure here would end every stream that passes it.
    const audiences = ((personIds as string[] | undefined) ?? []).map(personAudience);
    return { seq, audiences, exceptFor, data };
  });
}
