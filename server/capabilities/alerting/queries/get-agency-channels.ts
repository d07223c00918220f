import type { AgencyChannels } from '#contract/alerting';
import type { Connection } from '#platform/database/database';
import type { AlertingContext } from '../context.ts';
import { listTargetResults } from '../store-deliveries.ts';
import { listGateways, listGroups } from '../store-targets.ts';

/** The groups and gateways of an agency, each with the results of its last notifications. */
export async function getAgencyChannels(
  { channels }: Pick<AlertingContext, 'channels'>,
  connection: Connection,
  agencyId: string,
): Promise<AgencyChannels> {
  const [groups, gateways] = [await listGroups(connection, [agencyId]), await listGateways(connection, [agencyId])];
  const ids = [...groups, ...gateways].map(({ id }) => id);
  const results = new Map((await listTargetResults(connection, ids)).map((one) => [one.targetId, one]));
  const resultOf = (id: string) => ({
    lastSentAt: results.get(id)?.lastSentAt?.toISOString() ?? null,
    lastFailure: results.get(id)?.lastFailure ?? null,
  });
  return {
    isLineSetUp: channels.line !== undefined,
    groups: groups.map(({ id, enrolledAt }) => ({ id, enrolledAt: enrolledAt.toISOString(), ...resultOf(id) })),
    gateways: gateways.map(({ id, name, url, called, madeAt }) => ({
      ...{ id, name, url, called },
      madeAt: madeAt.toISOString(),
      ...resultOf(id),
    })),
  };
}
