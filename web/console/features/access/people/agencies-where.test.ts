import { expect, test } from 'vitest';
import type { Role } from '#contract/permission';
import { agenciesWhere } from './agencies-where.ts';

const serve = (id: string, role: Role) => ({ agency: { id, nameTh: id, nameEn: null }, agencyKind: 'station', role });

test('only agencies where the role has the permission, each once', () => {
  const memberships = [serve('a', 'duty-officer'), serve('b', 'administrator'), serve('b', 'superintendent')];
  expect(agenciesWhere({ memberships }, 'account:manage').map(({ id }) => id)).toEqual(['b']);
  expect(agenciesWhere({ memberships: [serve('a', 'patrol')] }, 'account:view')).toEqual([]);
});
