import type { Language } from '../text/language.ts';

/** Thailand has one time zone without summer time; a console abroad also shows the time at the incident. */
const BANGKOK = 'Asia/Bangkok';

const LOCALES: Record<Language, string> = { th: 'th-TH-u-ca-buddhist-nu-latn', en: 'en-GB' };

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], { timeZone: BANGKOK, ...options });
  formats.set(key, known);
  return known;
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `02:14` */
export function formatTime(at: string | number, language: Language): string {
  return format(language, 'time', CLOCK).format(new Date(at));
}

/** `02:13:18` */
export function formatTimeWithSeconds(at: string | number, language: Language): string {
  return format(language, 'seconds', { ...CLOCK, second: '2-digit' }).format(new Date(at));
}

/** `21 พ.ย. 2569`; the Buddhist year in Thai, the Gregorian one in English. */
export function formatDate(at: string | number, language: Language): string {
  const format_ = format(language, 'date', { day: 'numeric', month: 'short', year: 'numeric' });
  // Without the era ("พ.ศ.") that the Thai format adds.
  const parts = format_.formatToParts(new Date(at)).filter(({ type }) => type !== 'era');
  return parts
    .map(({ value }) => value)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Only the time for today, else with the date. */
export function formatMoment(at: string, now: number, language: Language): string {
  const date = formatDate(at, language);
  return date === formatDate(now, language) ? formatTime(at, language) : `${date} ${formatTime(at, language)}`;
}

/** A running clock: `00:42`, `12:05`, `1:02:03`. Never negative. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const clock = [Math.floor((seconds % 3600) / 60), seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return hours > 0 ? `${hours}:${clock}` : clock;
}

/** `21 พ.ย. 2569 02:14` */
export function formatDateAndTime(at: string | number, language: Language): string {
  return `${formatDate(at, language)} ${formatTime(at, language)}`;
}
