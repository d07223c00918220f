import fc from 'fast-check';
import { expect, test } from 'vitest';
import known from '../database/reference-data/eef-rules.json' with { type: 'json' };
import { checkStateOn, eefRulesSchema, fitsAttendance, planChecks, termEndAfter } from './eef-checks.ts';
import { addDays, daysBetween } from './thai-day.ts';

const rules = eefRulesSchema.parse(known);
const seed = 20_261_129;
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2020-01-01', days));

test.each([
  ['2026-05-18', '2026-10-11'],
  ['2026-09-11', '2026-10-11'],
  // Fewer than thirty days of the term are left: the next one counts.
  ['2026-09-12', '2027-04-01'],
  ['2026-10-20', '2027-04-01'],
  ['2026-12-31', '2027-04-01'],
  ['2027-03-02', '2027-04-01'],
  ['2027-03-03', '2027-10-11'],
  ['2027-04-15', '2027-10-11'],
  // A year that somebody mistyped must not stop the plans of others.
  ['0569-05-18', '0569-10-11'],
  ['0001-01-01', '0001-04-01'],
])('a child that comes back on %s is looked at when the term ends on %s', (returnedOn, closes) => {
  expect(termEndAfter(returnedOn, rules)).toBe(closes);
});

test('each return has four checks, in order, none before thirty days and none after a year', () => {
  fc.assert(
    fc.property(day, (returnedOn) => {
      const checks = planChecks(returnedOn, rules);
      expect(checks.map(({ kind }) => kind).toSorted()).toEqual(['day-180', 'day-30', 'day-90', 'term-end']);
      const days = checks.map(({ dueOn }) => daysBetween(returnedOn, dueOn));
      expect(days).toEqual(days.toSorted((one, other) => one - other));
      expect(days[0]).toBe(30);
      expect(Math.max(...days)).toBeLessThan(366);
    }),
    { seed },
  );
});

test('the percentage and what is said of it must fit, at the limit too', () => {
  const says = (result: 'attending' | 'attending-less' | 'left', attendance: number | null) =>
    fitsAttendance({ result, attendance, on: '2026-11-29' }, rules);
  expect([
    says('attending', 80),
    says('attending', 79),
    says('attending-less', 79),
    says('attending-less', 80),
  ]).toEqual([...[true, false, true, false]]);
  expect([says('attending', null), says('left', 3), says('left', 95)]).toEqual([true, true, true]);
});

test('a check waits, is due, and is late when nobody answered for two weeks', () => {
  const stateOn = (today: string) => checkStateOn({ dueOn: '2026-11-15', result: null, isVoid: false }, today, rules);
  expect([stateOn('2026-11-14'), stateOn('2026-11-15'), stateOn('2026-11-29'), stateOn('2026-11-30')]).toEqual([
    ...['waiting', 'due', 'due', 'late'],
  ]);
  expect(checkStateOn({ dueOn: '2026-11-15', result: 'left', isVoid: true }, '2027-01-01', rules)).toBe('left');
  expect(checkStateOn({ dueOn: '2026-11-15', result: null, isVoid: true }, '2027-01-01', rules)).toBe('void');
});
