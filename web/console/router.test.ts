import { expect, test } from 'vitest';
import { pathOf, viewOf } from './router.ts';

test.each([
  ['/console/', { name: 'queue' }],
  ['/console/map', { name: 'map' }],
  ['/console/incidents/abc', { name: 'incident', incidentId: 'abc' }],
  ['/console/system-alerts', { name: 'page', page: 'system-alerts' }],
  ['/console/area', { name: 'page', page: 'area' }],
  ['/console/calls', { name: 'page', page: 'calls' }],
  ['/console/calls/abc', { name: 'page', page: 'calls', id: 'abc' }],
  ['/console/call-backs', { name: 'page', page: 'call-backs' }],
  ['/console/wall', { name: 'wall' }],
  ['/console/account', { name: 'page', page: 'account' }],
  ['/console/people', { name: 'page', page: 'people' }],
  ['/console/people/abc', { name: 'page', page: 'people', id: 'abc' }],
  ['/console/sign-in', { name: 'sign-in' }],
  ['/console/invitation', { name: 'invitation' }],
  ['/console/new-password', { name: 'new-password' }],
  ['/console/incidents/abc/views', { name: 'visibility', incidentId: 'abc', part: 'views' }],
  ['/console/incidents/abc/guests', { name: 'visibility', incidentId: 'abc', part: 'guests' }],
  ['/console/incidents/abc/elsewhere', { name: 'not-found' }],
  ['/console/incidents/abc/views/more', { name: 'not-found' }],
  ['/console/unusual-views', { name: 'page', page: 'unusual-views' }],
  ['/console/account/a/b', { name: 'not-found' }],
  ['/console/incidents', { name: 'not-found' }],
  ['/console/map/more', { name: 'not-found' }],
])('%s', (path, view) => {
  expect(viewOf(path)).toEqual(view);
});

test('every view has an address that leads back to it', () => {
  for (const view of [
    { name: 'queue' },
    { name: 'map' },
    { name: 'page', page: 'system-alerts' },
    { name: 'page', page: 'area' },
    { name: 'page', page: 'calls' },
    { name: 'page', page: 'calls', id: 'x' },
    { name: 'wall' },
    { name: 'incident', incidentId: 'x' },
    { name: 'visibility', incidentId: 'x', part: 'conflicts' },
    { name: 'page', page: 'unusual-views' },
    { name: 'page', page: 'account' },
    { name: 'page', page: 'people' },
    { name: 'page', page: 'people', id: 'x' },
    { name: 'sign-in' },
    { name: 'invitation' },
    { name: 'new-password' },
  ] as const) {
    expect(viewOf(pathOf(view))).toEqual(view);
  }
});
