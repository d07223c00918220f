import type { Actor } from '#capabilities/access';
import { byPerson, type EntryDetails, recordAction } from '#capabilities/audit';
import type { Post } from '#contract/duty';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { DutyContext } from '../context.ts';
import { toStandInShift } from '../plan.ts';
import { isInScope, mustBeInScope } from '../scope.ts';
import { cancelShifts, findShift, listShiftsOf, lockRosters, type ShiftRow } from '../store/shift-rows.ts';
import { mustServe, planAll } from './plan-shifts.ts';
import { updateReadiness } from './update-readiness.ts';

type Typed = { personId: string; post: Post; startsAt: Date; endsAt: Date };

/** Adds one shift planned by hand. @throws AppError as `planAll`, `mustServe` and `mustBeInScope` do */
export async function addShift(
  context: DutyContext,
  work: Work,
  actor: Actor,
  agencyId: string,
  shift: Typed,
): Promise<string> {
  mustBeInScope(context.jurisdiction, actor, 'duty:manage', agencyId);
  const now = context.clock.now();
  await mustServe(work.tx, { personId: shift.personId, agencyId, now });
  await lockRosters(work.tx, [agencyId]);
  const planned = { id: newId(), agencyId, ...shift, source: 'typed', patternId: null, standsInFor: null } as const;
  await planAll(work.tx, [planned], now);
  await finishChange(context, work, actor, {
    agencyId,
    action: 'duty/add-shift',
    personId: shift.personId,
    details: {},
  });
  return planned.id;
}

/** @throws AppError `duty/shift-not-found` */
export async function withdrawShift(context: DutyContext, work: Work, actor: Actor, id: string): Promise<void> {
  const shift = await lockShift(context, work, actor, id);
  await cancelShifts(work.tx, [id], 'withdrawn', context.clock.now());
  const { agencyId, personId } = shift;
  await finishChange(context, work, actor, {
    agencyId,
    action: 'duty/withdraw-shift',
    personId,
    details: { shiftId: id },
  });
}

/** Gives a shift to somebody else. @throws AppError `duty/shift-not-found`, `duty/does-not-serve`, as `planAll` does */
export async function standIn(
  context: DutyContext,
  work: Work,
  actor: Actor,
  { id, personId }: { id: string; personId: string },
): Promise<void> {
  const shift = await lockShift(context, work, actor, id);
  const now = context.clock.now();
  await mustServe(work.tx, { personId, agencyId: shift.agencyId, now });
  await cancelShifts(work.tx, [id], 'swapped', now);
  await planAll(work.tx, [toStandInShift(shift, { id: newId(), personId, now })], now);
  const details = { shiftId: id, insteadOf: shift.personId };
  await finishChange(context, work, actor, { agencyId: shift.agencyId, action: 'duty/stand-in', personId, details });
}

/** Exchanges the shifts of two people. @throws AppError `duty/shift-not-found`, as `planAll` does */
export async function swapShifts(
  context: DutyContext,
  work: Work,
  actor: Actor,
  [oneId, otherId]: [string, string],
): Promise<void> {
  const one = await lockShift(context, work, actor, oneId);
  const other = await lockShift(context, work, actor, otherId);
  if (one.agencyId !== other.agencyId || one.id === other.id) throw new AppError('duty/shift-not-found');
  const now = context.clock.now();
  await cancelShifts(work.tx, [oneId, otherId], 'swapped', now);
  const crossed = [
    toStandInShift(one, { id: newId(), personId: other.personId, now }),
    toStandInShift(other, { id: newId(), personId: one.personId, now }),
  ];
  await planAll(work.tx, crossed, now);
  const details = { shiftId: oneId, otherShiftId: otherId, with: other.personId };
  const { agencyId, personId } = one;
  await finishChange(context, work, actor, { agencyId, action: 'duty/swap-shifts', personId, details });
}

/**
 * Loads a shift that still counts and that the actor may plan, with its roster locked.
 * @throws AppError `duty/shift-not-found`, `duty/shift-over`
 */
async function lockShift(context: DutyContext, work: Work, actor: Actor, id: string): Promise<ShiftRow> {
  const found = await findShift(work.tx, id);
  if (!found || !isInScope(context.jurisdiction, actor, 'duty:manage', found.agencyId)) {
    throw new AppError('duty/shift-not-found');
  }
  await lockRosters(work.tx, [found.agencyId]);
  const shift = await findShift(work.tx, id);
  if (!shift || shift.cancelledAt) throw await shiftChangedError(work, found);
  if (shift.endsAt <= context.clock.now()) throw new AppError('duty/shift-over');
  return shift;
}

async function finishChange(
  context: DutyContext,
  work: Work,
  actor: Actor,
  {
    agencyId,
    action,
    personId,
    details,
  }: { agencyId: string; action: string; personId: string; details: EntryDetails },
): Promise<void> {
  const auditEvent = { action, subjectKind: 'person', subjectId: personId, details: { agencyId, ...details } };
  recordAction(work, { ...byPerson(actor), ...auditEvent, at: context.clock.now() });
  await updateReadiness(context, work, [agencyId], byPerson(actor));
}

/** The shift is cancelled already; the audit events of whoever serves at that time show who changed it. */
async function shiftChangedError(work: Work, { agencyId, personId, startsAt, endsAt }: ShiftRow): Promise<AppError> {
  const now = await listShiftsOf(work.tx, [agencyId], { from: startsAt, to: endsAt });
  const actions = ['duty/withdraw-shift', 'duty/stand-in', 'duty/swap-shifts', 'duty/end-pattern', 'duty/note-absence'];
  return new AppError('duty/shift-over', {
    lostTo: { subjects: [...new Set([personId, ...now.map((one) => one.personId)])], actions },
  });
}
