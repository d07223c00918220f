import type { Actor } from '#capabilities/access';
import type { Simulation } from '#contract/staffing';
import type { Connection } from '#platform/database/database';
import type { FigureContext } from '../../context.ts';
import { mustBeShown } from '../simulation.ts';
import { findSimulation } from '../store/simulation-rows.ts';

/** @throws AppError `insight/simulation-not-found`, the same for one of a province that is not theirs */
export async function getSimulation(
  { jurisdiction }: FigureContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<Simulation> {
  const { askedAt, asked, staffing, state, result, proposedTo } = mustBeShown(
    jurisdiction,
    actor,
    await findSimulation(connection, id),
  );
  return { id, state, askedAt: askedAt.toISOString(), asked, staffing, result, proposedTo };
}
