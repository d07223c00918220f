/** A day in Thailand, `YYYY-MM-DD`, Christian era. */
export type ThaiDay = string;

const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
/** Thailand is seven hours ahead of UTC and has no daylight saving time. */
const AHEAD_MS = 7 * 60 * MINUTE_MS;

/** A Buddhist year is this much more than a Christian one. */
export const BUDDHIST = 543;

/** The day in Thailand at a moment. */
export function thaiDayOf(at: Date): ThaiDay {
  return new Date(at.getTime() + AHEAD_MS).toISOString().slice(0, 10);
}

/** The moment a number of minutes after a day's midnight; more than 1,440 give a moment of a later day. */
export function momentOf(day: ThaiDay, minutes: number): Date {
  return new Date(startOf(day) + minutes * MINUTE_MS - AHEAD_MS);
}

/** The first moment after a day. */
export function endOfThaiDay(day: ThaiDay): Date {
  return momentOf(addDays(day, 1), 0);
}

/** The last moment of a day, for what is shown as lasting until that day. */
export function lastMomentOf(day: ThaiDay): Date {
  return new Date(endOfThaiDay(day).getTime() - 1);
}

export function addDays(day: ThaiDay, days: number): ThaiDay {
  return new Date(startOf(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one to the other; negative when the other is earlier. */
export function daysBetween(from: ThaiDay, to: ThaiDay): number {
  return Math.round((startOf(to) - startOf(from)) / DAY_MS);
}

function startOf(day: ThaiDay): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** A month is named by its first day. */
export function firstOfMonth(day: ThaiDay): ThaiDay {
  return `${day.slice(0, 7)}-01`;
}

/** The first day of the month after a day's. */
export function monthAfter(day: ThaiDay): ThaiDay {
  return firstOfMonth(addDays(firstOfMonth(day), 32));
}
