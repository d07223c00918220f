import { expect, test } from 'vitest';
import type { UnitPosition } from '#contract/unit-position';
import { applyPositions, markOf, parsePositions } from './known-positions.ts';

const at = Date.parse('2026-11-22T02:00:00.000Z');
const position = (unitId: string, lat = 16.82): UnitPosition => ({
  ...{ unitId, callSign: `สาย ${unitId}`, status: 'en-route', agencyId: 'a', lat, lng: 100.26 },
  ...{ accuracyMetres: 8, at: new Date(at).toISOString(), isVague: false, batteryPercent: null },
});

test('a complete frame replaces everything, a change adds and removes', () => {
  const all = applyPositions(new Map([['old', position('old')]]), {
    event: 'all-positions',
    positions: [position('1'), position('2')],
  });
  expect([...all.keys()]).toEqual(['1', '2']);
  const next = applyPositions(all, { event: 'positions', positions: [position('1', 16.9)], gone: ['2'] });
  expect([...next.values()].map(({ lat }) => lat)).toEqual([16.9]);
});

test('an old or vague position is marked as stale instead of showing the status', () => {
  const format = { formatAge: (minutes: number) => `${minutes} น.`, vague: 'ราว ๆ' };
  const vague = { ...position('1'), isVague: true };
  expect(markOf(vague, at, format)).toMatchObject({ name: 'สาย 1 · ราว ๆ', state: 'stale' });
  expect(markOf(position('1'), at + 60_000, format)).toMatchObject({ name: 'สาย 1', state: 'en-route' });
  expect(markOf(position('1'), at + 240_000, format)).toMatchObject({ name: 'สาย 1 · 4 น.', state: 'stale' });
});

test('unknown events are ignored', () => {
  expect(parsePositions('{"event":"other"}')).toBeNull();
  expect(parsePositions('half a li')).toBeNull();
});
