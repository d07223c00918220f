import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateMinutes } from './travel-time.ts';
import { type Candidate, rankUnits, weighedMinutes } from './unit-choice.ts';

const free: Candidate = {
  ...{ unitId: 'one', callSign: 'สายตรวจ 1', kind: 'car', status: 'available', openJobs: 0, members: 2 },
  ...{ travelMinutes: 6, metres: 3000, from: 'position' },
};
const first = (...units: Partial<Candidate>[]) =>
  rankUnits(units.map((unit, index) => ({ ...free, unitId: String(index), ...unit })))[0]?.unitId;

test('the nearest free unit comes first', () => {
  expect(first({ travelMinutes: 9 }, { travelMinutes: 4 })).toBe('1');
});

test('a free unit comes before a nearer one with a job, unless it is very far', () => {
  expect(first({ travelMinutes: 2, status: 'en-route', openJobs: 1 }, { travelMinutes: 12 })).toBe('1');
  expect(first({ travelMinutes: 2, status: 'assigned', openJobs: 1 }, { travelMinutes: 55 })).toBe('0');
});

test('a unit with a known position comes before one without', () => {
  expect(first({ from: 'station' }, {})).toBe('1');
});

test('equal units are ordered by call sign, so that every dispatcher sees the same order', () => {
  const names = ['สายตรวจ 3', 'สายตรวจ 1', 'สายตรวจ 2'];
  expect(rankUnits(names.map((callSign) => ({ ...free, callSign }))).map(({ callSign }) => callSign)).toEqual(
    names.toSorted(),
  );
});

test('a unit that is worse in everything never comes before a better one', () => {
  const candidate = fc.record({
    unitId: fc.uuid(),
    callSign: fc.string(),
    kind: fc.constantFrom('car' as const, 'motorcycle' as const),
    status: fc.constantFrom('available' as const, 'returning' as const, 'assigned' as const, 'on-scene' as const),
    openJobs: fc.integer({ min: 0, max: 3 }),
    members: fc.integer({ min: 0, max: 3 }),
    travelMinutes: fc.integer({ min: 1, max: 90 }),
    metres: fc.integer({ min: 0, max: 60_000 }),
    from: fc.constantFrom('position' as const, 'station' as const),
  });
  fc.assert(
    fc.property(fc.array(candidate, { maxLength: 12 }), (units) => {
      const ranked = rankUnits(units);
      const weights = ranked.map(weighedMinutes);
      expect(weights).toEqual(weights.toSorted((one, other) => one - other));
      expect(ranked).toHaveLength(units.length);
    }),
    { seed: 20_261_122 },
  );
});

test('a kilometre in a straight line takes two minutes by car and a quarter of an hour on foot', () => {
  const [here, there] = [
    { lat: 16.8211, lng: 100.2659 },
    { lat: 16.8301, lng: 100.2659 },
  ];
  expect(estimateMinutes(here, there, 'car')).toBeCloseTo(2.13, 1);
  expect(estimateMinutes(here, there, 'foot')).toBeCloseTo(17, 0);
  expect(estimateMinutes(here, here, 'car')).toBe(1);
});
