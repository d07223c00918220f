import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { proposeRoster } from '#capabilities/duty';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { StaffingContext } from '../../context.ts';
import { mustBeShown } from '../simulation.ts';
import { lockSimulation, noteProposal } from '../store/simulation-rows.ts';

/**
 * Sends what a simulation says of one station to whoever plans its roster.
 * @throws AppError `insight/simulation-not-found`, `insight/station-not-there`, `insight/nothing-to-propose`
 */
export async function proposeFromSimulation(
  { clock, jurisdiction }: StaffingContext,
  work: Work,
  actor: Actor,
  { id, agencyId }: { id: string; agencyId: string },
): Promise<string> {
  const { staffing, state, result, asked } = mustBeShown(jurisdiction, actor, await lockSimulation(work.tx, id));
  const place = staffing.stations.findIndex((one) => one.agencyId === agencyId && !one.isNeighbour);
  if (place === -1) throw new AppError('insight/station-not-there');
  const units = result?.units.after[place];
  if (state !== 'done' || result?.outcome !== 'answered' || !units) throw new AppError('insight/nothing-to-propose');
  await noteProposal(work.tx, id, agencyId);
  const { minutes, share } = asked.target;
  const proposalId = await proposeRoster({ clock }, work, actor, {
    ...{ agencyId, units, simulationId: id },
    target: { minutes, percent: Math.round(share * 100) },
  });
  recordAction(work, {
    ...byPerson(actor),
    ...{ action: 'insight/propose-roster', subjectKind: 'simulation', subjectId: id, at: clock.now() },
    details: { agencyId, proposalId },
  });
  return proposalId;
}
