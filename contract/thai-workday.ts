import { z } from 'zod';
import { addDays, endOfThaiDay, type ThaiDay, thaiDayOf } from './thai-day.ts';

/** Holidays of government offices, as data: lunar dates and substitutes are decided anew every year. */
export const thaiHolidaysSchema = z.object({
  source: z.string(),
  note: z.string(),
  /** Years for which the list is whole. */
  buddhistYears: z.array(z.int()),
  holidays: z.array(
    z.object({
      date: z.iso.date(),
      th: z.string(),
      en: z.string(),
      kind: z.enum(['fixed', 'lunar', 'announced', 'substitute']),
      unverified: z.boolean(),
    }),
  ),
});

export type Holidays = ReadonlySet<ThaiDay>;

/** Neither a weekend nor a holiday. */
export function isWorkday(day: ThaiDay, holidays: Holidays): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/**
 * The end of the n-th working day after the day of a moment. The first day does not count and the last counts to its end
 * (Civil and Commercial Code s.193/3 and 193/5; not verified for time limits of offices).
 */
export function addWorkdays(at: Date, count: number, holidays: Holidays): Date {
  let day = thaiDayOf(at);
  for (let left = count; left > 0; left -= isWorkday(day, holidays) ? 1 : 0) day = addDays(day, 1);
  return endOfThaiDay(day);
}

/** The same day so many months later, or the last one of a shorter month; to its end. */
export function addThaiMonths(at: Date, months: number): Date {
  const [year = 0, month = 1, day = 1] = thaiDayOf(at).split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const later = new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)));
  return endOfThaiDay(later.toISOString().slice(0, 10));
}
