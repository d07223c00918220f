import { overlaps, type Span } from './span.ts';
import type { NewShiftRow, ShiftRow } from './store/shift-rows.ts';

/** The longest real shift is a day and a night; longer ones are refused. */
const LONGEST_SHIFT_MS = 36 * 3_600_000;
const SHORTEST_SHIFT_MS = 30 * 60_000;

export type PlanTrouble = 'unfit-time' | 'over' | 'overlaps' | 'absent';

/**
 * Why a shift can't be planned; undefined when it can. `taken`: the person's other shifts, in any agency; `away`: their
 * absences.
 */
export function findPlanTrouble(
  span: Span,
  { taken, away, now }: { taken: readonly Span[]; away: readonly Span[]; now: Date },
): PlanTrouble | undefined {
  const length = span.endsAt.getTime() - span.startsAt.getTime();
  if (!(length >= SHORTEST_SHIFT_MS && length <= LONGEST_SHIFT_MS)) return 'unfit-time';
  // Shifts in the past are not planned afterwards.
  if (span.endsAt <= now) return 'over';
  if (taken.some((other) => overlaps(other, span))) return 'overlaps';
  return away.some((other) => overlaps(other, span)) ? 'absent' : undefined;
}

/** The same shift for somebody else; a running shift is taken over from now on. */
export function toStandInShift(shift: ShiftRow, { id, personId, now }: { id: string; personId: string; now: Date }) {
  const startsAt = shift.startsAt > now ? shift.startsAt : now;
  const { agencyId, post, endsAt } = shift;
  const rest = { source: 'stand-in', patternId: null, standsInFor: shift.id } as const;
  return { id, agencyId, personId, post, startsAt, endsAt, ...rest } satisfies NewShiftRow;
}
