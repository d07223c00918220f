import { personAudience } from '#capabilities/incident';
import { branchesOver, type Jurisdiction } from '#capabilities/jurisdiction';
import type { LiveEvent } from '#contract/live';
import type { LogEntry } from '#events/event-map';
import type { Database } from '#platform/database/database';
import type { LiveItem } from '#platform/live/live-streams';
import { listRequestsById } from './store/request-rows.ts';

/**
 * Says that a request changed, but not how: each console reads it with its own rights. It goes to whoever sees cases of the
 * branch, and to whoever filed it; never to somebody of the family.
 */
export async function translateHelpEvents(
  { db, jurisdiction }: { db: Database; jurisdiction: Pick<Jurisdiction, 'getAgency'> },
  events: LogEntry[],
): Promise<LiveItem[]> {
  const changed = new Map(
    events.flatMap(({ seq, type, body }) => (type === 'help-request-changed' ? [[body.requestId, seq] as const] : [])),
  );
  if (changed.size === 0) return [];
  const requests = await listRequestsById(db, [...changed.keys()]);
  return requests.map(({ id, agencyId, filedByPersonId, barredIds }) => {
    const data: LiveEvent = { event: 'help-request-changed', requestId: id };
    return {
      seq: changed.get(id) ?? 0,
      audiences: [
        ...[...new Set(branchesOver(jurisdiction.getAgency(agencyId).path))].map((branch) => `cases:${branch}`),
        ...(filedByPersonId ? [personAudience(filedByPersonId)] : []),
      ],
      exceptFor: barredIds.map(personAudience),
      data,
    };
  });
}
