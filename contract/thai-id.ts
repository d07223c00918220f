/**
 * Numbers that identify a person in Thailand: thirteen digits with a check digit, or a G-code, which schools give to
 * pupils without one. A leading 0 (people without status) and 9 are kept, although libraries refuse them; both rules are
 * not verified with the Department of Provincial Administration.
 */
const G_CODE = /^G\d{12}$/;

/** As it is stored: without blanks and hyphens. */
export function normalizeIdNumber(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase();
}

/** The last digit, from the first twelve: weights 13 to 2, modulo 11. */
export function checkDigitOf(twelve: string): number {
  const sum = [...twelve].reduce((total, digit, place) => total + Number(digit) * (13 - place), 0);
  return (11 - (sum % 11)) % 10;
}

/** Whether a number as stored can be one. */
export function isIdNumber(number: string): boolean {
  if (G_CODE.test(number)) return true;
  return /^\d{13}$/.test(number) && checkDigitOf(number.slice(0, 12)) === Number(number[12]);
}
