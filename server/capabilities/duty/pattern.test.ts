import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Turn } from '#contract/duty';
import { addDays, DAY_MS, momentOf, thaiDayOf } from '#contract/thai-day';
import { type Cycle, expandCycle, mustBeFit } from './pattern.ts';
import { overlaps } from './span.ts';

const SEED = { seed: 20690101, numRuns: 300 };
const nightly: Cycle = {
  firstDay: '2026-11-02',
  untilDay: null,
  cycleDays: 1,
  turns: [{ day: 0, startsAt: 20 * 60, minutes: 720 }],
};

/** Cycles as at real stations: up to two turns a day, over midnight too. */
const cycles = fc
  .record({
    cycleDays: fc.integer({ min: 1, max: 14 }),
    firstOffset: fc.integer({ min: -40, max: 40 }),
    starts: fc.array(fc.tuple(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 1439 })), {
      minLength: 1,
      maxLength: 6,
    }),
    minutes: fc.integer({ min: 30, max: 36 * 60 }),
  })
  .map(({ cycleDays, firstOffset, starts, minutes }): Cycle => {
    const turns: Turn[] = starts.map(([day, startsAt]) => ({ day: day % cycleDays, startsAt, minutes }));
    return { firstDay: addDays('2026-11-22', firstOffset), untilDay: null, cycleDays, turns };
  });
const isFit = (cycle: Cycle) => {
  try {
    mustBeFit(cycle);
    return true;
  } catch {
    return false;
  }
};

test('a night shift that begins on a day ends on the next, in Thailand', () => {
  const [first, second] = expandCycle(nightly, '2026-11-02', '2026-11-03');
  expect(first?.startsAt.toISOString()).toBe('2026-11-02T13:00:00.000Z');
  expect(first?.endsAt.toISOString()).toBe('2026-11-03T01:00:00.000Z');
  expect(second?.startsAt.toISOString()).toBe('2026-11-03T13:00:00.000Z');
});

test('a cycle of one day on and two off', () => {
  const cycle = { ...nightly, cycleDays: 3, turns: [{ day: 0, startsAt: 480, minutes: 1440 }] };
  const days = expandCycle(cycle, '2026-11-01', '2026-11-10').map(({ startsAt }) => thaiDayOf(startsAt));
  expect(days).toEqual(['2026-11-02', '2026-11-05', '2026-11-08']);
});

test('turns that overlap, also over the end of the cycle, are refused', () => {
  const turn = (day: number, startsAt: number, minutes: number): Turn => ({ day, startsAt, minutes });
  expect(isFit({ ...nightly, cycleDays: 2, turns: [turn(0, 480, 720), turn(0, 1200, 720)] })).toBe(true);
  expect(isFit({ ...nightly, cycleDays: 2, turns: [turn(0, 480, 721), turn(0, 1200, 60)] })).toBe(false);
  expect(isFit({ ...nightly, cycleDays: 1, turns: [turn(0, 480, 1441)] })).toBe(false);
  expect(isFit({ ...nightly, cycleDays: 2, turns: [turn(2, 480, 60)] })).toBe(false);
  expect(isFit({ ...nightly, untilDay: '2026-11-01' })).toBe(false);
});

test('shifts of a valid cycle never overlap, and generating them in parts gives the same shifts', () => {
  fc.assert(
    fc.property(cycles, fc.integer({ min: 0, max: 30 }), (cycle, cut) => {
      fc.pre(isFit(cycle));
      const all = expandCycle(cycle, '2026-11-01', '2026-12-15');
      for (const [index, shift] of all.entries()) {
        const next = all[index + 1];
        expect(next !== undefined && overlaps(shift, next)).toBe(false);
      }
      const border = addDays('2026-11-01', cut);
      const pieces = [
        ...expandCycle(cycle, '2026-11-01', border),
        ...expandCycle(cycle, addDays(border, 1), '2026-12-15'),
      ];
      expect(pieces).toEqual(all);
    }),
    SEED,
  );
});

test('each turn repeats after one cycle, to the minute', () => {
  fc.assert(
    fc.property(cycles, (cycle) => {
      const shifts = expandCycle(cycle, cycle.firstDay, addDays(cycle.firstDay, cycle.cycleDays - 1));
      const again = expandCycle(
        cycle,
        addDays(cycle.firstDay, cycle.cycleDays),
        addDays(cycle.firstDay, 2 * cycle.cycleDays - 1),
      );
      const later = shifts.map(({ startsAt }) => startsAt.getTime() + cycle.cycleDays * DAY_MS);
      expect(again.map(({ startsAt }) => startsAt.getTime())).toEqual(later);
    }),
    SEED,
  );
});

test('midnight in Thailand is 17:00 of the day before in UTC, when the Thai day changes', () => {
  expect(momentOf('2027-01-01', 0).toISOString()).toBe('2026-12-31T17:00:00.000Z');
  expect(thaiDayOf(new Date('2026-12-31T16:59:59.999Z'))).toBe('2026-12-31');
  expect(thaiDayOf(new Date('2026-12-31T17:00:00.000Z'))).toBe('2027-01-01');
});
