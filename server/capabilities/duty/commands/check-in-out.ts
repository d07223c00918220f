import { type Actor, agenciesWith } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import type { Post } from '#contract/duty';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { checkIn, checkOut, EARLY_MS, type OwnShift } from '../check-in.ts';
import type { DutyContext } from '../context.ts';
import {
  type CheckInChannel,
  closeCheckIn,
  findOpenCheckIn,
  insertCheckIn,
  lockPerson,
} from '../store/check-in-rows.ts';
import { listShiftsOfPeople } from '../store/shift-rows.ts';
import { insertStations } from '../store/station-rows.ts';
import { updateReadiness } from './update-readiness.ts';

/** Where somebody checks in or out, and by which channel. */
type Serving = { agencyId: string; by: CheckInChannel };

/**
 * Checks somebody in.
 * @throws AppError `jurisdiction/agency-not-found` where they do not serve, `duty/already-checked-in`
 */
export async function checkInToDuty(
  context: DutyContext,
  work: Work,
  actor: Actor,
  { agencyId, by, post }: Serving & { post?: Post | undefined },
): Promise<void> {
  const { now, open, shifts } = await loadPresence(context, work, actor, agencyId);
  const found = checkIn({ open, shifts, post }, now);
  const { userId: personId } = actor;
  await insertStations(work.tx, [agencyId], now);
  await insertCheckIn(work.tx, { id: newId(), agencyId, personId, ...found, checkedInAt: now, checkedInVia: by });
  const details = { by, post: found.post, planned: found.shiftId !== null };
  const auditEvent = { action: 'duty/check-in', subjectKind: 'agency', subjectId: agencyId, details, at: now };
  recordAction(work, { ...byPerson(actor), ...auditEvent });
  await updateReadiness(context, work, [agencyId], byPerson(actor));
}

/**
 * Checks somebody out, which also ends a running shift.
 * @throws AppError `jurisdiction/agency-not-found` where they do not serve, `duty/not-on-duty`
 */
export async function checkOutOfDuty(
  context: DutyContext,
  work: Work,
  actor: Actor,
  { agencyId, by }: Serving,
): Promise<void> {
  const { now, open, shifts } = await loadPresence(context, work, actor, agencyId);
  const { checkInId, shift } = checkOut({ open, shifts }, now);
  const shiftId = shift?.id ?? null;
  if (checkInId) await closeCheckIn(work.tx, { id: checkInId, shiftId, by, now });
  else if (shift) await endUncheckedShift(work, actor.userId, { agencyId, by, shift, now });
  const auditEvent = { action: 'duty/check-out', subjectKind: 'agency', subjectId: agencyId, details: { by }, at: now };
  recordAction(work, { ...byPerson(actor), ...auditEvent });
  await updateReadiness(context, work, [agencyId], byPerson(actor));
}

/** Records a check-in and check-out in one, so that the running shift ends although they never checked in. */
async function endUncheckedShift(
  work: Work,
  personId: string,
  { agencyId, by, shift, now }: Serving & { shift: OwnShift; now: Date },
): Promise<void> {
  const { post, id: shiftId, endsAt } = shift;
  const check = { id: newId(), agencyId, personId, post, shiftId, checkedInAt: now, checkedInVia: by, endsBy: endsAt };
  await insertCheckIn(work.tx, check);
  await closeCheckIn(work.tx, { id: check.id, shiftId, by, now });
}

async function loadPresence({ clock }: DutyContext, work: Work, actor: Actor, agencyId: string) {
  if (!agenciesWith(actor, 'duty:serve').includes(agencyId)) throw new AppError('jurisdiction/agency-not-found');
  const { userId: personId } = actor;
  await lockPerson(work.tx, personId);
  const now = clock.now();
  const span = { from: now, to: new Date(now.getTime() + EARLY_MS + 1) };
  const planned = await listShiftsOfPeople(work.tx, [personId], span);
  return {
    now,
    open: await findOpenCheckIn(work.tx, { personId, agencyId, now }),
    shifts: planned.filter((shift) => shift.agencyId === agencyId),
  };
}
