import { expect, test } from 'vitest';
import { pathOf, viewOf } from './view.ts';

test.each([
  ['/console/', { name: 'queue' }],
  ['/console/map', { name: 'map' }],
  ['/console/incidents/abc', { name: 'incident', incidentId: 'abc' }],
  ['/console/operator', { name: 'operator' }],
  ['/console/incidents', { name: 'not-found' }],
  ['/console/map/more', { name: 'not-found' }],
  ['/console/elsewhere', { name: 'not-found' }],
])('%s', (path, view) => {
  expect(viewOf(path)).toEqual(view);
});

test('every view has an address that leads back to it', () => {
  for (const view of [
    { name: 'queue' },
    { name: 'map' },
    { name: 'operator' },
    { name: 'incident', incidentId: 'x' },
  ] as const) {
    expect(viewOf(pathOf(view))).toEqual(view);
  }
});
