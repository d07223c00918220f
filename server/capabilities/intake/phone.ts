import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { withPlainSigns } from '#contract/fold-text';

/** A phone number as E.164. `isSure`: the numbering plan knows such a number; for others the reporter is asked. */
export type ReadPhone = { phone: string; isSure: boolean };

/**
 * Reads a phone number that a person typed: Thai digits, dashes, spaces, +66, or a local number. Short numbers (191,
 * 1300) are refused. Undefined if it can't be a number. New ranges appear faster than lists of them (06x, 07x), so a
 * number of the right length is doubted, not refused.
 */
export function readPhone(text: string): ReadPhone | undefined {
  const parsed = parsePhoneNumberFromString(withPlainSigns(text).trim(), 'TH');
  if (!parsed) return undefined;
  if (parsed.isValid()) return { phone: parsed.number, isSure: true };
  const { countryCallingCode, nationalNumber } = parsed;
  const mayBe = countryCallingCode === '66' ? THAI_LENGTHS.test(nationalNumber) : parsed.isPossible();
  return mayBe ? { phone: parsed.number, isSure: false } : undefined;
}

/** Without the leading 0: nine digits for a mobile phone, eight for a landline. */
const THAI_LENGTHS = /^([6-9]\d{8}|[2-57]\d{7})$/;

/** The first phone in a sentence such as "my number is 081 234 5678". */
export function findPhoneIn(text: string): ReadPhone | undefined {
  const [written = ''] = /\+?\d[\d\s().\-–]{7,20}\d/.exec(withPlainSigns(text)) ?? [];
  return readPhone(written);
}

/** Six digits or more and hardly anything else: meant as a phone number, right or wrong. */
export function looksLikePhone(text: string): boolean {
  const western = withPlainSigns(text);
  const digits = western.replace(/\D/g, '').length;
  return digits >= 6 && digits <= 16 && /^[\d\s().+\-–]*$/.test(western.trim());
}

/** In the national format, `081 234 5678`; foreign numbers in the international one. */
export function formatPhone(phone: string): string {
  const parsed = parsePhoneNumberFromString(phone);
  if (!parsed) return phone;
  return parsed.countryCallingCode === '66' ? parsed.formatNational() : parsed.formatInternational();
}
