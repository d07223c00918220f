import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isQuiet } from './quiet-hours.ts';

const at = (time: string): Date => new Date(`2026-11-22T${time}:00+07:00`);
const NIGHT = { from: 22 * 60, until: 6 * 60 };

test.each([
  ['21:59', false],
  ['22:00', true],
  ['23:59', true],
  ['00:00', true],
  ['05:59', true],
  ['06:00', false],
  ['12:00', false],
])('a night from 22:00 until 06:00 in Bangkok: at %s quiet is %s', (time, quiet) => {
  expect(isQuiet(NIGHT, at(time))).toBe(quiet);
});

const minute = fc.integer({ min: 0, max: 1439 });
const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const options = { seed: 20_261_122, numRuns: 500 };

test('on any day as many minutes are quiet as lie between the two times', () => {
  fc.assert(
    fc.property(minute, minute, moment, (from, until, day) => {
      let quiet = 0;
      for (let past = 0; past < 1440; past++) {
        if (isQuiet({ from, until }, new Date(day.getTime() + past * 60_000))) quiet += 1;
      }
      expect(quiet).toBe((until - from + 1440) % 1440);
    }),
    { ...options, numRuns: 60 },
  );
});

test('swapping the two times swaps quiet and not quiet', () => {
  fc.assert(
    fc.property(minute, minute, moment, (from, until, now) => {
      fc.pre(from !== until);
      expect(isQuiet({ from, until }, now)).toBe(!isQuiet({ from: until, until: from }, now));
    }),
    options,
  );
});

test('a day later the result is the same; without hours nobody is quiet', () => {
  fc.assert(
    fc.property(minute, minute, moment, (from, until, now) => {
      const tomorrow = new Date(now.getTime() + 86_400_000);
      expect(isQuiet({ from, until }, tomorrow)).toBe(isQuiet({ from, until }, now));
      expect(isQuiet(null, now)).toBe(false);
      expect(isQuiet({ from, until: from }, now)).toBe(false);
    }),
    options,
  );
});
