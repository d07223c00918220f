import { BUDDHIST, type ThaiDay } from '#contract/thai-day';

/** Official papers are written with Thai digits. */
export function thaiDigits(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
}

const DAY = new Intl.DateTimeFormat('th-TH-u-ca-buddhist-nu-latn', { timeZone: 'UTC', day: 'numeric', month: 'long' });

/** `๒๘ พฤศจิกายน พุทธศักราช ๒๕๖๙` */
export function thaiPaperDay(day: ThaiDay): string {
  const at = new Date(`${day}T00:00:00Z`);
  return thaiDigits(`${DAY.format(at)} พุทธศักราช ${at.getUTCFullYear() + BUDDHIST}`);
}
