import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import type { AbsenceKind } from '#contract/duty';
import { addDays, momentOf, type ThaiDay } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { DutyContext } from '../context.ts';
import { isInScope, mustBeInScope } from '../scope.ts';
import { insertAbsence, liftAbsence, lockAbsence } from '../store/absence-rows.ts';
import { cancelShifts, listShiftsOf, listShiftsOfPeople, lockRosters } from '../store/shift-rows.ts';
import { mustServe, planShifts } from './plan-shifts.ts';
import { updateReadiness } from './update-readiness.ts';

export type NewAbsence = { personId: string; kind: AbsenceKind; firstDay: ThaiDay; untilDay: ThaiDay };

/**
 * Records an absence: the person's shifts on these days are cancelled and patterns skip the days. Times left unmanned
 * appear as gaps.
 * @throws AppError `jurisdiction/agency-not-found`, `duty/does-not-serve`, `duty/unfit-time`
 */
export async function noteAbsence(
  context: DutyContext,
  work: Work,
  actor: Actor,
  agencyId: string,
  { personId, kind, firstDay, untilDay }: NewAbsence,
): Promise<{ id: string; cancelled: number }> {
  mustBeInScope(context.jurisdiction, actor, 'duty:manage', agencyId);
  const now = context.clock.now();
  await mustServe(work.tx, { personId, agencyId, now });
  const [startsAt, endsAt] = [momentOf(firstDay, 0), momentOf(addDays(untilDay, 1), 0)];
  if (endsAt <= startsAt || endsAt <= now) throw new AppError('duty/unfit-time');
  await lockRosters(work.tx, [agencyId]);
  const id = newId();
  await insertAbsence(work.tx, { id, agencyId, personId, kind, startsAt, endsAt }, now);
  const hit = await listShiftsOfPeople(work.tx, [personId], { from: startsAt, to: endsAt });
  const own = hit.filter((shift) => shift.agencyId === agencyId).map((shift) => shift.id);
  const cancelled = await cancelShifts(work.tx, own, kind, now);
  // The kind of absence is only in the table, where it can be erased; audit events stay forever.
  const auditEvent = {
    action: 'duty/note-absence',
    subjectKind: 'person',
    subjectId: personId,
    details: { agencyId, cancelled },
  };
  recordAction(work, { ...byPerson(actor), ...auditEvent, at: now });
  await updateReadiness(context, work, [agencyId], byPerson(actor));
  return { id, cancelled };
}

/**
 * Ends an absence: the person gets back the shifts still to come that nobody else took.
 * @throws AppError `duty/absence-not-found`, `duty/absence-ended`
 */
export async function endAbsence(context: DutyContext, work: Work, actor: Actor, id: string): Promise<void> {
  const now = context.clock.now();
  const absence = await lockAbsence(work.tx, id);
  if (!absence || !isInScope(context.jurisdiction, actor, 'duty:manage', absence.agencyId)) {
    throw new AppError('duty/absence-not-found');
  }
  if (absence.liftedAt) {
    throw new AppError('duty/absence-ended', {
      lostTo: { subjects: [absence.personId], actions: ['duty/end-absence'] },
    });
  }
  await liftAbsence(work.tx, id, now);
  const { agencyId, personId, kind, startsAt, endsAt } = absence;
  await lockRosters(work.tx, [agencyId]);
  const around = await listShiftsOf(work.tx, [agencyId], { from: startsAt, to: endsAt });
  const covered = new Set(around.filter(({ cancelledAt }) => !cancelledAt).map(({ standsInFor }) => standsInFor));
  const lost = around.filter(
    (shift) => shift.personId === personId && shift.cancelReason === kind && !covered.has(shift.id),
  );
  const again = lost.map((shift) => ({ ...shift, id: newId(), standsInFor: null }));
  await planShifts(work.tx, again, now);
  const auditEvent = { action: 'duty/end-absence', subjectKind: 'person', subjectId: personId, details: { agencyId } };
  recordAction(work, { ...byPerson(actor), ...auditEvent, at: now });
  await updateReadiness(context, work, [agencyId], byPerson(actor));
}
