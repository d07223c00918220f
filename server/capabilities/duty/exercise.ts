import { daysBetween, momentOf, type ThaiDay, thaiDayOf } from '#contract/thai-day';

/** An exercise ends by itself after this time. */
const LASTS_MS = 3_600_000;
/** Exercises start by day only, after the morning's change of shift; minutes after midnight in Thailand. */
const FROM = 10 * 60;
const UNTIL = 16 * 60;

export function exerciseEnds(begunAt: Date): Date {
  return new Date(begunAt.getTime() + LASTS_MS);
}

export function monthOf(day: ThaiDay): ThaiDay {
  return `${day.slice(0, 7)}-01`;
}

/**
 * Whether a station's monthly exercise is due. Each station has its own day of the month, so that a province does not
 * practise all at once; an exercise missed because the server was down is made up for later in the month.
 */
export function isExerciseDue(agencyId: string, now: Date): boolean {
  const day = thaiDayOf(now);
  if (now < momentOf(day, FROM) || now >= momentOf(day, UNTIL)) return false;
  return daysBetween(monthOf(day), day) >= dayOfMonth(agencyId);
}

/** 0 to 24 from the random end of the id, which leaves days to make up for a missed exercise. */
function dayOfMonth(agencyId: string): number {
  return Number.parseInt(agencyId.slice(-6), 16) % 25;
}
