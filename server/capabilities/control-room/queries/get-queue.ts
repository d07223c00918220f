import type { Actor } from '#capabilities/access';
import { listIncidents } from '#capabilities/incident';
import { listUnfinished, maskUnfinished } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { IncidentQueue } from '#contract/incident';
import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import type { EventLog } from '#platform/events/event-log';
import { isWithin, provincesOf } from '../provinces.ts';

export type QueueContext = { clock: Clock; eventLog: Pick<EventLog, 'lastSeq'>; jurisdiction: Jurisdiction };

/**
 * The board of the actor's area. The cursor is read before the rows: following the live stream from it may repeat a
 * change but cannot miss one.
 */
export async function getQueue(
  context: QueueContext,
  connection: Connection,
  actor: Actor,
  scope: 'open' | 'recent',
): Promise<IncidentQueue> {
  const { clock, eventLog, jurisdiction } = context;
  const cursor = await eventLog.lastSeq();
  const incidents = await listIncidents(context, connection, actor, scope);
  const shows = scope === 'open' && actor.permissions.has('report:view-unfinished');
  const provinces = provincesOf(jurisdiction, actor, 'report:view-unfinished');
  const all = shows ? await listUnfinished(jurisdiction, connection, 'all') : [];
  const found = all.filter(({ area }) => isWithin(provinces, area?.provinceCode));
  const unfinished = actor.permissions.has('report:view-phone') ? found : found.map(maskUnfinished);
  return { cursor, now: clock.now().toISOString(), incidents, unfinished };
}
