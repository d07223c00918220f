import type { NameOf } from '#capabilities/access';
import type { OnDutyPerson, Pattern, Shift } from '#contract/duty';
import type { PatternRow } from './store/pattern-rows.ts';
import type { OnDuty } from './store/published-duty.ts';
import type { ShiftRow } from './store/shift-rows.ts';

export function showOnDuty(row: OnDuty, nameOf: NameOf): OnDutyPerson {
  const { agencyId, post, presence, since, until } = row;
  const person = nameOf(row.personId);
  return { person, agencyId, post, presence, since: since.toISOString(), until: until.toISOString() };
}

/** Shifts as a page shows them. The kind of an absence is shown to planners and to the person only. */
export function showShifts(
  shifts: readonly ShiftRow[],
  { nameOf, mayPlan, viewerId }: { nameOf: NameOf; mayPlan: boolean; viewerId: string },
): Shift[] {
  const byId = new Map(shifts.map((shift) => [shift.id, shift]));
  const covered = new Set(shifts.filter(({ cancelledAt }) => !cancelledAt).map(({ standsInFor }) => standsInFor));
  return shifts.map(({ id, personId, post, startsAt, endsAt, patternId, standsInFor, cancelReason }) => {
    const isOpen = mayPlan || personId === viewerId || !isPrivate(cancelReason);
    const instead = byId.get(standsInFor ?? '');
    return {
      id,
      person: nameOf(personId),
      post,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      patternId,
      standsInFor: instead ? nameOf(instead.personId) : null,
      cancelled: isOpen ? cancelReason : 'absent',
      isCovered: covered.has(id),
    };
  });
}

function isPrivate(reason: ShiftRow['cancelReason']): boolean {
  return reason === 'sick' || reason === 'leave' || reason === 'training';
}

export function showPattern(row: PatternRow, nameOf: NameOf): Pattern {
  const { id, personId, post, firstDay, untilDay, cycleDays, turns } = row;
  return { id, person: nameOf(personId), post, firstDay, untilDay, cycleDays, turns };
}
