import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { HandOvers } from '#contract/care';
import type { Connection } from '#platform/database/database';
import type { CareContext } from '../context.ts';
import { listHandOverRows } from '../store/hand-over-rows.ts';
import { nameAgency } from './list-cases.ts';

const AT_MOST = 500;

/** Hand-overs to the actor's centres or from their stations; row security shows no others. */
export async function listHandOvers(
  { jurisdiction }: CareContext,
  connection: Connection,
  actor: Actor,
): Promise<HandOvers> {
  const handOvers = (await listHandOverRows(connection, AT_MOST)).filter(({ fromAgencyId, toAgencyId }) =>
    mayFor(jurisdiction, actor, 'care:view-hand-overs', [toAgencyId, fromAgencyId]),
  );
  return {
    handOvers: handOvers.map(({ incidentId: _, fromAgencyId, toAgencyId, at, ...one }) => ({
      ...one,
      at: at.toISOString(),
      from: nameAgency(jurisdiction, fromAgencyId),
      to: nameAgency(jurisdiction, toAgencyId),
    })),
  };
}
