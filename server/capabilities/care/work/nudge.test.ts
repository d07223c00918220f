import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayNudge, periodOf } from './nudge.ts';

const HOUR = 3_600_000;
const since = new Date('2026-11-28T03:00:00Z');
const after = (hours: number) => new Date(since.getTime() + hours * HOUR);

test('from half time on, once in each half, also when it is late', () => {
  const waiting = { since, dueAt: after(72), nudgedPeriod: null as number | null };
  expect([35, 36, 71].map((hours) => mayNudge(waiting, after(hours)))).toEqual([false, true, true]);
  const nudged = { ...waiting, nudgedPeriod: 1 };
  expect([36, 71, 72, 200].map((hours) => mayNudge(nudged, after(hours)))).toEqual([false, false, true, true]);
});

test('however often somebody tries, there is one for each half that is over at most, and none before the first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.array(fc.integer({ min: 0, max: 2000 })), (length, tries) => {
      let waiting = { since, dueAt: after(length), nudgedPeriod: null as number | null };
      const said: number[] = [];
      for (const hours of tries.toSorted((one, other) => one - other)) {
        if (!mayNudge(waiting, after(hours))) continue;
        waiting = { ...waiting, nudgedPeriod: periodOf(waiting, after(hours)) };
        said.push(waiting.nudgedPeriod ?? 0);
        expect(hours * 2).toBeGreaterThanOrEqual(length);
      }
      expect(new Set(said).size).toBe(said.length);
    }),
    { seed: 12, numRuns: 200 },
  );
});
