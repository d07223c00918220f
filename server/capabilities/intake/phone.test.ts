import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPhoneIn, formatPhone, looksLikePhone, readPhone } from './phone.ts';

const findPhone = (text: string) => readPhone(text)?.phone;

test.each([
  '0812345678',
  '081-234-5678',
  '081 234 5678',
  '(081) 234 5678',
  '๐๘๑๒๓๔๕๖๗๘',
  '๐๘๑-๒๓๔-๕๖๗๘',
  '+66812345678',
  '+66 81 234 5678',
  '66812345678',
  ' 0812345678 ',
])('%s is the same phone', (typed) => {
  expect(findPhone(typed)).toBe('+66812345678');
  expect(looksLikePhone(typed)).toBe(true);
});

test('a landline is a phone as well', () => {
  expect(findPhone('055-258-777')).toBe('+6655258777');
});

test.each(['191', '๑๙๑', '1300', '1669', '1323', '081234567', '08123456789', '12345', '', 'โทร', '0000000000'])(
  '"%s" is nobody’s phone',
  (typed) => {
    expect(findPhone(typed)).toBeUndefined();
  },
);

test.each(['191', '๑๙๑', '1300', '12345', 'บ้านเลขที่ 99/123', 'ห้อง 0812', '16.8211, 100.2659'])(
  '"%s" does not look like one either',
  (typed) => {
    expect(looksLikePhone(typed)).toBe(false);
  },
);

test('a phone is found inside a sentence', () => {
  expect(findPhoneIn('เบอร์หนู ๐๘๑-๒๓๔-๕๖๗๘ ค่ะ')).toEqual({ phone: '+66812345678', isSure: true });
  expect(findPhoneIn('บ้านเลขที่ 99/123 หมู่ 4')).toBeUndefined();
});

test.each(['0691234567', '069-123-4567', '๐๗๐๑๒๓๔๕๖๗', '+66 69 123 4567', '051234567'])(
  '%s, which no numbering plan knows yet, is doubted, not refused',
  (typed) => {
    expect(readPhone(typed)).toMatchObject({ isSure: false });
    expect(formatPhone(readPhone(typed)?.phone ?? '')).toMatch(/^0\d\d \d{3} \d{3,4}$/);
  },
);

test('a phone number is formatted as people in its country read it', () => {
  expect(formatPhone('+66812345678')).toBe('081 234 5678');
  expect(formatPhone('+441632960961')).toBe('+44 1632 960961');
});

test('whatever is typed: never an exception, and what is found is E.164', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789๐๘๑+-() .ก'), maxLength: 40 }), (typed) => {
      expect(findPhone(typed) ?? '+660').toMatch(/^\+\d{3,15}$/);
    }),
    { seed: 191, numRuns: 1000 },
  );
});
