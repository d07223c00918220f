import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countGrants, type EarlierGrant, isCeilingReached, outlookOf } from './ceiling.ts';
import { findBenefit, fiscalYearOf } from './help-rules.ts';

const grant = (special: Partial<EarlierGrant> = {}): EarlierGrant => ({
  ...{ samePerson: true, status: 'closed', grantedBenefit: 'low-income-aid', grantedAt: new Date('2026-11-01') },
  ...special,
});
const family = { code: 'low-income-aid', countedFor: 'family' } as const;
const person = { code: 'low-income-aid', countedFor: 'person' } as const;

test.each([
  ['2026-09-30', 2569],
  ['2026-10-01', 2570],
  ['2026-12-31', 2570],
  ['2027-01-01', 2570],
])('the fiscal year of %s is %s', (day, year) => expect(fiscalYearOf(day)).toBe(year));

test('the last evening of September in Thailand is still the old year, although it is October nowhere else', () => {
  // 23:30 on 30 September and 00:30 on 1 October, Thai time.
  const [last, first] = [new Date('2026-09-30T16:30:00Z'), new Date('2026-09-30T17:30:00Z')];
  expect(countGrants(person, [grant({ grantedAt: last })], '2026-10-01')).toBe(0);
  expect(countGrants(person, [grant({ grantedAt: first })], '2026-10-01')).toBe(1);
});

test('a ceiling of the family counts what anybody of the household had; one of the person only their own', () => {
  const earlier = [grant(), grant({ samePerson: false }), grant({ samePerson: false })];
  expect(countGrants(family, earlier, '2026-11-29')).toBe(3);
  expect(countGrants(person, earlier, '2026-11-29')).toBe(1);
});

test('what was refused, withdrawn or of another benefit or year does not count', () => {
  const earlier = [
    grant({ status: 'withdrawn' }),
    grant({ status: 'not-eligible' }),
    grant({ grantedBenefit: 'out-of-school' }),
    grant({ grantedAt: new Date('2026-05-01') }),
    grant({ grantedAt: null }),
  ];
  expect(countGrants(family, earlier, '2026-11-29')).toBe(0);
});

test('never more than the ceiling can be granted, in whatever order it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (asks, timesPerYear) => {
      const granted: EarlierGrant[] = [];
      for (const samePerson of asks) {
        const used = countGrants(family, granted, '2026-11-29');
        if (!isCeilingReached({ timesPerYear }, used)) granted.push(grant({ samePerson }));
      }
      expect(granted.length).toBe(Math.min(asks.length, timesPerYear));
    }),
  );
});

test('the wished benefit comes first, those that are switched off not at all', () => {
  const [first, ...rest] = outlookOf({ wanted: { benefit: 'out-of-school' } }, [], new Date('2026-11-29'));
  expect(first).toMatchObject({
    benefit: 'out-of-school',
    used: 0,
    ceilingBaht: 4000,
    timesPerYear: 1,
    unverified: true,
  });
  expect(rest.map(({ benefit }) => benefit)).not.toContain('home-adaptation-elderly');
  expect(findBenefit('home-adaptation-elderly')?.isActive).toBe(false);
});
