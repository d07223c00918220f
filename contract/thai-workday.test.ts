import fc from 'fast-check';
import { expect, test } from 'vitest';
import data from '../database/reference-data/thai-holidays.json' with { type: 'json' };
import { BUDDHIST, DAY_MS, daysBetween, endOfThaiDay, momentOf, thaiDayOf } from './thai-day.ts';
import { addThaiMonths, addWorkdays, isWorkday, thaiHolidaysSchema } from './thai-workday.ts';

const list = thaiHolidaysSchema.parse(data);
const holidays = new Set(list.holidays.map(({ date }) => date));
const SEED = { seed: 12 };
const moment = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2027-11-30T00:00:00Z'),
  noInvalidDate: true,
});
const count = fc.integer({ min: 1, max: 20 });

test('three working days from a Friday afternoon end with Wednesday; a holiday moves them on', () => {
  // Friday 27 November 2026, 16:30 in Thailand.
  expect(addWorkdays(momentOf('2026-11-27', 990), 3, holidays)).toEqual(endOfThaiDay('2026-12-02'));
  // Friday 4 December: the 7th is a substitute, the 10th is Constitution Day.
  expect(addWorkdays(momentOf('2026-12-04', 990), 3, holidays)).toEqual(endOfThaiDay('2026-12-11'));
});

test('the day is that of Thailand: an evening in UTC is the next morning here', () => {
  const thursday = new Date('2026-11-25T17:00:00Z'); // 26 November, 00:00
  expect(addWorkdays(thursday, 1, holidays)).toEqual(endOfThaiDay('2026-11-27'));
  expect(addWorkdays(new Date(thursday.getTime() - 1), 1, holidays)).toEqual(endOfThaiDay('2026-11-26'));
});

test('exactly so many working days lie after the first day, and the last of them is the one that ends', () => {
  fc.assert(
    fc.property(moment, count, (at, days) => {
      const due = addWorkdays(at, days, holidays);
      const last = thaiDayOf(new Date(due.getTime() - 1));
      expect(isWorkday(last, holidays)).toBe(true);
      const between = daysBetween(thaiDayOf(at), last);
      const counted = Array.from({ length: between }, (_, n) => thaiDayOf(new Date(due.getTime() - 1 - n * DAY_MS)));
      expect(counted.filter((day) => isWorkday(day, holidays))).toHaveLength(days);
    }),
    SEED,
  );
});

test('later begins never end earlier, and one day more never ends earlier', () => {
  fc.assert(
    fc.property(moment, moment, count, (one, other, days) => {
      const [first, second] = one <= other ? [one, other] : [other, one];
      expect(addWorkdays(first, days, holidays) <= addWorkdays(second, days, holidays)).toBe(true);
      expect(addWorkdays(first, days, holidays) < addWorkdays(first, days + 1, holidays)).toBe(true);
    }),
    SEED,
  );
});

test('months end with the same day of the month, or with the last one', () => {
  expect(addThaiMonths(momentOf('2026-11-28', 600), 3)).toEqual(endOfThaiDay('2027-02-28'));
  expect(addThaiMonths(momentOf('2026-11-30', 600), 3)).toEqual(endOfThaiDay('2027-02-28'));
  expect(addThaiMonths(momentOf('2026-01-31', 0), 1)).toEqual(endOfThaiDay('2026-02-28'));
  expect(addThaiMonths(momentOf('2026-12-31', 0), 2)).toEqual(endOfThaiDay('2027-02-28'));
});

test('fixed holidays are certain, everything else says that nobody has verified it', () => {
  expect(list.holidays.filter(({ kind, unverified }) => unverified === (kind === 'fixed'))).toEqual([]);
  expect(holidays.size).toBe(list.holidays.length);
  for (const year of list.buddhistYears) {
    const fixed = list.holidays.filter(({ date, kind }) => kind === 'fixed' && date.startsWith(`${year - BUDDHIST}-`));
    expect(fixed).toHaveLength(14);
  }
});

test('each holiday on a weekend has a substitute on a working day', () => {
  const days = list.holidays.filter(({ kind }) => kind !== 'substitute');
  const onWeekends = days.filter(({ date }) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()));
  expect(list.holidays.filter(({ kind }) => kind === 'substitute')).toHaveLength(onWeekends.length);
});
