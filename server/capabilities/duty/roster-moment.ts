import { foldText } from '#contract/fold-text';
import { BUDDHIST, type ThaiDay } from '#contract/thai-day';

/** Years above this are in the Buddhist era. */
const BUDDHIST_FROM = 2400;
/** Two-digit years: 69 is 2569, 26 is 2026 from an English Excel; no roster is for 2500 or 2043. */
const SHORT_BUDDHIST_FROM = 43;

/** Short and long names in Thai and English, dots removed. */
const MONTHS = [
  ['มค', 'มกรา', 'มกราคม', 'jan', 'january'],
  ['กพ', 'กุมภา', 'กุมภาพันธ์', 'feb', 'february'],
  ['มีค', 'มีนา', 'มีนาคม', 'mar', 'march'],
  ['เมย', 'เมษา', 'เมษายน', 'apr', 'april'],
  ['พค', 'พฤษภา', 'พฤษภาคม', 'may'],
  ['มิย', 'มิถุนา', 'มิถุนายน', 'jun', 'june'],
  ['กค', 'กรกฎา', 'กรกฎาคม', 'jul', 'july'],
  ['สค', 'สิงหา', 'สิงหาคม', 'aug', 'august'],
  ['กย', 'กันยา', 'กันยายน', 'sep', 'sept', 'september'],
  ['ตค', 'ตุลา', 'ตุลาคม', 'oct', 'october'],
  ['พย', 'พฤศจิกา', 'พฤศจิกายน', 'nov', 'november'],
  ['ธค', 'ธันวา', 'ธันวาคม', 'dec', 'december'],
] as const;
const MONTH_OF = new Map(MONTHS.flatMap((names, at) => names.map((name) => [foldText(name), at + 1] as const)));
const WEEKDAY =
  /^(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์|พฤ|อา|[จอพศส]|mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?[.,]*\s*(?:ที่\s*)?(?=\d)/;

export type Month = { year: number; month: number };

/** Finds `มีนาคม ๒๕๗๐` in a title. */
export function findMonth(text: string): Month | undefined {
  for (const [, name = '', year = ''] of foldDay(text).matchAll(/([ก-๎.]+|[a-z]+)[\s.]*(\d{4}|\d{2})(?!\d)/g)) {
    const month = MONTH_OF.get(name.replace(/^.*(?:เดือน|ประจำ)/, '').replaceAll('.', ''));
    if (month) return { year: toCommonEra(Number(year)), month };
  }
  return undefined;
}

/**
 * Reads `22/11/2569`, `22-11-69`, `๒๒ พ.ย. ๒๕๖๙`, `จันทร์ที่ 22 พฤศจิกายน 2569`, `22-Nov-26`, `2026-11-22`, and `22` alone
 * where the title names the month. Undefined for a day that does not exist.
 */
export function readDay(text: string, title?: Month): ThaiDay | undefined {
  const plain = foldDay(text)
    .replace(WEEKDAY, '')
    .replace(/^(?:วันที่|ที่)\s*/, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:t[\d:.]*z?)?$/.exec(plain);
  if (iso) return toDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const local = /^(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})$/.exec(plain);
  if (local) return toDay(toCommonEra(Number(local[3])), Number(local[2]), Number(local[1]));
  const named =
    /^(?<date>\d{1,2})[\s/.-]*(?<month>[a-zก-๎.]+?)[\s/.,-]*(?<year>\d{4}|\d{2})?$/.exec(plain) ??
    /^(?<month>[a-z.]+)\s?(?<date>\d{1,2})(?:st|nd|rd|th)?,?\s(?<year>\d{4})$/.exec(plain);
  if (named?.groups) {
    const { date, month = '', year } = named.groups;
    const known = MONTH_OF.get(month.replaceAll('.', ''));
    const of = year === undefined ? title?.year : toCommonEra(Number(year));
    return known && of ? toDay(of, known, Number(date)) : undefined;
  }
  return title && /^\d{1,2}$/.test(plain) ? toDay(title.year, title.month, Number(plain)) : undefined;
}

function toCommonEra(year: number): number {
  const long = year >= 100 ? year : year >= SHORT_BUDDHIST_FROM ? 2500 + year : 2000 + year;
  return long >= BUDDHIST_FROM ? long - BUDDHIST : long;
}

function toDay(year: number, month: number, date: number): ThaiDay | undefined {
  const found = new Date(Date.UTC(toCommonEra(year), month - 1, date));
  const isReal = found.getUTCMonth() === month - 1 && found.getUTCDate() === date;
  return isReal ? found.toISOString().slice(0, 10) : undefined;
}

export type RosterTime = { minutes: number; day?: ThaiDay };

/** Reads `08:00`, `8.30 น.`, `0800`, `8`, `8:30 PM` or `24:00`, also after a day. */
export function readTime(text: string): RosterTime | undefined {
  const plain = foldText(text).replace(/\s*(?:นาฬิกา|น\.?|hrs?\.?)$/, '');
  const minutes = readMinutes(plain);
  if (minutes !== undefined) return { minutes };
  const both = /^(.+?)(?:\s*เวลา\s*|,\s*|\s|t)(\d{1,2}[:.]?\d{2}(?:[:.]\d{2})?(?:\.0+)?\s?(?:[ap]m)?)$/.exec(plain);
  const [day, behind] = [readDay(both?.[1] ?? ''), readMinutes(both?.[2] ?? '')];
  return day !== undefined && behind !== undefined ? { minutes: behind, day } : undefined;
}

function readMinutes(text: string): number | undefined {
  const found =
    /^(\d{1,2})\s?[:.]\s?(\d{2})(?:[:.]\d{2})?(?:\.0+)?\s?([ap])?\.?m?\.?$/.exec(text) ??
    /^(\d{1,2})(\d{2})$/.exec(text) ??
    /^(\d{1,2})$/.exec(text);
  if (!found) return undefined;
  const [hour, minute, half] = [Number(found[1]), Number(found[2] ?? 0), found[3]];
  if (minute > 59 || (half && (hour < 1 || hour > 12))) return undefined;
  const minutes = (half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour) * 60 + minute;
  return minutes <= 24 * 60 ? minutes : undefined;
}

/** Splits `08.00-16.00 น.` or `08.00 น. ถึง 16.00 น.` in two. */
export function splitHours(text: string): [string, string] {
  const found = /^(\d[\d.:]*)\s*(?:น\.?)?\s*(?:-|ถึง|to|~)\s*(\d[\d.:]*)\s*(?:น\.?)?$/.exec(foldText(text));
  return [found?.[1] ?? '', found?.[2] ?? ''];
}

function foldDay(text: string): string {
  return foldText(text)
    .replace(/\s*(?:พ\.?ศ\.?|ค\.?ศ\.?|b\.?e\.?)\s*(?=\d)/g, ' ')
    .replace(/เดือน/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
