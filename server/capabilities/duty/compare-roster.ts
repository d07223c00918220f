import { thaiDayOf } from '#contract/thai-day';
import type { NewShiftRow, ShiftRow } from './store/shift-rows.ts';

export type Compared = {
  shift: NewShiftRow;
  change: 'added' | 'changed' | 'unchanged' | 'past';
  /** The shift of an earlier import that this one replaces. */
  was?: ShiftRow;
};

/** An imported shift that was changed by hand since: importing the same file again does not undo that. */
const BY_HAND: readonly ShiftRow['cancelReason'][] = ['swapped', 'sick', 'leave', 'training'];

/**
 * Compares a roster file with the planned shifts. The file covers its posts from its first day to its last: shifts of an
 * earlier import that it lacks there are removed; shifts planned by hand and shifts in the past stay.
 * @param blocked rows that can't be planned yet: a planned shift that such a row may describe is not removed
 */
export function compareRoster(
  shifts: readonly NewShiftRow[],
  planned: readonly ShiftRow[],
  { now, mode, blocked }: { now: Date; mode: 'replace' | 'add'; blocked: readonly Partial<SpanOfPost>[] },
): { rows: Compared[]; removed: ShiftRow[] } {
  const current = planned.filter(({ cancelledAt, cancelReason }) => !cancelledAt || BY_HAND.includes(cancelReason));
  const byKey = Map.groupBy(current, keyOf);
  const same = new Set<ShiftRow>();
  const rows = shifts.map((shift): Compared => {
    const found = byKey.get(keyOf(shift)) ?? [];
    for (const one of found) same.add(one);
    return { shift, change: found.length > 0 ? 'unchanged' : shift.endsAt <= now ? 'past' : 'added' };
  });
  const days = shifts.map(({ startsAt }) => thaiDayOf(startsAt)).sort();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const posts = new Set(shifts.map(({ post }) => post));
  const isCovered = (one: ShiftRow) =>
    posts.has(one.post) && thaiDayOf(one.startsAt) >= first && thaiDayOf(one.startsAt) <= last;
  const gone = current.filter(
    (one) =>
      mode === 'replace' &&
      one.source === 'import' &&
      !one.cancelledAt &&
      one.endsAt > now &&
      !same.has(one) &&
      isCovered(one) &&
      !blocked.some((row) => isSameTurn(row, one)),
  );
  const left = new Set(gone);
  for (const fits of [isSameTurn, isSamePersonAndDay]) {
    for (const row of rows.filter(({ change }) => change === 'added')) {
      const was = [...left].find((one) => fits(row.shift, one));
      if (!was) continue;
      left.delete(was);
      row.change = 'changed';
      row.was = was;
    }
  }
  return { rows, removed: [...left] };
}

type SpanOfPost = { post: string | null; startsAt: Date | null; endsAt: Date | null };

function isSameTurn(row: Partial<SpanOfPost>, { post, startsAt, endsAt }: ShiftRow): boolean {
  return (
    row.post === post && row.startsAt?.getTime() === startsAt.getTime() && row.endsAt?.getTime() === endsAt.getTime()
  );
}

function isSamePersonAndDay({ personId, startsAt }: NewShiftRow, other: ShiftRow): boolean {
  return personId === other.personId && thaiDayOf(startsAt) === thaiDayOf(other.startsAt);
}

function keyOf({ personId, post, startsAt, endsAt }: NewShiftRow): string {
  return [personId, post, startsAt.getTime(), endsAt.getTime()].join(' ');
}
