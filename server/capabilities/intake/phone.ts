import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { withPlainSigns } from '#contract/fold-text';

/** A phone as E.164. `isSure`: the numbering plan knows such a number; a new range that it does not know yet is asked about. */
export type ReadPhone = { phone: string; isSure: boolean };

/**
 * A reporter's phone, from what a person types: Thai digits, dashes, blanks, +66, or a local number. Short numbers (191,
 * 1300) are nobody's phone. Undefined when it can't be a number at all. New numbers appear faster than any list of them
 * (06x, 07x), so one of the right length is doubted, not refused.
 */
export function readPhone(text: string): ReadPhone | undefined {
  const parsed = parsePhoneNumberFromString(withPlainSigns(text).trim(), 'TH');
  if (!parsed) return undefined;
  if (parsed.isValid()) return { phone: parsed.number, isSure: true };
  const { countryCallingCode, nationalNumber } = parsed;
  const mayBe = countryCallingCode === '66' ? THAI_LENGTHS.test(nationalNumber) : parsed.isPossible();
  return mayBe ? { phone: parsed.number, isSure: false } : undefined;
}

/** Without the leading 0: nine digits of a mobile phone, eight of a landline. */
const THAI_LENGTHS = /^([6-9]\d{8}|[2-57]\d{7})$/;

/** The first phone in a sentence such as "my number is 081 234 5678". */
export function findPhoneIn(text: string): ReadPhone | undefined {
  const [written = ''] = /\+?\d[\d\s().\-–]{7,20}\d/.exec(withPlainSigns(text)) ?? [];
  return readPhone(written);
}

/** Six digits or more and hardly anything else: meant as a phone, right or wrong. */
export function looksLikePhone(text: string): boolean {
  const western = withPlainSigns(text);
  const digits = western.replace(/\D/g, '').length;
  return digits >= 6 && digits <= 16 && /^[\d\s().+\-–]*$/.test(western.trim());
}

/** As people there read it: `081 234 5678`; foreign numbers internationally. */
export function formatPhone(phone: string): string {
  const parsed = parsePhoneNumberFromString(phone);
  if (!parsed) return phone;
  return parsed.countryCallingCode === '66' ? parsed.formatNational() : parsed.formatInternational();
}
