import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { withPlainSigns } from '#contract/fold-text';

/** How an extension is written: `055-258-777 ต่อ 101`, `กด 2`, `ext. 101`, `#101`. */
const EXTENSION = /(?:ต่อ|กด|โทรต่อ|extension|ext\.?|x|#|;ext=)\s*:?\s*(\d{1,6})\s*$/i;

/**
 * An agency's number: E.164 (`+6655258777`), with its extension as in RFC 3966 (`+6655258777;ext=101`), or a national
 * short number such as `191`; undefined when it is neither. Of several numbers in one cell the first counts.
 */
export function readAgencyPhone(text: string): string | undefined {
  const [plain = ''] = withPlainSigns(text)
    .replace(/^[^\d+(]*(โทร(ศัพท์)?|tel|phone)[.:\s]*/i, '')
    .split(/[,/]|หรือ|และ/)
    .map((part) => part.trim());
  const [, extension] = EXTENSION.exec(plain) ?? [];
  const main = plain.replace(EXTENSION, '').trim();
  const digits = main.replaceAll(/[\s-]/g, '');
  if (/^1\d{2,3}$/.test(digits)) return digits;
  const number = parsePhoneNumberFromString(main, 'TH');
  if (number?.countryCallingCode !== '66' || number.ext) return undefined;
  // New number ranges may not be known to the library yet, so the length alone is accepted too.
  if (!number.isValid() && !/^([6-9]\d{8}|[2-57]\d{7})$/.test(number.nationalNumber)) return undefined;
  return extension ? `${number.number};ext=${extension}` : number.number;
}
