import { expect, test } from 'vitest';
import { pathOf, viewOf } from './view.ts';

test.each([
  ['/console/', { name: 'queue' }],
  ['/console/map', { name: 'map' }],
  ['/console/incidents/abc', { name: 'incident', incidentId: 'abc' }],
  ['/console/system-alerts', { name: 'system-alerts' }],
  ['/console/area', { name: 'area' }],
  ['/console/calls', { name: 'calls' }],
  ['/console/calls/abc', { name: 'calls', reportId: 'abc' }],
  ['/console/call-backs', { name: 'call-backs' }],
  ['/console/wall', { name: 'wall' }],
  ['/console/account', { name: 'account' }],
  ['/console/people', { name: 'people' }],
  ['/console/people/abc', { name: 'people', agencyId: 'abc' }],
  ['/console/sign-in', { name: 'sign-in' }],
  ['/console/invitation', { name: 'invitation' }],
  ['/console/new-password', { name: 'new-password' }],
  ['/console/incidents/abc/views', { name: 'visibility', incidentId: 'abc', part: 'views' }],
  ['/console/incidents/abc/guests', { name: 'visibility', incidentId: 'abc', part: 'guests' }],
  ['/console/incidents/abc/elsewhere', { name: 'not-found' }],
  ['/console/incidents/abc/views/more', { name: 'not-found' }],
  ['/console/unusual-views', { name: 'unusual-views' }],
  ['/console/account/abc', { name: 'not-found' }],
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
    { name: 'system-alerts' },
    { name: 'area' },
    { name: 'calls' },
    { name: 'calls', reportId: 'x' },
    { name: 'wall' },
    { name: 'incident', incidentId: 'x' },
    { name: 'visibility', incidentId: 'x', part: 'conflicts' },
    { name: 'unusual-views' },
    { name: 'account' },
    { name: 'people' },
    { name: 'people', agencyId: 'x' },
    { name: 'sign-in' },
    { name: 'invitation' },
    { name: 'new-password' },
  ] as const) {
    expect(viewOf(pathOf(view))).toEqual(view);
  }
});
