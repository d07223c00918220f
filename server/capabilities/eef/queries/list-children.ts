import { listPackets, type Referral, summarizeReferrals } from '#capabilities/referral';
import { schoolPacketSchema } from '#contract/eef';
import type { EefChild } from '#contract/eef-api';
import type { Connection } from '#platform/database/database';
import type { EefQueryContext } from '../context.ts';

/**
 * Children as their receiver may know them: after acceptance with name and school, and always with the brothers and sisters
 * who were sent with them.
 */
export async function listChildren(
  context: EefQueryContext,
  connection: Connection,
  referrals: readonly Referral[],
  siblings: readonly Referral[],
): Promise<EefChild[]> {
  if (referrals.length === 0) return [];
  const summaries = await summarizeReferrals(context, connection, referrals);
  const packets = await listPackets(
    connection,
    referrals.filter(({ acceptedAt }) => acceptedAt !== null).map(({ id }) => id),
  );
  const packetOf = new Map(packets.map((packet) => [packet.referralId, packet]));
  const bundles = Map.groupBy(siblings, ({ bundleId }) => bundleId);
  return summaries.map((referral) => {
    const packet = packetOf.get(referral.id);
    const { name, alias } = packet?.person ?? {};
    const others = referral.bundleId === null ? [] : (bundles.get(referral.bundleId) ?? []);
    return {
      referral,
      name: typeof name === 'string' ? name : typeof alias === 'string' ? alias : null,
      school: (packet && schoolPacketSchema.safeParse(packet.extra).data) ?? null,
      siblings: others
        .filter(({ id }) => id !== referral.id)
        .map(({ id, code, status, ageBand }) => ({ id, code, status, ageBand })),
    };
  });
}
