import type { Turn } from '#contract/duty';
import { addDays, daysBetween, momentOf, type ThaiDay } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Span } from './span.ts';

/** A repeating cycle of shifts. */
export type Cycle = { firstDay: ThaiDay; untilDay: ThaiDay | null; cycleDays: number; turns: readonly Turn[] };

const DAY_MINUTES = 24 * 60;

/** @throws AppError `duty/pattern-unfit` when turns overlap, also over the end of the cycle */
export function mustBeFit({ firstDay, untilDay, cycleDays, turns }: Cycle): void {
  const unfit = () => new AppError('duty/pattern-unfit');
  if (untilDay !== null && untilDay < firstDay) throw unfit();
  if (turns.some(({ day }) => day >= cycleDays)) throw unfit();
  const starts = turns
    .map(({ day, startsAt, minutes }) => ({ from: day * DAY_MINUTES + startsAt, minutes }))
    .sort((one, other) => one.from - other.from);
  for (const [index, { from, minutes }] of starts.entries()) {
    const next = starts[index + 1]?.from ?? (starts[0]?.from ?? 0) + cycleDays * DAY_MINUTES;
    if (from + minutes > next) throw unfit();
  }
}

/** The shifts that begin on the days from `from` to `to`, both included. */
export function expandCycle({ firstDay, untilDay, cycleDays, turns }: Cycle, from: ThaiDay, to: ThaiDay): Span[] {
  const first = from > firstDay ? from : firstDay;
  const last = untilDay !== null && untilDay < to ? untilDay : to;
  const spans: Span[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const dayOfCycle = daysBetween(firstDay, day) % cycleDays;
    for (const turn of turns) {
      if (turn.day !== dayOfCycle) continue;
      spans.push({ startsAt: momentOf(day, turn.startsAt), endsAt: momentOf(day, turn.startsAt + turn.minutes) });
    }
  }
  return spans.sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
}
