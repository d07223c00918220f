import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageOn, isMinorOn } from './person-age.ts';
import { addDays } from './thai-day.ts';

test('a birthday makes a year older, the day before does not; 29 February has it on 1 March', () => {
  const birth = { kind: 'exact', date: '2008-11-28' } as const;
  expect(ageOn(birth, '2026-11-27')).toBe(17);
  expect(ageOn(birth, '2026-11-28')).toBe(18);
  expect(isMinorOn(birth, '2026-11-27')).toBe(true);
  expect(isMinorOn(birth, '2026-11-28')).toBe(false);
  const leap = { kind: 'exact', date: '2008-02-29' } as const;
  expect(ageOn(leap, '2026-02-28')).toBe(17);
  expect(ageOn(leap, '2026-03-01')).toBe(18);
});

test('of an estimated year the person is as young as possible, so a child is not taken for an adult', () => {
  const day = fc.integer({ min: 0, max: 364 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1950, max: 2025 }),
      day,
      day,
      fc.integer({ min: 1, max: 30 }),
      (year, born, on, later) => {
        const date = addDays(`${year}-01-01`, born);
        const today = addDays(`${year + later}-01-01`, on);
        const exact = ageOn({ kind: 'exact', date }, today);
        const estimated = ageOn({ kind: 'estimated', year }, today);
        expect(exact - estimated).toBeGreaterThanOrEqual(0);
        expect(exact - estimated).toBeLessThanOrEqual(1);
      },
    ),
    { seed: 12 },
  );
});
