import { momentOf, type ThaiDay } from '#contract/thai-day';
import type { Language } from '../text/language.ts';
import { formatDate } from './format-time.ts';

/** `21 พ.ย. 2569` */
export function formatDay(day: ThaiDay, language: Language): string {
  return formatDate(momentOf(day, 12 * 60).getTime(), language);
}

/** 28 to 31. `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** From its parts; a day that the month does not have becomes its last day. */
export function dayOf(year: number, month: number, day: number): ThaiDay {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${year}-${pad(month)}-${pad(Math.min(day, daysInMonth(year, month)))}`;
}
