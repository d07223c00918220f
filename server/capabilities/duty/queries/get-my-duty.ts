import { type Actor, agenciesWith } from '#capabilities/access';
import type { MyDuty } from '#contract/duty';
import { DAY_MS } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { DutyContext } from '../context.ts';
import { showOnDuty, showShifts } from '../show.ts';
import { listUnansweredHeartbeats } from '../store/heartbeat-rows.ts';
import { listOnDuty } from '../store/published-duty.ts';
import { listShiftsOfPeople } from '../store/shift-rows.ts';

const SHOWN_MS = 14 * DAY_MS;

/** For each agency the actor serves in: whether they are on duty, their next shifts, and an unanswered heartbeat. */
export async function getMyDuty(
  { clock, jurisdiction }: DutyContext,
  connection: Connection,
  actor: Actor,
): Promise<MyDuty> {
  const now = clock.now();
  const agencyIds = agenciesWith(actor, 'duty:serve');
  const onDuty = await listOnDuty(connection, { agencyIds, at: now });
  const ahead = { from: now, to: new Date(now.getTime() + SHOWN_MS) };
  const shifts = await listShiftsOfPeople(connection, [actor.userId], ahead);
  const waiting = await listUnansweredHeartbeats(connection, agencyIds);
  const nameOf = () => ({ id: actor.userId, name: actor.name });
  const agencies = agencyIds.flatMap((agencyId) => {
    const agency = jurisdiction.findAgency(agencyId);
    if (!agency) return [];
    const mine = onDuty.find((one) => one.agencyId === agencyId && one.personId === actor.userId);
    const next = shifts.filter((shift) => shift.agencyId === agencyId);
    return {
      agency: { id: agency.id, nameTh: agency.nameTh, nameEn: agency.nameEn },
      onDuty: mine ? showOnDuty(mine, nameOf) : null,
      next: showShifts(next, { nameOf, mayPlan: true, viewerId: actor.userId }),
      heartbeatDueAt: waiting.find((one) => one.agencyId === agencyId)?.dueAt.toISOString() ?? null,
    };
  });
  return { now: now.toISOString(), agencies };
}
