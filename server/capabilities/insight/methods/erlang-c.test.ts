import { expect, test } from 'vitest';
import { computeErlangC } from './erlang-c.ts';

function line(...of: Parameters<typeof computeErlangC>) {
  const result = computeErlangC(...of);
  if (result === 'overloaded') throw new Error(result);
  return result;
}

test('one unit waits as the textbook says: its load, and load through the rest of a time', () => {
  const { waitingShare, meanWaitMinutes, shareWithin } = line(1, 30, 1);
  expect(waitingShare).toBeCloseTo(0.5, 12);
  expect(meanWaitMinutes).toBeCloseTo(30, 12);
  expect(shareWithin(30)).toBeCloseTo(1 - 0.5 * Math.exp(-0.5), 12);
});

test('any number of units gives the sum of powers and factorials', () => {
  for (const [load, units] of [
    [0.5, 2],
    [2.25, 5],
    [7, 8],
    [13.2, 20],
  ] as const) {
    const terms = Array.from({ length: units + 1 }, (_, n) => {
      let term = 1;
      for (let k = 1; k <= n; k += 1) term *= load / k;
      return term;
    });
    const waiting = ((terms[units] as number) * units) / (units - load);
    const idle = terms.slice(0, units).reduce((sum, term) => sum + term, 0);
    expect(line(load * 2, 30, units).waitingShare).toBeCloseTo(waiting / (idle + waiting), 12);
  }
});

test('three calls an hour of 45 minutes need five units, more calls than units can take have no answer', () => {
  const share = (units: number) => line(3, 45, units).shareWithin(5);
  expect(share(4)).toBeLessThan(0.9);
  expect(share(5)).toBeGreaterThan(0.9);
  expect(computeErlangC(3, 45, 2)).toBe('overloaded');
  expect(computeErlangC(4, 45, 3)).toBe('overloaded');
  // A thousand units, where powers and factorials would overflow: the normal law of a large line says 0.0006.
  expect(line(1200, 45, 1000).waitingShare).toBeCloseTo(0.0006, 4);
});
