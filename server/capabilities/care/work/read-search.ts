/** What somebody searches by; at least one of them. */
export type AskedFor = { code: string | null; number: string | null; name: string | null };

/** `CS-2569-000123`, also without the letters and zeros. */
const CODE = /^(?:CS-?)?(\d{4})-(\d{1,12})$/i;
/** An ID number with its check digit, a phone number, a number of a school. */
const FEWEST_DIGITS = 7;

/** A case number, a telephone or ID number, or a name: as somebody types it. */
export function readSearch(typed: string): AskedFor {
  const [, year, number] = CODE.exec(typed) ?? [];
  if (year && number) return { code: `CS-${year}-${number.padStart(6, '0')}`, number: null, name: null };
  const digits = readNumber(typed);
  if (digits) return { code: null, number: digits, name: null };
  // A number of a school: a letter and digits.
  const isSchool = /^G\d{5,15}$/i.test(typed);
  return { code: null, number: isSchool ? typed.toUpperCase() : null, name: typed.toLowerCase() };
}

/** A telephone or ID number as it is compared; null for anything else. */
export function readNumber(typed: string): string | null {
  const digits = typed.replace(/\D/g, '');
  if (!/^\+?[\d\s().-]+$/.test(typed) || digits.length < FEWEST_DIGITS) return null;
  return typed.startsWith('+66') ? `0${digits.slice(2)}` : digits;
}

/** How it was searched, for the record of the view: the kind and how long it was, never what. */
export function describeSearch(typed: string): { by: string; length: number } {
  const { code, number } = readSearch(typed);
  return { by: code ? 'code' : number ? 'number' : 'name', length: typed.length };
}
