import { z } from 'zod';

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
/** Monday is 1, Sunday 7. */
const weekday = z.int().min(1).max(7);

/** When a service is open, in Thai time; `to` not after `from` goes past midnight. */
export const serviceHoursSchema = z.union([
  z.literal('always'),
  z.array(z.strictObject({ days: z.array(weekday).min(1).max(7), from: clockTime, to: clockTime })).max(7),
]);
/** An empty list: the hours are not known. */
export type ServiceHours = z.infer<typeof serviceHoursSchema>;

const AHEAD_MS = 7 * 3_600_000;
const DAY_MINUTES = 24 * 60;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether it is open at a moment; undefined where its hours are not known. Public holidays are not looked at. */
export function isOpenAt(hours: ServiceHours, at: Date): boolean | undefined {
  if (hours === 'always') return true;
  if (hours.length === 0) return undefined;
  const there = new Date(at.getTime() + AHEAD_MS);
  const day = there.getUTCDay() || 7;
  const minute = there.getUTCHours() * 60 + there.getUTCMinutes();
  return hours.some(({ days, from, to }) => {
    const [start, end] = [minutesOf(from), minutesOf(to)];
    const length = end > start ? end - start : end + DAY_MINUTES - start;
    const isOn = (onDay: number, since: number) => days.includes(onDay) && since >= 0 && since < length;
    return isOn(day, minute - start) || isOn(day === 1 ? 7 : day - 1, minute + DAY_MINUTES - start);
  });
}
