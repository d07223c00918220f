import { addDays, daysBetween, type ThaiDay } from '#contract/thai-day';

/** What the maps of a week are made of. */
export type MapPeriod = {
  /** The Monday from which they hold; everything up to the evening before is in them. */
  week: ThaiDay;
  from: ThaiDay;
  to: ThaiDay;
  /** First days of the last thirteen whole months, the oldest first, and of the month after them. */
  months: ThaiDay[];
};

/** A year and the same month of the year before. */
const WHOLE_MONTHS = 13;

/** The weeks begin on Monday, in Thailand's time. */
export function periodOf(today: ThaiDay): MapPeriod {
  const week = addDays(today, -weekdayOf(today));
  const months = Array.from({ length: WHOLE_MONTHS + 1 }, (_, place) => monthBefore(week, WHOLE_MONTHS - place));
  return { week, from: months[0] ?? week, to: addDays(week, -1), months };
}

/** As the methods take days: whole numbers of the local calendar. */
export const dayNumber = (day: ThaiDay): number => daysBetween('1970-01-01', day);

/** Monday is 0. */
function weekdayOf(day: ThaiDay): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The first day of the month so many months before that of a day. */
function monthBefore(day: ThaiDay, months: number): ThaiDay {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10);
}
