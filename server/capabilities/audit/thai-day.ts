/** Thailand has had one offset since 1920 and no summer time. */
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** The Thai day of an instant, as `YYYY-MM-DD` of the Gregorian calendar. */
export function thaiDayOf(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The first instant after a Thai day. */
export function endOfThaiDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET_MS + DAY_MS);
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** An instant in the format of the chain, `2026-11-21T10:00:00.000000Z`, which also sorts as text. */
export function inMicroseconds(at: Date): string {
  return at.toISOString().replace('Z', '000Z');
}
