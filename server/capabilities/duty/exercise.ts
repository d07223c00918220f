import { addDays, daysBetween, momentOf, type ThaiDay, thaiDayOf } from './thai-day.ts';

/** An exercise ends by itself after this time: nobody must remember it. */
const LASTS_MS = 3_600_000;
/** By day only, after the morning's hand-over; minutes after midnight in Thailand. */
const FROM = 10 * 60;
const UNTIL = 16 * 60;

export function exerciseEnds(begunAt: Date): Date {
  return new Date(begunAt.getTime() + LASTS_MS);
}

export function monthOf(day: ThaiDay): ThaiDay {
  return `${day.slice(0, 7)}-01`;
}

/**
 * Whether a station's monthly exercise is due: from a day of the month of its own on, so that a province does not
 * practise all at once, and so that what a stopped server missed is made up for.
 */
export function isExerciseDue(agencyId: string, now: Date): boolean {
  const day = thaiDayOf(now);
  if (now < momentOf(day, FROM) || now >= momentOf(day, UNTIL)) return false;
  return daysBetween(monthOf(day), day) >= dayOfMonth(agencyId);
}

/** 0 to 24: so that there are days left to make up for it. From the random end of the id. */
export function dayOfMonth(agencyId: string): number {
  return Number.parseInt(agencyId.slice(-6), 16) % 25;
}

/** The day on which a station practises in the month of `day`. */
export function exerciseDay(agencyId: string, day: ThaiDay): ThaiDay {
  return addDays(monthOf(day), dayOfMonth(agencyId));
}
