import fc from 'fast-check';
import { expect, test } from 'vitest';
import { POSTS } from '#contract/duty';
import { momentOf } from '#contract/thai-day';
import { findGaps, type PlannedShift } from './gaps.ts';

const SEED = { seed: 20690102, numRuns: 400 };
const DAY = '2026-11-22';
const at = (minutes: number) => momentOf(DAY, minutes);
const WEEK = { startsAt: at(0), endsAt: at(7 * 1440) };
const shift = (from: number, to: number, post: PlannedShift['post'] = 'radio-room'): PlannedShift => ({
  startsAt: at(from),
  endsAt: at(to),
  post,
});

const shifts = fc.array(
  fc
    .tuple(fc.integer({ min: -1440, max: 7 * 1440 }), fc.integer({ min: 30, max: 2160 }), fc.constantFrom(...POSTS))
    .map(([from, minutes, post]) => shift(from, from + minutes, post)),
  { maxLength: 14 },
);

test('between the end of the night shift and the start of the morning shift nobody is there', () => {
  const planned = [shift(-240, 420), shift(480, 7 * 1440)];
  expect(findGaps(planned, WEEK)).toEqual([{ what: 'nobody', startsAt: at(420), endsAt: at(480) }]);
});

test('shifts that touch at midnight leave no gap', () => {
  expect(findGaps([shift(0, 1440), shift(1440, 7 * 1440)], WEEK)).toEqual([]);
});

test('with only a patrol on duty the radio room is a gap', () => {
  const planned = [shift(0, 1440, 'patrol-unit'), shift(1440, 7 * 1440)];
  expect(findGaps(planned, WEEK)).toEqual([{ what: 'radio-room', startsAt: at(0), endsAt: at(1440) }]);
});

test('a duty chief is missed only where the roster has one', () => {
  const always = shift(0, 7 * 1440);
  expect(findGaps([always], WEEK)).toEqual([]);
  const found = findGaps([always, shift(0, 5 * 1440, 'duty-chief')], WEEK);
  expect(found).toEqual([{ what: 'duty-chief', startsAt: at(5 * 1440), endsAt: at(7 * 1440) }]);
});

test('minute by minute: a gap is where nobody is, and nowhere else', () => {
  fc.assert(
    fc.property(shifts, fc.integer({ min: 0, max: 7 * 1440 - 1 }), (planned, minute) => {
      const moment = at(minute);
      const covers = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => startsAt <= moment && endsAt > moment;
      const gaps = findGaps(planned, WEEK).filter(covers);
      const there = planned.filter(covers);
      expect(gaps.some(({ what }) => what === 'nobody')).toBe(there.length === 0);
      const radio = there.some(({ post }) => post === 'radio-room');
      expect(gaps.some(({ what }) => what === 'radio-room')).toBe(there.length > 0 && !radio);
    }),
    SEED,
  );
});

test('gaps of one kind neither touch nor overlap, and are within the span', () => {
  fc.assert(
    fc.property(shifts, (planned) => {
      for (const [, gaps] of Map.groupBy(findGaps(planned, WEEK), ({ what }) => what)) {
        for (const [index, gap] of gaps.entries()) {
          expect(gap.startsAt < gap.endsAt).toBe(true);
          expect(gap.startsAt >= WEEK.startsAt && gap.endsAt <= WEEK.endsAt).toBe(true);
          const next = gaps[index + 1];
          if (next) expect(gap.endsAt < next.startsAt).toBe(true);
        }
      }
    }),
    SEED,
  );
});
