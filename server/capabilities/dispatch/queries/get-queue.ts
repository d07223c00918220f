import type { Actor } from '#capabilities/access';
import { listIncidents } from '#capabilities/incident';
import { listUnfinished, maskUnfinished } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { IncidentQueue } from '#contract/incident';
import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import type { EventLog } from '#platform/events/event-log';

export type QueueContext = { clock: Clock; eventLog: EventLog; jurisdiction: Jurisdiction };

/**
 * The board of the person's area. The cursor is read before the rows: following the live stream from it may repeat a
 * change but can't miss one.
 */
export async function getQueue(
  context: QueueContext,
  connection: Connection,
  actor: Actor,
  scope: 'open' | 'recent',
): Promise<IncidentQueue> {
  const { clock, eventLog } = context;
  const cursor = await eventLog.lastSeq();
  const incidents = await listIncidents(context, connection, actor, scope);
  const found =
    scope === 'open' && actor.permissions.has('report:view-unfinished') ? await listUnfinished(connection, 'all') : [];
  const unfinished = actor.permissions.has('report:view-phone') ? found : found.map(maskUnfinished);
  return { cursor, now: clock.now().toISOString(), incidents, unfinished };
}
