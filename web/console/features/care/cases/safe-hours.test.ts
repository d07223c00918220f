import { expect, test } from 'vitest';
import { isInHours } from './safe-hours.ts';

const at = (time: string) => Date.parse(`2026-11-26T${time}:00+07:00`);

test('hours are Thai time, and may go past midnight', () => {
  const day = { from: '09:00', to: '15:00' };
  expect([isInHours(day, at('08:59')), isInHours(day, at('09:00')), isInHours(day, at('15:00'))]).toEqual([
    false,
    true,
    false,
  ]);
  const night = { from: '22:00', to: '05:00' };
  expect([isInHours(night, at('23:00')), isInHours(night, at('04:59')), isInHours(night, at('12:00'))]).toEqual([
    true,
    true,
    false,
  ]);
});

test('what nobody has said counts as unsafe', () => {
  expect(isInHours(undefined, at('12:00'))).toBe(false);
  expect(isInHours('any', at('03:00'))).toBe(true);
});
