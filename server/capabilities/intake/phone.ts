import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Thai digits ๐-๙ as 0-9. */
export function withWesternDigits(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
}

/**
 * A reporter's phone as E.164, from what a person types: Thai digits, dashes, blanks, +66, or a local number. Short
 * numbers (191, 1300) are nobody's phone. Undefined when it can't be a number.
 */
export function findPhone(text: string): string | undefined {
  const parsed = parsePhoneNumberFromString(withWesternDigits(text).trim(), 'TH');
  return parsed?.isValid() ? parsed.number : undefined;
}

/** The first phone in a sentence such as "my number is 081 234 5678". */
export function findPhoneIn(text: string): string | undefined {
  const [written = ''] = /\+?\d[\d\s().\-–]{7,20}\d/.exec(withWesternDigits(text)) ?? [];
  return findPhone(written);
}

/** Six digits or more and hardly anything else: meant as a phone, right or wrong. */
export function looksLikePhone(text: string): boolean {
  const western = withWesternDigits(text);
  const digits = western.replace(/\D/g, '').length;
  return digits >= 6 && digits <= 16 && /^[\d\s().+\-–]*$/.test(western.trim());
}

/** As people there read it: `081 234 5678`; foreign numbers internationally. */
export function sayPhone(phone: string): string {
  const parsed = parsePhoneNumberFromString(phone);
  if (!parsed) return phone;
  return parsed.country === 'TH' ? parsed.formatNational() : parsed.formatInternational();
}
