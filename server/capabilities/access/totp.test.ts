import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findStep, formatKey, newTotpKey, stepOf, totpOf, totpUri } from './totp.ts';

const seed = 20_231_031;
/** RFC 6238, appendix B (SHA-1, the last six of its eight digits). */
const KEY = Buffer.from('12345678901234567890');

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i the code of the standard is made', (second, code) => {
  expect(totpOf(KEY, stepOf(new Date(second * 1000)))).toBe(code);
});

test('a code is valid in its step and the two beside it, and only once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 4e9 }), fc.integer({ min: -3, max: 3 }), (second, away) => {
      const now = new Date(second * 1000);
      const step = stepOf(now) + away;
      if (step < 0) return;
      const others = [-1, 0, 1].filter((near) => near !== away).map((near) => totpOf(KEY, stepOf(now) + near));
      // One code in a million belongs to two steps.
      if (others.includes(totpOf(KEY, step))) return;
      const found = findStep(KEY, totpOf(KEY, step), now, -1);
      expect(found).toBe(Math.abs(away) <= 1 ? step : undefined);
      expect(findStep(KEY, totpOf(KEY, step), now, step)).toBeUndefined();
    }),
    { seed },
  );
});

test('a key has 160 random bits, is shown in groups, and its URI names the account', () => {
  expect(newTotpKey()).toHaveLength(20);
  expect(newTotpKey()).not.toEqual(newTotpKey());
  expect(formatKey(KEY)).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
  expect(totpUri(KEY, 'a+b@ess.example')).toBe(
    'otpauth://totp/ESS%20Help%20Me:a%2Bb%40ess.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ESS%20Help%20Me',
  );
});
