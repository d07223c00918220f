import { expect, test } from 'vitest';
import { dayOf, daysInMonth, formatDay } from './thai-day.ts';

test('the number of days of a month', () => {
  expect([daysInMonth(2027, 2), daysInMonth(2028, 2), daysInMonth(2026, 11)]).toEqual([28, 29, 30]);
  expect(dayOf(2027, 2, 31)).toBe('2027-02-28');
});

test('a day is formatted with the year of the language', () => {
  expect(formatDay('2026-11-21', 'th')).toBe('21 พ.ย. 2569');
  expect(formatDay('2026-11-21', 'en')).toBe('21 Nov 2026');
});
