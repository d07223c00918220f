import { expect, test } from 'vitest';
import type { Agency } from '#contract/jurisdiction';
import { actorSettings } from './actor-settings.ts';

const STATION = 'a0000000-0000-4000-8000-000000000001';
const CENTRE = 'a0000000-0000-4000-8000-000000000002';
const agencies: Record<string, Pick<Agency, 'kind' | 'path'>> = {
  [STATION]: { kind: 'station', path: 'th.R6.PP65.PS65003' },
  [CENTRE]: { kind: 'centre-191', path: 'th.R6.PP65.C65' },
};
const tree = { findAgency: (id: string) => agencies[id] as Agency | undefined };
const person = '00000000-0000-4000-8000-000000000001';
const settingsFor = (...memberships: [string, 'duty-officer' | 'centre-191' | 'patrol'][]) =>
  actorSettings(tree, {
    userId: person,
    memberships: memberships.map(([agencyId, role]) => ({ agencyId, role })),
    permissions: new Set(['incident:view', 'agency:view']),
  });

test('the settings contain the branches in which a person may see incidents, each once', () => {
  expect(settingsFor([STATION, 'duty-officer'], [STATION, 'duty-officer'], [CENTRE, 'centre-191'])).toEqual({
    'app.person_id': person,
    'app.view_scopes': 'th.R6.PP65.PS65003,th.R6.PP65',
    'app.hand_over_scopes': '',
    'app.case_scopes': '',
    'app.referral_scopes': '',
    'app.outreach_scopes': '',
    'app.permissions': 'incident:view,agency:view',
  });
});

test('a role that sees only its assignments has no branch, and neither has an unregistered agency', () => {
  expect(settingsFor([STATION, 'patrol'])['app.view_scopes']).toBe('');
  expect(settingsFor(['a0000000-0000-4000-8000-000000000009', 'duty-officer'])['app.view_scopes']).toBe('');
});
