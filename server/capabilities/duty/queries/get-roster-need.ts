import { type Actor, nameStaff } from '#capabilities/access';
import type { RosterNeed } from '#contract/staffing';
import { addDays, momentOf, thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { DutyContext } from '../context.ts';
import { countPatrols } from '../planned-patrols.ts';
import { isInScope, mustBeInScope } from '../scope.ts';
import { listHolding, type ProposalRow } from '../store/proposal-rows.ts';
import { listShiftsOf } from '../store/shift-rows.ts';

/** How many units a station needs, as accepted and as proposed, and how many people it has planned. @throws AppError `jurisdiction/agency-not-found` */
export async function getRosterNeed(
  { clock, jurisdiction }: DutyContext,
  connection: Connection,
  actor: Actor,
  agencyId: string,
): Promise<RosterNeed> {
  mustBeInScope(jurisdiction, actor, 'duty:view', agencyId);
  const now = clock.now();
  // Of today a part is over, whose shifts may have been planned elsewhere.
  const first = addDays(thaiDayOf(now), 1);
  const span = { from: momentOf(first, 0), to: momentOf(addDays(first, 7), 0) };
  const shifts = await listShiftsOf(connection, [agencyId], span);
  const holding = await listHolding(connection, agencyId);
  const nameOf = await nameStaff(
    connection,
    holding.map(({ proposedByPersonId }) => proposedByPersonId),
    now,
  );
  const show = (row: ProposalRow | undefined): RosterNeed['open'] =>
    row
      ? {
          ...{ id: row.id, state: row.state, units: row.units, simulationId: row.simulationId },
          ...{ proposedAt: row.proposedAt.toISOString(), proposedBy: nameOf(row.proposedByPersonId).name },
          target: { minutes: row.targetMinutes, percent: row.targetPercent },
        }
      : null;
  return {
    mayDecide: isInScope(jurisdiction, actor, 'duty:manage', agencyId),
    planned: countPatrols(shifts, first),
    accepted: show(holding.find(({ state }) => state === 'accepted')),
    open: show(holding.find(({ state }) => state === 'open')),
  };
}
