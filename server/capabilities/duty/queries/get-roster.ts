import { type Actor, agenciesWith, listStaff, nameStaff } from '#capabilities/access';
import type { OnDutyPerson, Roster } from '#contract/duty';
import { addDays, momentOf, type ThaiDay } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { DutyContext } from '../context.ts';
import { isInScope, mustBeInScope } from '../scope.ts';
import { showOnDuty, showPattern, showShifts } from '../show.ts';
import { listPatternsOf } from '../store/pattern-rows.ts';
import { listOnDuty } from '../store/published-duty.ts';
import { listShiftsOf } from '../store/shift-rows.ts';
import { hasStation } from '../store/station-rows.ts';
import { listGaps, showGap } from './list-gaps.ts';

/** An agency's roster from a day on. @throws AppError `jurisdiction/agency-not-found` */
export async function getRoster(
  { clock, jurisdiction }: DutyContext,
  connection: Connection,
  actor: Actor,
  { agencyId, from, days }: { agencyId: string; from: ThaiDay; days: number },
): Promise<Roster> {
  mustBeInScope(jurisdiction, actor, 'duty:view', agencyId);
  const now = clock.now();
  const mayManage = isInScope(jurisdiction, actor, 'duty:manage', agencyId);
  const span = { from: momentOf(from, 0), to: momentOf(addDays(from, days), 0) };
  const shifts = await listShiftsOf(connection, [agencyId], span);
  const patterns = await listPatternsOf(connection, [agencyId]);
  const onDuty = await listOnDuty(connection, { agencyIds: [agencyId], at: now });
  const nameOf = await nameStaff(
    connection,
    [...shifts, ...patterns, ...onDuty].map(({ personId }) => personId),
    now,
  );
  const [gaps] = await listGaps(connection, [agencyId], now);
  return {
    agencyId,
    now: now.toISOString(),
    hasRoster: await hasStation(connection, agencyId),
    mayManage,
    onDuty: onDuty.map((row) => showOnDuty(row, nameOf)),
    shifts: showShifts(shifts, { nameOf, mayPlan: mayManage, viewerId: actor.userId }),
    patterns: patterns.map((row) => showPattern(row, nameOf)),
    people: mayManage ? await listPlannable(connection, agencyId, now) : [],
    gaps: gaps?.gaps?.map(showGap) ?? [],
  };
}

/** People who may be planned here, by name. */
async function listPlannable(connection: Connection, agencyId: string, now: Date) {
  const staff = await listStaff(connection, { agencyIds: [agencyId] }, now);
  return staff
    .filter((person) => agenciesWith(person, 'duty:serve').includes(agencyId))
    .map(({ id, name }) => ({ id, name }));
}

/** Who was, is or will be on duty in an agency at a moment. @throws AppError `jurisdiction/agency-not-found` */
export async function listOnDutyAt(
  { clock, jurisdiction }: DutyContext,
  connection: Connection,
  actor: Actor,
  { agencyId, at }: { agencyId: string; at: Date | undefined },
): Promise<{ at: string; people: OnDutyPerson[] }> {
  mustBeInScope(jurisdiction, actor, 'duty:view', agencyId);
  const moment = at ?? clock.now();
  const onDuty = await listOnDuty(connection, { agencyIds: [agencyId], at: moment });
  const nameOf = await nameStaff(
    connection,
    onDuty.map(({ personId }) => personId),
    clock.now(),
  );
  return { at: moment.toISOString(), people: onDuty.map((row) => showOnDuty(row, nameOf)) };
}
