import { expect, test } from 'vitest';
import { readAgencyPhone } from './agency-phone.ts';

test.each([
  ['055-258-777', '+6655258777'],
  ['๐๕๕-๒๕๘-๗๗๗', '+6655258777'],
  ['055 258 777 ต่อ 101', '+6655258777;ext=101'],
  ['๐ ๕๕๒๕ ๘๗๗๗ ต่อ ๑๐๑', '+6655258777;ext=101'],
  ['0-5525-8777 กด 2', '+6655258777;ext=2'],
  ['+66 55 258 777 ext. 101', '+6655258777;ext=101'],
  ['+6655258777;ext=101', '+6655258777;ext=101'],
  ['โทร. 055-258-777, 055-258-778', '+6655258777'],
  ['0691234567', '+66691234567'],
  ['191', '191'],
  ['๑๓๐๐', '1300'],
])('%s', (written, phone) => expect(readAgencyPhone(written)).toBe(phone));

test.each(['', '12', 'ต่อ 101', '055-258', '0812345678901', '+44 20 7946 0958', 'ไม่มี', '055-258-777-888-999'])(
  '%s is no number of an office',
  (written) => expect(readAgencyPhone(written)).toBeUndefined(),
);
