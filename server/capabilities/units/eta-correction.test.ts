import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canEstimateEtaTo, correctedMinutes } from './eta-correction.ts';

const NOW = new Date('2026-11-21T19:10:00.000Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const unit = { etaAt: at(8), notifiedAt: null, measuredAt: NOW, minutes: 8 };

test.each([
  ['on time', {}, undefined],
  ['two minutes later is noise', { minutes: 10 }, undefined],
  ['four minutes later is a correction', { minutes: 12 }, 12],
  ['four minutes earlier is a correction', { minutes: 4 }, 4],
  ['four minutes of forty are less than a quarter', { etaAt: at(40), minutes: 44 }, undefined],
  ['corrected a minute ago: not again yet', { minutes: 20, notifiedAt: at(-1) }, undefined],
  ['corrected two minutes ago: again', { minutes: 20, notifiedAt: at(-2) }, 20],
  ['an ETA that has passed gets a new time', { etaAt: at(-3), minutes: 6 }, 6],
  ['an ETA that passed a moment ago stays when the unit is almost there', { etaAt: at(-0.5), minutes: 1 }, undefined],
  ['no ETA yet: now there is one', { etaAt: null, minutes: 6.2 }, 7],
  ['a position of two minutes ago is ignored', { minutes: 30, measuredAt: at(-2) }, undefined],
] as const)('%s', (_, changes, expected) => {
  expect(correctedMinutes({ ...unit, ...changes }, NOW)).toBe(expected);
});

test.each([
  ['a pin', null, true],
  ['a phone that measured 30 m', 30, true],
  ['a typed tambon', 4200, false],
  ['half a kilometre is too inexact', 500, false],
])('%s: whether the ETA follows the distance', (_, accuracyMetres, follows) => {
  expect(canEstimateEtaTo({ accuracyMetres })).toBe(follows);
});

test('the reporter never gets two corrections within two minutes, nor one of less than three minutes', () => {
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
        const correction = correctedMinutes({ etaAt, notifiedAt, measuredAt: now, minutes }, now);
        if (correction === undefined) continue;
        const corrected = new Date(now.getTime() + correction * 60_000);
        if (notifiedAt) expect(now.getTime() - notifiedAt.getTime()).toBeGreaterThanOrEqual(120_000);
        // Rounding up to whole minutes can make a difference of three up to one minute smaller.
        expect(Math.abs(corrected.getTime() - (etaAt?.getTime() ?? 0))).toBeGreaterThan(119_000);
        [etaAt, notifiedAt] = [corrected, now];
      }
    }),
    { seed: 20_261_122 },
  );
});
