import type { Language } from '../../text/language.ts';
import { sayDay, thaiDayAt } from '../../ui/thai-day.ts';
import { sayTime } from '../../ui/time-words.ts';

/** `08:00–20:00`, with the day of its end where that is another: `20:00–08:00 (23 พ.ย. 2569)`. */
export function saySpan(from: string, to: string, language: Language): string {
  const [begins, ends] = [thaiDayAt(Date.parse(from)), thaiDayAt(Date.parse(to))];
  const hours = `${sayTime(from, language)}–${sayTime(to, language)}`;
  return begins === ends ? hours : `${hours} (${sayDay(ends, language)})`;
}

/** The same with the day it begins. */
export function sayDaySpan(from: string, to: string, language: Language): string {
  return `${sayDay(thaiDayAt(Date.parse(from)), language)} ${saySpan(from, to, language)}`;
}
