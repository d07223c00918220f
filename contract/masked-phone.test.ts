import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskPhone } from './masked-phone.ts';

test.each([
  ['+66812345567', '08x-xxx-x567'],
  ['+6625551234', '02x-xx-x234'],
  ['191', '191'],
  ['+14155552671', '+1xxxxxxx671'],
])('%s is shown as %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

test('of no Thai mobile number more than five digits are shown', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100_000_000, max: 999_999_999 }), (number) => {
      const masked = maskPhone(`+66${number}`);
      expect(masked.replace(/\D/g, '')).toHaveLength(5);
      expect(masked).toMatch(/^\d\dx-xxx-x\d{3}$/);
    }),
    { seed: 20_261_121 },
  );
});
