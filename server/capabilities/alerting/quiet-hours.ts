/** When somebody does not want to be woken: minutes since midnight in Bangkok, the end not included; may cross midnight. */
export type QuietHours = { from: number; until: number };

/** Thailand has had one time zone and no summer time since 1920. */
const BANGKOK_AHEAD_MINUTES = 7 * 60;
const DAY_MINUTES = 24 * 60;

/** Whether this moment lies in the quiet hours. From and until the same: never quiet, rather than always. */
export function isQuiet(hours: QuietHours | null, at: Date): boolean {
  if (!hours) return false;
  const { from, until } = hours;
  const minute = (Math.floor(at.getTime() / 60_000) + BANGKOK_AHEAD_MINUTES) % DAY_MINUTES;
  return from <= until ? from <= minute && minute < until : minute >= from || minute < until;
}
