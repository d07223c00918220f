import { expect, test } from 'vitest';
import { addDays, dayOf, daysInMonth, formatDay, thaiDayAt } from './thai-day.ts';

test('a day begins at midnight in Thailand', () => {
  expect(thaiDayAt(Date.parse('2026-11-20T16:59:59Z'))).toBe('2026-11-20');
  expect(thaiDayAt(Date.parse('2026-11-20T17:00:00Z'))).toBe('2026-11-21');
});

test('days are added across months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
});

test('the number of days of a month', () => {
  expect([daysInMonth(2027, 2), daysInMonth(2028, 2), daysInMonth(2026, 11)]).toEqual([28, 29, 30]);
  expect(dayOf(2027, 2, 31)).toBe('2027-02-28');
});

test('a day is formatted with the year of the language', () => {
  expect(formatDay('2026-11-21', 'th')).toBe('21 พ.ย. 2569');
  expect(formatDay('2026-11-21', 'en')).toBe('21 Nov 2026');
});
