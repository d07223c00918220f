import { thaiDayOf } from '#contract/thai-day';
import type { Language } from '../../text/language.ts';
import { formatTime } from '../../ui/format-time.ts';
import { formatDay } from '../../ui/thai-day.ts';

/** `08:00–20:00`, with the end's day if it differs: `20:00–08:00 (23 พ.ย. 2569)`. */
export function formatSpan(from: string, to: string, language: Language): string {
  const [begins, ends] = [thaiDayOf(new Date(from)), thaiDayOf(new Date(to))];
  const hours = `${formatTime(from, language)}–${formatTime(to, language)}`;
  return begins === ends ? hours : `${hours} (${formatDay(ends, language)})`;
}

/** The same with the start's day. */
export function formatDaySpan(from: string, to: string, language: Language): string {
  return `${formatDay(thaiDayOf(new Date(from)), language)} ${formatSpan(from, to, language)}`;
}
