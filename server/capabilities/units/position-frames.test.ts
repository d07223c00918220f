import { expect, test } from 'vitest';
import type { KnownPosition } from './known-positions.ts';
import { changeFramesOf, wholeFramesOf } from './position-frames.ts';

const PATHS = new Map([
  ['station', 'th.RTP.PP_65.S_1'],
  ['neighbour', 'th.RTP.PP_65.S_10'],
  ['far', 'th.RTP.PP_50.S_2'],
]);
const pathOf = (agencyId: string) => PATHS.get(agencyId);
const aPosition = (unitId: string, agencyId: string): KnownPosition => ({
  ...{ unitId, agencyId, callSign: unitId, status: 'en-route', incidentIds: ['of-nobody-here'] },
  ...{ lat: 16.8, lng: 100.3, accuracyMetres: 8, at: new Date(0), isVague: false, batteryPercent: null },
});
const ALL = [...PATHS.keys(), 'unknown-agency'].map((agencyId) => aPosition(`unit-of-${agencyId}`, agencyId));
const unitsIn = (frame: string) =>
  JSON.parse(frame.slice('data: '.length)).positions.map(({ unitId }: { unitId: string }) => unitId);

test.each([
  [['th.RTP.PP_65.S_1'], ['unit-of-station']],
  [['th.RTP.PP_65'], ['unit-of-station', 'unit-of-neighbour']],
  [
    ['th.RTP.PP_50.S_2', 'th.RTP.PP_65.S_10'],
    ['unit-of-far', 'unit-of-neighbour'],
  ],
  [['th'], ['unit-of-station', 'unit-of-neighbour', 'unit-of-far']],
  [[], []],
])('who sees %j is shown the units there, at the beginning and as they move', (branches, units) => {
  expect(unitsIn(wholeFramesOf(ALL, pathOf)(branches))).toEqual(units);
  const change = changeFramesOf({ changed: ALL, gone: [] }, pathOf)(branches);
  expect(change === undefined ? [] : unitsIn(change)).toEqual(units);
});

test('equal views get the same frame, made once; a view without changes gets none', () => {
  let formatted = 0;
  const counted = (agencyId: string) => {
    formatted += 1;
    return pathOf(agencyId);
  };
  const [moved, left] = [aPosition('moved', 'station'), aPosition('left', 'neighbour')];
  const frameOf = changeFramesOf({ changed: [moved], gone: [left] }, counted);
  expect(frameOf(['th.RTP.PP_65'])).toBe(frameOf(['th.RTP.PP_65']));
  expect(frameOf(['th.RTP.PP_65'])).toContain('"gone":["left"]');
  expect(frameOf(['th.RTP.PP_65.S_1'])).toContain('"gone":[]');
  expect(frameOf(['th.RTP.PP_50'])).toBeUndefined();
  expect(formatted).toBe(2);
  expect(frameOf(['th'])).not.toContain('of-nobody-here');
});
