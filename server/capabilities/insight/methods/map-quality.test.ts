import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureMap, type TestedCell } from './map-quality.ts';

const cell = (events: number, isFlagged: boolean, naive = 0, area = 1): TestedCell => ({
  events,
  isFlagged,
  naive,
  area,
});

test('ten cells, two flagged, worked out by hand', () => {
  // 20 incidents; the flagged fifth of the area holds 8 of them, the best fifth 14, the naive fifth 10.
  const cells = [
    cell(6, true, 1),
    cell(2, true, 0),
    cell(8, false, 9),
    cell(2, false, 7),
    ...[1, 1, 0, 0, 0, 0].map((events) => cell(events, false)),
  ];
  const quality = measureMap(cells);
  expect(quality).toMatchObject({ n: 20, areaShare: 0.2, hitRate: 0.4, naive: { hitRate: 0.5, pai: 2.5 } });
  expect(quality).toMatchObject({ pai: 2 });
  expect((quality as { pei: number }).pei).toBeCloseTo(8 / 14, 12);
  expect((quality as { naive: { pei: number } }).naive.pei).toBeCloseTo(10 / 14, 12);
});

test('cells between which the naive guess can not choose share its area', () => {
  // Four cells alike to the guess, one of them may be flagged: a quarter of their 12 incidents.
  const cells = [cell(12, true, 1), cell(0, false, 1), cell(0, false, 1), cell(0, false, 1)];
  expect(measureMap(cells)).toMatchObject({ hitRate: 1, pai: 4, pei: 1, naive: { hitRate: 0.25, pai: 1 } });
});

test('cells of unlike area count by what they hold on their area', () => {
  const cells = [cell(6, true, 6, 2), cell(4, false, 4, 1), cell(0, false, 0, 3)];
  // Of an area of 2 the best takes the dense cell whole and half of the large one: 4 + 3.
  expect(measureMap(cells)).toMatchObject({ areaShare: 1 / 3, hitRate: 0.6, naive: { hitRate: 0.7 } });
  expect((measureMap(cells) as { pei: number }).pei).toBeCloseTo(6 / 7, 12);
});

test('no map and no guess is better than the best, and flagging everything is worth 1', () => {
  const cells = fc.array(
    fc.record({ events: fc.nat(20), isFlagged: fc.boolean(), naive: fc.nat(20), area: fc.constant(0.74) }),
    { minLength: 2, maxLength: 40 },
  );
  fc.assert(
    fc.property(cells, (list) => {
      const quality = measureMap(list);
      if (typeof quality === 'string') return;
      expect(quality.pei).toBeLessThanOrEqual(1 + 1e-9);
      expect(quality.naive.pei).toBeLessThanOrEqual(1 + 1e-9);
      const all = measureMap(list.map((one) => ({ ...one, isFlagged: true })));
      if (typeof all === 'string') throw new Error('as many incidents as before');
      for (const value of [all.hitRate, all.pai, all.pei, all.naive.pai]) expect(value).toBeCloseTo(1, 9);
    }),
    { seed: 20_261_129 },
  );
});

test('nine incidents are too few to say, and a map without a flag has no quality', () => {
  expect(measureMap([cell(9, true), cell(0, false)])).toBe('too-few');
  expect(measureMap([cell(10, false), cell(5, false)])).toBe('nothing-flagged');
});
