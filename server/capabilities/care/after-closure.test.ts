import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, momentOf } from '#contract/thai-day';
import { type AskedCase, momentToAsk, safeMoment, whyNotAsked } from './after-closure.ts';

const asked: AskedCase = {
  ...{ status: 'closed', concern: 'victim', isMinor: false, silent: false, reportId: 'r' },
  ...{ safeContact: { channel: 'line', hours: 'any' }, mayAsk: { after30Days: true, after90Days: false } },
  isTraining: false,
};

test('only whom the closure allows, by LINE where that is safe, and never a child, in silence or after a reopening', () => {
  expect(whyNotAsked(asked, 'month')).toBeUndefined();
  expect(whyNotAsked(asked, 'quarter')).toBe('not-agreed');
  expect(whyNotAsked({ ...asked, mayAsk: null }, 'month')).toBe('not-agreed');
  expect(whyNotAsked({ ...asked, silent: true }, 'month')).toBe('silent');
  expect(whyNotAsked({ ...asked, concern: 'child' }, 'month')).toBe('child');
  expect(whyNotAsked({ ...asked, status: 'reopened' }, 'month')).toBe('reopened');
  expect(whyNotAsked({ ...asked, reportId: null }, 'month')).toBe('unreachable');
  // Nobody asked how they can be reached: then it is not known to be safe.
  for (const safeContact of [null, {}, { channel: 'call' as const }, { channel: 'none' as const }])
    expect(whyNotAsked({ ...asked, safeContact }, 'month')).toBe('other-channel');
});

test('a question waits for the safe hours, also those past midnight', () => {
  const at = (minutes: number) => momentOf('2026-11-28', minutes);
  expect(safeMoment({ from: '09:00', to: '11:00' }, at(8 * 60))).toEqual(at(9 * 60));
  expect(safeMoment({ from: '09:00', to: '11:00' }, at(10 * 60))).toEqual(at(10 * 60));
  expect(safeMoment({ from: '09:00', to: '11:00' }, at(11 * 60))).toEqual(at(33 * 60));
  expect(safeMoment({ from: '22:00', to: '02:00' }, at(60))).toEqual(at(60));
  expect(safeMoment({ from: '22:00', to: '02:00' }, at(3 * 60))).toEqual(at(22 * 60));
  expect(safeMoment('any', at(3 * 60))).toEqual(at(8 * 60));
  expect(momentToAsk(asked, at(3 * 60))).toEqual(at(8 * 60));
  // Who learns at night lets the morning pass too.
  expect(momentToAsk({ ...asked, isTraining: true }, at(3 * 60))).toEqual(at(3 * 60));
});

test('whatever the hours, the moment is inside them, within a day, and never before now', () => {
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
  const clock = ([hours, minutes]: [number, number]) =>
    `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  fc.assert(
    fc.property(time, time, fc.integer({ min: 0, max: 3 * 1440 }), (from, to, minutes) => {
      const hours = { from: clock(from), to: clock(to) };
      const now = momentOf('2026-11-28', minutes);
      const found = safeMoment(hours, now);
      expect(found.getTime() - now.getTime()).toBeGreaterThanOrEqual(0);
      expect(found.getTime() - now.getTime()).toBeLessThan(DAY_MS);
      expect(safeMoment(hours, found)).toEqual(found);
      const minute = ((found.getTime() / 60_000 + 7 * 60) % 1440) - from[0] * 60 - from[1];
      const length = (to[0] * 60 + to[1] - from[0] * 60 - from[1] + 1440) % 1440 || 1440;
      expect((minute + 1440) % 1440).toBeLessThan(length);
    }),
    { seed: 12, numRuns: 500 },
  );
});
