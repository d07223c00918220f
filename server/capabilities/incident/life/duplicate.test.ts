import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { minutesLater, NIGHT } from '#support/incident-values';
import { DEFAULT_DUPLICATE_RULE, duplicateReasons } from './duplicate.ts';

const here = { type: 'threat-or-assault', openedAt: NIGHT } as const;
const reasons = (type: (typeof INCIDENT_TYPES)[number], minutes: number, metresApart: number, samePhone = false) =>
  duplicateReasons(here, { type, openedAt: minutesLater(minutes), metresApart, samePhone }, DEFAULT_DUPLICATE_RULE);

test('close in place and time, of a compatible type: suggested, with the reasons', () => {
  expect(reasons('threat-or-assault', 10, 80)).toEqual(['near-in-place-and-time', 'compatible-type']);
  expect(reasons('confinement', -10, 0)).toEqual(['near-in-place-and-time', 'compatible-type']);
});

test('a minute too late, a metre too far, an incompatible type: not suggested', () => {
  expect(reasons('threat-or-assault', 10.01, 0)).toEqual([]);
  expect(reasons('threat-or-assault', 0, 80.1)).toEqual([]);
  expect(
    duplicateReasons(
      { type: 'confinement', openedAt: NIGHT },
      { type: 'riotous-gathering', openedAt: NIGHT, metresApart: 1, samePhone: false },
      DEFAULT_DUPLICATE_RULE,
    ),
  ).toEqual([]);
});

test('the same phone is suggested at any distance and of any type, but not after the time limit', () => {
  expect(reasons('threat-or-assault', 5, 4000, true)).toEqual(['compatible-type', 'same-phone']);
  expect(reasons('threat-or-assault', 11, 10, true)).toEqual([]);
});

test('the rule is symmetric, with the same reasons', () => {
  const type = fc.constantFrom(...INCIDENT_TYPES);
  const minute = fc.double({ min: -15, max: 15, noNaN: true });
  fc.assert(
    fc.property(
      type,
      type,
      minute,
      minute,
      fc.double({ min: 0, max: 200, noNaN: true }),
      fc.boolean(),
      (one, other, at, then, metresApart, samePhone) => {
        const first = { type: one, openedAt: minutesLater(at), metresApart, samePhone };
        const second = { type: other, openedAt: minutesLater(then), metresApart, samePhone };
        const there = duplicateReasons(first, second, DEFAULT_DUPLICATE_RULE);
        expect(duplicateReasons(second, first, DEFAULT_DUPLICATE_RULE)).toEqual(there);
        if (there.includes('near-in-place-and-time')) expect(metresApart).toBeLessThanOrEqual(80);
        if (there.length > 0)
          expect(there.includes('same-phone') || there.includes('near-in-place-and-time')).toBe(true);
      },
    ),
    { seed: 20_260_104, numRuns: 500 },
  );
});
