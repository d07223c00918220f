import { HOURS_OF_A_SHIFT, SHIFTS_OF_THE_WEEK, type WeekOfUnits } from '#contract/staffing';
import { momentOf, type ThaiDay } from '#contract/thai-day';
import type { ShiftRow } from './store/shift-rows.ts';

const HALF_HOUR_MS = 30 * 60_000;

/**
 * The fewest people on patrol at any half hour of each shift of the week that begins with this day: three a day from Monday
 * night on, whichever weekday the first day is.
 */
export function countPatrols(
  shifts: readonly Pick<ShiftRow, 'personId' | 'post' | 'startsAt' | 'endsAt' | 'cancelledAt'>[],
  from: ThaiDay,
): WeekOfUnits {
  const patrols = shifts.filter(({ post, cancelledAt }) => post === 'patrol-unit' && !cancelledAt);
  const weekday = (new Date(`${from}T00:00:00Z`).getUTCDay() + 6) % 7;
  const week = new Array<number>(SHIFTS_OF_THE_WEEK).fill(0);
  for (let place = 0; place < SHIFTS_OF_THE_WEEK; place += 1) {
    const start = momentOf(from, place * HOURS_OF_A_SHIFT * 60).getTime();
    const moments = Array.from({ length: HOURS_OF_A_SHIFT * 2 }, (_, half) => start + (half + 0.5) * HALF_HOUR_MS);
    const fewest = Math.min(
      ...moments.map((at) => {
        const there = patrols.filter(({ startsAt, endsAt }) => startsAt.getTime() <= at && endsAt.getTime() > at);
        return new Set(there.map(({ personId }) => personId)).size;
      }),
    );
    week[(place + weekday * 3) % SHIFTS_OF_THE_WEEK] = fewest;
  }
  return week;
}
