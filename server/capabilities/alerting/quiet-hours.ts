/** Minutes since midnight in Bangkok, the end not included; may cross midnight. */
export type QuietHours = { from: number; until: number };

/** Thailand has had one time zone and no summer time since 1920. */
const BANGKOK_AHEAD_MINUTES = 7 * 60;
const DAY_MINUTES = 24 * 60;

/** Whether `at` lies in the quiet hours. Equal times mean never, rather than always. */
export function isQuiet(hours: QuietHours | null, at: Date): boolean {
  if (!hours) return false;
  const { from, until } = hours;
  const minute = (Math.floor(at.getTime() / 60_000) + BANGKOK_AHEAD_MINUTES) % DAY_MINUTES;
  return from <= until ? from <= minute && minute < until : minute >= from || minute < until;
}

/** `HH:MM` as minutes since midnight. */
export function toMinutes(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Minutes since midnight as `HH:MM`. */
export function toTime(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
