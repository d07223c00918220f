import type { Language } from '../text/language.ts';
import { formatDate } from './format-time.ts';

/** Thailand is seven hours ahead of UTC all year. */
const AHEAD_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** The date in Thailand at an instant, as `2026-11-21`. `now` in milliseconds. */
export function thaiDayAt(now: number): string {
  return new Date(now + AHEAD_MS).toISOString().slice(0, 10);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** `21 พ.ย. 2569` */
export function formatDay(day: string, language: Language): string {
  return formatDate(`${day}T12:00:00+07:00`, language);
}

/** 28 to 31. `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** From its parts; a day that the month does not have becomes its last day. */
export function dayOf(year: number, month: number, day: number): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${year}-${pad(month)}-${pad(Math.min(day, daysInMonth(year, month)))}`;
}
