import { expect, test } from 'vitest';
import type { UnitPosition } from '#contract/unit-position';
import { applyPositions, markOf, parsePositions } from './known-positions.ts';

const at = Date.parse('2026-11-22T02:00:00.000Z');
const position = (unitId: string, lat = 16.82): UnitPosition => ({
  ...{ unitId, callSign: `สาย ${unitId}`, status: 'en-route', agencyId: 'a', lat, lng: 100.26 },
  ...{ accuracyMetres: 8, at: new Date(at).toISOString(), isVague: false, batteryPercent: null },
});

test('a whole picture replaces, a change adds and takes away', () => {
  const all = applyPositions(new Map([['old', position('old')]]), {
    event: 'all-positions',
    positions: [position('1'), position('2')],
  });
  expect([...all.keys()]).toEqual(['1', '2']);
  const next = applyPositions(all, { event: 'positions', positions: [position('1', 16.9)], gone: ['2'] });
  expect([...next.values()].map(({ lat }) => lat)).toEqual([16.9]);
});

test('what was not heard of for long says so, in place of what it was doing', () => {
  const say = { formatAge: (minutes: number) => `${minutes} น.`, vague: 'ราว ๆ' };
  const vague = { ...position('1'), isVague: true };
  expect(markOf(vague, at, say)).toMatchObject({ name: 'สาย 1 · ราว ๆ', state: 'stale' });
  expect(markOf(position('1'), at + 60_000, say)).toMatchObject({ name: 'สาย 1', state: 'en-route' });
  expect(markOf(position('1'), at + 240_000, say)).toMatchObject({ name: 'สาย 1 · 4 น.', state: 'stale' });
});

test('what is no event of ours is left alone', () => {
  expect(parsePositions('{"event":"other"}')).toBeNull();
  expect(parsePositions('half a li')).toBeNull();
});
