import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigitOf, isIdNumber, normalizeIdNumber } from './thai-id.ts';

const SEED = { seed: 12 };
const twelve = fc.stringMatching(/^\d{12}$/);

test('a number with its check digit is one, also with a leading 0 or 9; with any other last digit it is none', () => {
  fc.assert(
    fc.property(twelve, fc.integer({ min: 0, max: 9 }), (digits, last) => {
      expect(isIdNumber(digits + last)).toBe(last === checkDigitOf(digits));
    }),
    SEED,
  );
  // Invented, computed by hand: 1·13+2·12+3·11+4·10+5·9+6·8+7·7+8·6+9·5+0·4+1·3+2·2 = 352, 352 mod 11 = 0, (11-0) mod 10 = 1.
  expect(isIdNumber('1234567890121')).toBe(true);
  expect(isIdNumber(`000000000000${checkDigitOf('000000000000')}`)).toBe(true);
});

test('one mistyped digit, or two neighbours exchanged, is nearly always found', () => {
  let exchanged = 0;
  let missed = 0;
  fc.assert(
    fc.property(twelve, fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 9 }), (digits, place, more) => {
      const right = digits + checkDigitOf(digits);
      const swap = `${right.slice(0, place)}${right[place + 1]}${right[place]}${right.slice(place + 2)}`;
      exchanged += swap === right ? 0 : 1;
      const typo = `${right.slice(0, place)}${(Number(right[place]) + more) % 10}${right.slice(place + 1)}`;
      missed += isIdNumber(typo) ? 1 : 0;
      missed += swap !== right && isIdNumber(swap) ? 1 : 0;
    }),
    { ...SEED, numRuns: 2000 },
  );
  // The third digit has weight 11, so its mistakes are never seen; and two remainders share the check digits 0 and 1.
  expect(missed).toBeLessThan((2000 + exchanged) * 0.1);
});

test('blanks and hyphens are typed as one likes; G-codes of schools count, other lengths do not', () => {
  expect(normalizeIdNumber(' 1-2345-67890-12-1 ')).toBe('1234567890121');
  expect(normalizeIdNumber('g 123456789012')).toBe('G123456789012');
  expect(isIdNumber('G123456789012')).toBe(true);
  for (const wrong of ['', '123456789012', '12345678901212', 'G12345678901', 'X123456789012', '๑๒๓๔๕๖๗๘๙๐๑๒๑'])
    expect(isIdNumber(wrong)).toBe(false);
});
