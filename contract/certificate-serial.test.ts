import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupSerial, makeSerial, readSerial, SERIAL_SIGNS } from './certificate-serial.ts';

const numbers = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: SERIAL_SIGNS, maxLength: SERIAL_SIGNS });

test('a serial is read back as it was made, grouped, in small letters or with spaces', () => {
  fc.assert(
    fc.property(numbers, (given) => {
      const serial = makeSerial(given);
      expect(serial).toHaveLength(SERIAL_SIGNS + 1);
      for (const typed of [serial, groupSerial(serial), serial.toLowerCase(), ` ${serial.replace(/(.{3})/g, '$1 ')}`])
        expect(readSerial(typed)).toBe(serial);
    }),
  );
});

test('every single wrong sign is found', () => {
  fc.assert(
    fc.property(numbers, fc.nat(SERIAL_SIGNS), fc.integer({ min: 1, max: 31 }), (given, at, by) => {
      const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
      const serial = makeSerial(given);
      const wrong = signs[(signs.indexOf(serial[at] ?? '') + by) % 32] ?? '';
      expect(readSerial(serial.slice(0, at) + wrong + serial.slice(at + 1))).toBeUndefined();
    }),
  );
});

test('letters that look alike on paper are one: O is 0, I and L are 1', () => {
  expect(readSerial('0'.repeat(12))).toBe('0'.repeat(12));
  expect(readSerial('OoOo-OOOO-OOOO')).toBe('0'.repeat(12));
  const ones = makeSerial(Array.from({ length: SERIAL_SIGNS }, () => 1));
  expect(readSerial(ones.replaceAll('1', 'l'))).toBe(ones);
});

test('anything else is none', () => {
  for (const typed of ['', 'ABC', 'U'.repeat(12), '<script>', '0'.repeat(50), 'ก'.repeat(12)])
    expect(readSerial(typed)).toBeUndefined();
});
