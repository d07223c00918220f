import { expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  endOfThaiDay,
  firstOfMonth,
  lastMomentOf,
  momentOf,
  monthAfter,
  thaiDayOf,
} from './thai-day.ts';

test('a day begins at midnight in Thailand', () => {
  expect(thaiDayOf(new Date('2026-11-20T16:59:59Z'))).toBe('2026-11-20');
  expect(thaiDayOf(new Date('2026-11-20T17:00:00Z'))).toBe('2026-11-21');
  expect(momentOf('2026-11-21', 0).toISOString()).toBe('2026-11-20T17:00:00.000Z');
  expect(momentOf('2026-11-21', 1500)).toEqual(momentOf('2026-11-22', 60));
});

test('the last moment of a day is still that day, its end is the next', () => {
  expect(thaiDayOf(lastMomentOf('2026-12-31'))).toBe('2026-12-31');
  expect(thaiDayOf(endOfThaiDay('2026-12-31'))).toBe('2027-01-01');
});

test('days are added across months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3);
});

test('a month is named by its first day, and the next one begins after it', () => {
  expect(firstOfMonth('2028-02-29')).toBe('2028-02-01');
  expect(monthAfter('2028-01-31')).toBe('2028-02-01');
  expect(monthAfter('2026-12-01')).toBe('2027-01-01');
});
