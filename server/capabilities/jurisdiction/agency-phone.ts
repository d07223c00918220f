import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** An office's number: E.164 (`+6655258777`) or a national short number such as `191`; undefined when it is neither. */
export function readAgencyPhone(text: string): string | undefined {
  const digits = text.replaceAll(/[\s-]/g, '');
  if (/^1\d{2,3}$/.test(digits)) return digits;
  const number = parsePhoneNumberFromString(text, 'TH');
  return number?.isValid() && number.country === 'TH' ? number.number : undefined;
}
