import { expect, test } from 'vitest';
import { dayNumber, periodOf } from './map-period.ts';

test('a week begins on Monday, with everything up to the evening before', () => {
  const tuesday = periodOf('2026-12-01');
  expect(tuesday).toMatchObject({ week: '2026-11-30', to: '2026-11-29', from: '2025-10-01' });
  expect(periodOf('2026-12-06')).toEqual(tuesday);
  expect(periodOf('2026-12-07').week).toBe('2026-12-07');
});

test('thirteen whole months, and the month after them', () => {
  const { months } = periodOf('2026-12-01');
  expect(months).toHaveLength(14);
  // November is not over on the 29th.
  expect(months.slice(-2)).toEqual(['2026-10-01', '2026-11-01']);
  expect(months[0]).toBe('2025-10-01');
  // A week that begins with a month has the whole one before.
  expect(periodOf('2026-06-01').months.slice(-2)).toEqual(['2026-05-01', '2026-06-01']);
  expect(periodOf('2026-01-05').months[0]).toBe('2024-12-01');
});

test('days are numbers', () => {
  expect(dayNumber('1970-01-01')).toBe(0);
  expect(dayNumber('2026-11-30') - dayNumber('2026-11-23')).toBe(7);
});
