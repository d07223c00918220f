import { expect, test } from 'vitest';
import { ROLES, type Role } from '#contract/permission';
import { shellKindOf } from './shell-kind.ts';

const DESKS: Record<Role, ReturnType<typeof shellKindOf>> = {
  'duty-officer': 'area',
  superintendent: 'area',
  'centre-191': 'area',
  'province-commander': 'area',
  'national-desk': 'area',
  patrol: 'patrol',
  caseworker: 'guest',
  'provincial-social-office': 'guest',
  guest: 'guest',
  'eef-officer': 'none',
  analyst: 'none',
  'outreach-officer': 'none',
  administrator: 'none',
};

test.each(Object.entries(DESKS))('%s works on the page "%s"', (role, desk) => {
  expect(shellKindOf({ permissions: [...ROLES[role as Role]] })).toBe(desk);
});

test('who has an area and is sent to incidents as well has the area’s desk', () => {
  expect(shellKindOf({ permissions: [...ROLES.patrol, ...ROLES['duty-officer']] })).toBe('area');
});
