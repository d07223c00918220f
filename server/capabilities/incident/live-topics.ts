import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { LiveEvent } from '#contract/live';
import type { Database } from '#platform/database/database';
import type { LoggedEvent } from '#platform/events/event-log';
import type { LiveItem } from '#platform/live/live-streams';
import { toChatMessage } from './queries/get-incident-detail.ts';
import { listSummaries } from './queries/list-summaries.ts';
import { audiencesOf } from './sight.ts';
import { findShownIn, listIncidentsById } from './store/incident-rows.ts';
import { listInvolvements } from './store/involvement-rows.ts';
import { listMessagesById } from './store/message-rows.ts';

/**
 * What open consoles see at once: the newest row of each changed incident and each chat message. Several changes of
 * one incident become one item, under the number of the last.
 */
export async function translateIncidentEvents(
  { db, jurisdiction }: { db: Database; jurisdiction: Jurisdiction },
  events: LoggedEvent[],
): Promise<LiveItem[]> {
  const changed = lastSeqBy(events, 'incident-changed', 'incidentId');
  const written = lastSeqBy(events, 'chat-message', 'messageId');
  if (changed.size + written.size === 0) return [];
  const [incidents, messages] = await Promise.all([
    listIncidentsById(db, [...changed.keys()]),
    listMessagesById(db, [...written.keys()]),
  ]);
  const ownIds = messages.map(({ incidentId }) => incidentId);
  const shownIn = await findShownIn(db, ownIds);
  const concerned = [...changed.keys(), ...ownIds.map((id) => shownIn.get(id) ?? id)];
  const [summaries, involvements] = await Promise.all([
    listSummaries(db, jurisdiction, incidents),
    listInvolvements(db, concerned),
  ]);
  const item = (seq: number | undefined, incidentId: string, data: LiveEvent): LiveItem => {
    const agencies = involvements.filter((involved) => involved.incidentId === incidentId);
    const audiences = audiencesOf(
      jurisdiction,
      agencies.map(({ agencyId }) => agencyId),
    );
    return { seq: seq ?? 0, audiences, data };
  };
  return [
    ...summaries.map((incident) =>
      item(changed.get(incident.id), incident.id, { event: 'incident-changed', incident }),
    ),
    ...messages.map((message) => {
      const incidentId = shownIn.get(message.incidentId) ?? message.incidentId;
      const data = { event: 'chat-message', incidentId, message: toChatMessage(message, incidentId) } as const;
      return item(written.get(message.id), incidentId, data);
    }),
  ].sort((one, other) => one.seq - other.seq);
}

function lastSeqBy(events: LoggedEvent[], type: string, key: string): Map<string, number> {
  return new Map(events.filter((event) => event.type === type).map((event) => [String(event.body[key]), event.seq]));
}
