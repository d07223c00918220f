const shortTime = new Intl.DateTimeFormat('th-TH', { timeZone: 'Asia/Bangkok', hour: '2-digit', minute: '2-digit' });
const longTime = new Intl.DateTimeFormat('th-TH', { timeZone: 'Asia/Bangkok', timeStyle: 'medium' });

/** 24-hour time in Bangkok. */
export const clock = (at: number) => shortTime.format(at);
export const clockWithSeconds = (at: number) => longTime.format(at);

/** The day with the name of the month; in Thai in the Buddhist era. */
export function today(at: number, language: 'th' | 'en'): string {
  const locale = language === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Bangkok', dateStyle: 'full' }).format(at);
}
