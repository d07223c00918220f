import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EXACT_WITHIN_METRES } from '#contract/unit-position';
import { judgePosition, type Measured } from './plausible-position.ts';

const now = new Date('2026-11-28T02:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const here: Measured = { lat: 16.8211, lng: 100.2659, accuracyMetres: 8, at: now };
const judge = (more: Partial<Measured> = {}, before?: Measured, isInThailand = true) =>
  judgePosition({ ...here, ...more }, { before, isInThailand, now });

test('a position outside Thailand is not stored at all', () => {
  expect(judge({ lat: 0, lng: 0, accuracyMetres: null }, undefined, false)).toEqual({
    use: 'ignored',
    doubt: 'outside-thailand',
  });
});

test('an accuracy of fifty kilometres, or none, is vague', () => {
  expect(judge({ lat: 17.19, accuracyMetres: 50_000 })).toEqual({ use: 'vague', doubt: 'too-vague' });
  expect(judge({ accuracyMetres: null })).toEqual({ use: 'vague', doubt: 'no-accuracy' });
  expect(judge({ accuracyMetres: EXACT_WITHIN_METRES })).toEqual({ use: 'exact', doubt: null });
});

test('a jump is doubted once, and believed when the next position agrees', () => {
  const far = { ...here, lat: here.lat + 0.5, at: ago(5) };
  expect(judge({}, far)).toEqual({ use: 'vague', doubt: 'too-fast' });
  expect(judge({}, { ...here, at: ago(5) }).use).toBe('exact');
  // Ten kilometres in five minutes is a patrol car; in one it is not.
  const tenKm = { ...here, lat: here.lat + 0.09 };
  expect(judge({}, { ...tenKm, at: ago(300) }).use).toBe('exact');
  expect(judge({}, { ...tenKm, at: ago(60) }).doubt).toBe('too-fast');
});

test('an old position is not stored; one from a clock that is ahead is vague', () => {
  expect(judge({ at: ago(601) })).toEqual({ use: 'ignored', doubt: 'too-old' });
  expect(judge({ at: ago(-3600) })).toEqual({ use: 'vague', doubt: 'clock-ahead' });
});

test('only a fresh, accurate and plausible position in Thailand is exact, whatever a phone sends', () => {
  const measured = fc.record({
    lat: fc.double({ min: 5.7, max: 20.4, noNaN: true }),
    lng: fc.double({ min: 97.4, max: 105.6, noNaN: true }),
    accuracyMetres: fc.option(fc.double({ min: 0, max: 100_000, noNaN: true })),
    at: fc.integer({ min: -7200, max: 7200 }).map(ago),
  });
  fc.assert(
    fc.property(measured, fc.option(measured, { nil: undefined }), fc.boolean(), (position, before, isInThailand) => {
      const { use, doubt } = judgePosition(position, { before, isInThailand, now });
      expect(use === 'exact').toBe(doubt === null);
      if (use !== 'exact') return;
      expect(isInThailand).toBe(true);
      expect(position.accuracyMetres).not.toBeNull();
      expect(position.accuracyMetres ?? Number.NaN).toBeLessThanOrEqual(EXACT_WITHIN_METRES);
      expect(Math.abs(now.getTime() - position.at.getTime())).toBeLessThanOrEqual(600_000);
    }),
    { seed: 20_261_128 },
  );
});

test('standing still is never too fast, however vague and often', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 600 }), fc.double({ min: 0, max: 500, noNaN: true }), (seconds, accuracy) => {
      const before = { ...here, accuracyMetres: accuracy, at: ago(seconds) };
      expect(judge({ accuracyMetres: accuracy }, before).use).toBe('exact');
    }),
    { seed: 20_261_128 },
  );
});
