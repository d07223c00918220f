import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewHidden, showFunnel } from './funnel.ts';

const opens = { opened: 40, toLine: 12, toWeb: 7 };

test('the ministry reads every number as it is', () => {
  const counts = { ...opens, started: 3, alerted: 2, acknowledged: 1 };
  expect(showFunnel(counts, false)).toEqual({ ...counts, isRounded: false });
});

test('a partner never reads a sum below ten, and one report more or less changes a sum only at full tens', () => {
  fc.assert(
    fc.property(fc.nat(10_000), (started) => {
      const { started: shown } = showFunnel({ ...opens, started, alerted: 0, acknowledged: 0 }, true);
      if (started < 10) expect(shown).toBeNull();
      else expect([shown, (shown ?? 0) % 10]).toEqual([Math.floor(started / 10) * 10, 0]);
    }),
    { seed: 74 },
  );
  expect(showFunnel({ ...opens, started: 9, alerted: 10, acknowledged: 19 }, true)).toEqual({
    ...{ ...opens, started: null, alerted: 10, acknowledged: 10, isRounded: true },
  });
});

test('one or two incidents are not told apart', () => {
  expect([0, 1, 2, 3].map(fewHidden)).toEqual([0, null, null, 3]);
});
