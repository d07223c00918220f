import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canEstimateEtaTo, correctedMinutes } from './eta-correction.ts';

const NOW = new Date('2026-11-21T19:10:00.000Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const unit = { etaAt: at(8), notifiedAt: null, measuredAt: NOW, minutes: 8 };

test.each([
  ['as promised', {}, undefined],
  ['two minutes later is noise', { minutes: 10 }, undefined],
  ['four minutes later is told', { minutes: 12 }, 12],
  ['four minutes earlier is told', { minutes: 4 }, 4],
  ['four minutes of forty are no quarter', { etaAt: at(40), minutes: 44 }, undefined],
  ['told a minute ago, it waits', { minutes: 20, notifiedAt: at(-1) }, undefined],
  ['told two minutes ago, it is told again', { minutes: 20, notifiedAt: at(-2) }, 20],
  ['a promise that has passed gets a new time', { etaAt: at(-3), minutes: 6 }, 6],
  ['a promise that passed a moment ago, almost there, stands', { etaAt: at(-0.5), minutes: 1 }, undefined],
  ['no time was promised: now there is one', { etaAt: null, minutes: 6.2 }, 7],
  ['a position of two minutes ago says nothing', { minutes: 30, measuredAt: at(-2) }, undefined],
] as const)('%s', (_, changes, expected) => {
  expect(correctedMinutes({ ...unit, ...changes }, NOW)).toBe(expected);
});

test.each([
  ['a pin', null, true],
  ['a phone that measured 30 m', 30, true],
  ['a typed tambon', 4200, false],
  ['half a kilometre is a minute of driving and more', 500, false],
])('%s: whether a promise follows the distance', (_, accuracyMetres, follows) => {
  expect(canEstimateEtaTo({ accuracyMetres })).toBe(follows);
});

test('a steady drive is told seldom: the reporter is never told twice within two minutes, nor of less than three', () => {
  const drive = fc.array(
    fc.record({ seconds: fc.integer({ min: 5, max: 40 }), minutes: fc.double({ min: 0.2, max: 90, noNaN: true }) }),
    {
      minLength: 20,
      maxLength: 80,
    },
  );
  fc.assert(
    fc.property(drive, (steps) => {
      let now = NOW;
      let etaAt: Date | null = at(10);
      let notifiedAt: Date | null = null;
      for (const { seconds, minutes } of steps) {
        now = new Date(now.getTime() + seconds * 1000);
        const told = correctedMinutes({ etaAt, notifiedAt, measuredAt: now, minutes }, now);
        if (told === undefined) continue;
        const promised = new Date(now.getTime() + told * 60_000);
        if (notifiedAt) expect(now.getTime() - notifiedAt.getTime()).toBeGreaterThanOrEqual(120_000);
        // Rounded up to whole minutes, so that a difference of three may be said as two and something.
        expect(Math.abs(promised.getTime() - (etaAt?.getTime() ?? 0))).toBeGreaterThan(119_000);
        [etaAt, notifiedAt] = [promised, now];
      }
    }),
    { seed: 20_261_122 },
  );
});
