import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shorten, splitGraphemes, splitText } from './text-length.ts';

test('Thai vowels and tone marks stay with their consonant', () => {
  expect(splitGraphemes('แจ้งเหตุฉุกเฉิน')).toHaveLength(11);
  expect(shorten('เหตุฉุกเฉิน', 4)).toBe('เห…');
});

test('what fits is not touched', () => {
  expect(shorten('โทร 191', 20)).toBe('โทร 191');
  expect(splitText('โทร 191', 20)).toEqual(['โทร 191']);
  expect(splitText('', 20)).toEqual([]);
});

const aText = fc.string({ unit: fc.constantFrom('ก', '้', 'ุ', 'a', '👩‍👩‍👧', '🆘', ' '), maxLength: 200 });

test('shortened text keeps its limit and never ends in half a sign', () => {
  fc.assert(
    fc.property(aText, fc.integer({ min: 1, max: 40 }), (text, most) => {
      const short = shorten(text, most);
      expect(short.length).toBeLessThanOrEqual(most);
      expect(short.isWellFormed()).toBe(true);
    }),
    { seed: 191, numRuns: 500 },
  );
});

test('split text loses nothing and each piece keeps the limit', () => {
  fc.assert(
    fc.property(aText, fc.integer({ min: 12, max: 40 }), (text, most) => {
      const pieces = splitText(text, most);
      expect(pieces.join('')).toBe(text);
      for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(most);
    }),
    { seed: 1300, numRuns: 500 },
  );
});

test('one letter with endless marks is split as well', () => {
  expect(splitText(`ก${'้'.repeat(6000)}`, 5000).map(({ length }) => length)).toEqual([5000, 1001]);
});
