import { expect, test } from 'vitest';
import { ROLES, type Role } from '#contract/permission';
import { shellKindOf } from './shell-kind.ts';

const SHELLS: Record<Role, ReturnType<typeof shellKindOf>> = {
  'duty-officer': 'area',
  superintendent: 'area',
  'centre-191': 'area',
  'province-commander': 'area',
  'national-desk': 'area',
  patrol: 'patrol',
  caseworker: 'guest',
  'care-supervisor': 'guest',
  'provincial-social-office': 'guest',
  guest: 'guest',
  'service-provider': 'none',
  'service-supervisor': 'none',
  volunteer: 'none',
  'volunteer-leader': 'none',
  'amphoe-volunteer-leader': 'none',
  'eef-officer': 'none',
  analyst: 'none',
  'outreach-officer': 'none',
  'outreach-partner': 'none',
  administrator: 'none',
};

test.each(Object.entries(SHELLS))('%s works in the shell "%s"', (role, shell) => {
  expect(shellKindOf({ permissions: [...ROLES[role as Role]] })).toBe(shell);
});

test('somebody with an area who is also sent to incidents gets the area’s shell', () => {
  expect(shellKindOf({ permissions: [...ROLES.patrol, ...ROLES['duty-officer']] })).toBe('area');
});
