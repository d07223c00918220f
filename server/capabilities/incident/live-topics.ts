import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { IncidentSummary } from '#contract/incident';
import type { LiveEvent } from '#contract/live';
import type { LogEntry } from '#events/event-map';
import type { Attachments } from '#platform/attachments/attachments';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { LiveItem, Rendering } from '#platform/live/live-streams';
import { describeFiles, toChatMessage } from './conversation/queries/list-chat-messages.ts';
import { listMessagesById } from './conversation/store/message-rows.ts';
import { summarize } from './record/queries/list-summaries.ts';
import { findShownIn } from './record/store/incident-rows.ts';
import { coarseAudiences, exactAudiences, type Listeners, personAudience } from './visibility/audience.ts';
import { coarsePlaceOf, maskSummary } from './visibility/masking.ts';
import { listConflictedPersonIds, listListeners, listLiveIncidents } from './visibility/store/access-fact-rows.ts';

type Context = { db: Database; jurisdiction: Jurisdiction; clock: Clock; attachments: Attachments };
type Gone = Extract<LogEntry, { type: 'incident-gone' }>;
const NOBODY: Listeners = { agencyIds: [], assigneeIds: [], guestIds: [], conflictedIds: [] };

/**
 * What open consoles receive: the newest row of each changed incident, each chat message, and each incident that
 * somebody may no longer see. Several changes of one incident become one item with the last sequence number.
 */
export async function translateIncidentEvents(context: Context, events: LogEntry[]): Promise<LiveItem[]> {
  const { db, jurisdiction, clock } = context;
  const changed = new Map<string, number>();
  const written = new Map<string, number>();
  const gone: Gone[] = [];
  for (const entry of events) {
    if (entry.type === 'incident-changed') changed.set(entry.body.incidentId, entry.seq);
    if (entry.type === 'chat-message') written.set(entry.body.messageId, entry.seq);
    if (entry.type === 'incident-gone') gone.push(entry);
  }
  if (changed.size + written.size + gone.length === 0) return [];
  const messages = await listMessagesById(db, [...written.keys()]);
  const files = messages.length > 0 ? await describeFiles(context, db, messages) : [];
  const ownIds = messages.map(({ incidentId }) => incidentId);
  const shownIn = await findShownIn(db, ownIds);
  const goneIds = gone.map(({ body }) => body.incidentId);
  const otherIds = [...ownIds.map((id) => shownIn.get(id) ?? id), ...goneIds];
  // Who listens is read last, so that what was read a moment before is not sent to somebody from whom it is withheld by now.
  const others = otherIds.length > 0 ? await listListeners(db, otherIds, clock.now()) : [];
  const incidents = await listLiveIncidents(db, [...changed.keys()], clock.now());
  const summaries = await summarize(db, jurisdiction, incidents);
  const hasHints = summaries.some(({ hasDuplicateSuggestions }) => hasDuplicateSuggestions);
  const conflictedPersonIds = hasHints ? await listConflictedPersonIds(db) : [];
  const listening = new Map<string, Listeners>([
    ...others.map(({ incidentId, ...listeners }) => [incidentId, listeners] as const),
    ...incidents.map((incident) => [incident.id, incident] as const),
  ]);
  const listenersOf = (id: string) => listening.get(id) ?? NOBODY;
  return [
    ...summaries.map((incident) => {
      const [first, ...otherwise] = renderSummary(
        jurisdiction,
        incident,
        listenersOf(incident.id),
        conflictedPersonIds,
      );
      return { seq: changed.get(incident.id) ?? 0, ...first, otherwise };
    }),
    ...messages.map((message) => {
      const incidentId = shownIn.get(message.incidentId) ?? message.incidentId;
      const listeners = listenersOf(incidentId);
      const data: LiveEvent = { event: 'chat-message', incidentId, message: toChatMessage(message, files) };
      const audiences = exactAudiences(jurisdiction, listeners);
      return { seq: written.get(message.id) ?? 0, audiences, exceptFor: exceptConflicted(listeners), data };
    }),
    ...gone.map((event) => renderGone(jurisdiction, event, listenersOf(event.body.incidentId))),
  ].sort((one, other) => one.seq - other.seq);
}

/** One row in one version per right: full, without the duplicate hint, and masked. */
function renderSummary(
  jurisdiction: Jurisdiction,
  incident: IncidentSummary,
  listeners: Listeners,
  conflictedPersonIds: string[],
): [Rendering, ...Rendering[]] {
  const exceptFor = exceptConflicted(listeners);
  const render = (audiences: string[], shown: IncidentSummary, hidden = exceptFor): Rendering => {
    const data: LiveEvent = { event: 'incident-changed', incident: shown };
    return { audiences, exceptFor: hidden, data };
  };
  const exact = exactAudiences(jurisdiction, listeners);
  const { place, responsibleAgency } = incident;
  const coarse = coarsePlaceOf(jurisdiction, { place, responsibleAgencyId: responsibleAgency.id });
  const masked = render(coarseAudiences(jurisdiction, listeners), maskSummary(incident, coarse));
  if (!incident.hasDuplicateSuggestions) return [render(exact, incident), masked];
  const withoutHint = render(exact, { ...incident, hasDuplicateSuggestions: false });
  return [render(exact, incident, [...exceptFor, ...conflictedPersonIds.map(personAudience)]), withoutHint, masked];
}

/** Whoever may still see it for another reason keeps it on screen, unless it is withheld from them. */
function renderGone(jurisdiction: Jurisdiction, { seq, body }: Gone, listeners: Listeners): LiveItem {
  const data: LiveEvent = { event: 'incident-gone', incidentId: body.incidentId };
  const stillSeen = [...exactAudiences(jurisdiction, listeners), ...coarseAudiences(jurisdiction, listeners)];
  if ('agencyId' in body) {
    const lost = { ...NOBODY, agencyIds: [body.agencyId] };
    const audiences = [...exactAudiences(jurisdiction, lost), ...coarseAudiences(jurisdiction, lost)];
    return { seq, audiences, exceptFor: stillSeen, data };
  }
  const { personId } = body;
  const audiences = [personAudience(personId)];
  if (!listeners.conflictedIds.includes(personId)) return { seq, audiences, exceptFor: stillSeen, data };
  // A console that was offline may never have shown it and must not learn its id: it loads a new snapshot instead.
  return { seq, audiences, data, whenMissed: { event: 'reload' } };
}

function exceptConflicted({ conflictedIds }: Listeners): string[] {
  return conflictedIds.map(personAudience);
}
