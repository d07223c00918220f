import { type Actor, agenciesWith } from '#capabilities/access';
import { byPerson, recordAct } from '#capabilities/audit';
import type { Post } from '#contract/duty';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { checkIn, checkOut, EARLY_MS, type OwnShift } from '../check.ts';
import type { DutyContext } from '../context.ts';
import { closeCheck, type Door, findOpenCheck, insertCheck, lockPerson } from '../store/check-rows.ts';
import { listShiftsOfPeople } from '../store/shift-rows.ts';
import { insertStations } from '../store/station-rows.ts';
import { settleReadiness } from './settle-readiness.ts';

/** Who comes or goes, where, and through which door. */
type Serving = { agencyId: string; by: Door };

/**
 * Somebody is there from now on.
 * @throws AppError `jurisdiction/agency-not-found` where they do not serve, `duty/already-checked-in`
 */
export async function checkInToDuty(
  context: DutyContext,
  work: Work,
  actor: Actor,
  { agencyId, by, post }: Serving & { post?: Post | undefined },
): Promise<void> {
  const { now, open, shifts } = await look(context, work, actor, agencyId);
  const found = checkIn({ open, shifts, post }, now);
  const { userId: personId } = actor;
  await insertStations(work.tx, [agencyId], now);
  await insertCheck(work.tx, { id: newId(), agencyId, personId, ...found, checkedInAt: now, inBy: by });
  const details = { by, post: found.post, planned: found.shiftId !== null };
  const deed = { act: 'duty/check-in', subjectKind: 'agency', subjectId: agencyId, details, at: now };
  await recordAct(work, { ...byPerson(actor), ...deed });
  await settleReadiness(context, work, [agencyId], byPerson(actor));
}

/**
 * Somebody goes; a shift that still runs is left.
 * @throws AppError `jurisdiction/agency-not-found` where they do not serve, `duty/not-on-duty`
 */
export async function checkOutOfDuty(
  context: DutyContext,
  work: Work,
  actor: Actor,
  { agencyId, by }: Serving,
): Promise<void> {
  const { now, open, shifts } = await look(context, work, actor, agencyId);
  const { checkId, shift } = checkOut({ open, shifts }, now);
  const shiftId = shift?.id ?? null;
  if (checkId) await closeCheck(work.tx, { id: checkId, shiftId, by, now });
  else if (shift) await leaveUnchecked(work, actor.userId, { agencyId, by, shift, now });
  const deed = { act: 'duty/check-out', subjectKind: 'agency', subjectId: agencyId, details: { by }, at: now };
  await recordAct(work, { ...byPerson(actor), ...deed });
  await settleReadiness(context, work, [agencyId], byPerson(actor));
}

/** Going without ever having checked in still ends what the roster says. */
async function leaveUnchecked(
  work: Work,
  personId: string,
  { agencyId, by, shift, now }: Serving & { shift: OwnShift; now: Date },
): Promise<void> {
  const { post, id: shiftId, endsAt } = shift;
  const check = { id: newId(), agencyId, personId, post, shiftId, checkedInAt: now, inBy: by, endsBy: endsAt };
  await insertCheck(work.tx, check);
  await closeCheck(work.tx, { id: check.id, shiftId, by, now });
}

async function look({ clock }: DutyContext, work: Work, actor: Actor, agencyId: string) {
  if (!agenciesWith(actor, 'duty:serve').includes(agencyId)) throw new AppError('jurisdiction/agency-not-found');
  const { userId: personId } = actor;
  await lockPerson(work.tx, personId);
  const now = clock.now();
  const span = { from: now, to: new Date(now.getTime() + EARLY_MS + 1) };
  const planned = await listShiftsOfPeople(work.tx, [personId], span);
  return {
    now,
    open: await findOpenCheck(work.tx, { personId, agencyId, now }),
    shifts: planned.filter((shift) => shift.agencyId === agencyId),
  };
}
