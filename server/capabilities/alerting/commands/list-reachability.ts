import { listLineUsers } from '#capabilities/access';
import { listOpenConsoles } from '#capabilities/duty';
import type { Connection } from '#platform/database/database';
import type { AlertingChannels } from '../context.ts';
import { type Reachability, reachabilityOf } from '../reachability.ts';
import { listExistingChannels } from '../store-channels.ts';

/** Whether an alarm gets through to any of these people of an agency. */
export type ReachabilityOf = (agencyId: string, personIds: readonly string[]) => Reachability;

/**
 * What there is at this moment to ring at these people and agencies: open consoles, browsers whose push service took
 * the last message, linked LINE, groups, gateways. Three statements however many there are. Asked as the house.
 * @param options.standBy whether a gateway that stands by counts; it is called where there is nothing else
 */
export async function listReachability(
  connection: Connection,
  { personIds, agencyIds }: { personIds: string[]; agencyIds: string[] },
  { now, channels, standBy = true }: { now: Date; channels: AlertingChannels; standBy?: boolean },
): Promise<ReachabilityOf> {
  const consoles = await listOpenConsoles(connection, { personIds, at: now });
  const lines = channels.line ? await listLineUsers(connection, personIds) : new Map<string, string>();
  const known = await listExistingChannels(connection, { personIds, agencyIds });
  const deafToLine = new Set(known.withoutLine);
  const pushed = new Set(channels.push ? known.pushed : []);
  const groups = new Set(channels.line ? known.groups : []);
  const gateways = new Set([...known.gateways, ...(standBy ? known.standingBy : [])]);
  return (agencyId, ids) =>
    reachabilityOf(
      ids.map((personId) => ({
        personId,
        hasConsole: consoles.has(personId),
        hasPush: pushed.has(personId),
        hasLine: lines.has(personId) && !deafToLine.has(personId),
      })),
      { agencyId, hasGroup: groups.has(agencyId), hasGateway: gateways.has(agencyId) },
    );
}
