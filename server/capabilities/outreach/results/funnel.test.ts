import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewHidden, showFunnel } from './funnel.ts';

const opens = { opened: 40, toLine: 12, toWeb: 7 };
const ways = { startedInLine: 2, startedOnWeb: 1, startedInLiff: 1, ended: 0, unfounded: 0 };
const hidden = { startedInLine: null, startedOnWeb: null, startedInLiff: null, unfounded: null };

test('the ministry reads every number as it is', () => {
  const counts = { ...opens, started: 3, alerted: 2, acknowledged: 1 };
  expect(showFunnel({ ...counts, ...ways }, false)).toEqual({
    ...{ ...counts, startedInLine: 2, startedOnWeb: 1, startedInLiff: 1, unfounded: null, isRounded: false },
  });
});

test('a partner never reads a sum below ten, and one report more or less changes a sum only at full tens', () => {
  fc.assert(
    fc.property(fc.nat(10_000), (started) => {
      const { started: shown } = showFunnel({ ...opens, ...ways, started, alerted: 0, acknowledged: 0 }, true);
      if (started < 10) expect(shown).toBeNull();
      else expect([shown, (shown ?? 0) % 10]).toEqual([Math.floor(started / 10) * 10, 0]);
    }),
    { seed: 74 },
  );
  expect(showFunnel({ ...opens, ...ways, started: 9, alerted: 10, acknowledged: 19 }, true)).toEqual({
    ...{ ...opens, ...hidden, started: null, alerted: 10, acknowledged: 10, isRounded: true },
  });
});

test('the share of reports that were nothing is shown of thirty or more that have ended, and never to a partner', () => {
  const counts = { ...opens, ...ways, started: 40, alerted: 40, acknowledged: 40, unfounded: 4 };
  expect(showFunnel({ ...counts, ended: 29 }, false).unfounded).toBeNull();
  expect(showFunnel({ ...counts, ended: 30 }, false).unfounded).toEqual({ percent: 13, of: 30 });
  expect(showFunnel({ ...counts, ended: 300 }, true).unfounded).toBeNull();
});

test('one or two incidents are not told apart', () => {
  expect([0, 1, 2, 3].map(fewHidden)).toEqual([0, null, null, 3]);
});
