import { listLineUsers } from '#capabilities/access';
import { listOpenConsoles } from '#capabilities/duty';
import type { Connection } from '#platform/database/database';
import type { AlertingChannels } from '../context.ts';
import { judgeReachability, type Reachability } from '../reachability.ts';
import { listExistingChannels } from '../store-channels.ts';

/** Whether an alarm can reach any of these people of an agency. */
export type ReachabilityOf = (agencyId: string, personIds: readonly string[]) => Reachability;

/**
 * Looks up the channels that work now for these people and agencies: open consoles, browsers whose last push succeeded, linked
 * LINE accounts, groups, gateways. Three statements, however many there are. Needs the service role.
 * @param options.standBy whether stand-by gateways count; they are called where there is no other channel
 */
export async function listReachability(
  connection: Connection,
  { personIds, agencyIds }: { personIds: string[]; agencyIds: string[] },
  { now, channels, standBy = true }: { now: Date; channels: AlertingChannels; standBy?: boolean },
): Promise<ReachabilityOf> {
  const consoles = await listOpenConsoles(connection, { personIds, at: now });
  const lineUsers = channels.line ? await listLineUsers(connection, personIds) : new Map<string, string>();
  const existing = await listExistingChannels(connection, { personIds, agencyIds });
  const withoutLine = new Set(existing.withoutLine);
  const withPush = new Set(channels.push ? existing.pushed : []);
  const groups = new Set(channels.line ? existing.groups : []);
  const gateways = new Set([...existing.gateways, ...(standBy ? existing.standbyGateways : [])]);
  return (agencyId, ids) =>
    judgeReachability(
      ids.map((personId) => ({
        hasConsole: consoles.has(personId),
        hasPush: withPush.has(personId),
        hasLine: lineUsers.has(personId) && !withoutLine.has(personId),
      })),
      { hasGroup: groups.has(agencyId), hasGateway: gateways.has(agencyId) },
    );
}
