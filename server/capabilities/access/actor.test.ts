import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PERMISSIONS, type Permission, ROLES, type Role } from '#contract/permission';
import { thaiDayOf } from '#contract/thai-day';
import { agenciesWith, permits, toActor } from './actor.ts';
import { isInForce, type Membership } from './membership.ts';

const seed = 20_231_031;
const today = '2026-11-21';
const days = ['2026-11-19', '2026-11-20', today, '2026-11-22', '2026-11-23'];
const membership: fc.Arbitrary<Membership> = fc.record({
  agencyId: fc.constantFrom('station', 'neighbour', 'province', 'nation'),
  role: fc.constantFrom(...Object.keys(ROLES), 'a-role-of-an-older-release', 'toString'),
  fromDate: fc.constantFrom(...days),
  untilDate: fc.constantFrom(null, ...days),
});
const memberships = fc.array(membership, { maxLength: 8 });
const rolesWith = (permission: Permission): string[] =>
  Object.entries(ROLES).flatMap(([role, permissions]) =>
    new Set<Permission>(permissions).has(permission) ? [role] : [],
  );
const person = { userId: 'person', name: 'ร.ต.ท. สมมติ ใจดี (สาธิต)', from: '192.0.2.1', sessionId: 'session' };

test('a person has a permission exactly if they have it in one of their agencies', () => {
  fc.assert(
    fc.property(memberships, fc.constantFrom(...PERMISSIONS), (served, permission) => {
      const actor = toActor(person, served, today);
      expect(permits(actor, permission)).toBe(agenciesWith(actor, permission).length > 0);
    }),
    { seed },
  );
});

test('an agency counts exactly if a membership there is in force and its role has the permission', () => {
  fc.assert(
    fc.property(memberships, fc.constantFrom(...PERMISSIONS), (served, permission) => {
      const agencies = agenciesWith(toActor(person, served, today), permission);
      expect(new Set(agencies).size).toBe(agencies.length);
      for (const agencyId of ['station', 'neighbour', 'province', 'nation']) {
        const hasPermission = served.some(
          (one) =>
            one.agencyId === agencyId &&
            one.fromDate <= today &&
            (one.untilDate ?? '9999-12-31') >= today &&
            rolesWith(permission).includes(one.role),
        );
        expect(agencies.includes(agencyId)).toBe(hasPermission);
      }
    }),
    { seed },
  );
});

test('a further membership never removes a permission', () => {
  fc.assert(
    fc.property(memberships, membership, fc.constantFrom(...PERMISSIONS), (served, further, permission) => {
      const before = agenciesWith(toActor(person, served, today), permission);
      const after = agenciesWith(toActor(person, [...served, further], today), permission);
      expect(after).toEqual(expect.arrayContaining(before));
    }),
    { seed },
  );
});

test('an administrator of accounts can neither see nor handle incidents', () => {
  const role: Role = 'administrator';
  const actor = toActor(person, [{ agencyId: 'nation', role, fromDate: today, untilDate: null }], today);
  expect(PERMISSIONS.filter((permission) => permission.startsWith('incident:') && permits(actor, permission))).toEqual(
    [],
  );
});

test('the last day of a membership counts completely, in Thai time', () => {
  const lastDay: Membership = { agencyId: 'station', role: 'duty-officer', fromDate: today, untilDate: today };
  expect(isInForce(lastDay, thaiDayOf(new Date('2026-11-20T16:59:59Z')))).toBe(false);
  expect(isInForce(lastDay, thaiDayOf(new Date('2026-11-20T17:00:00Z')))).toBe(true);
  expect(isInForce(lastDay, thaiDayOf(new Date('2026-11-21T16:59:59Z')))).toBe(true);
  expect(isInForce(lastDay, thaiDayOf(new Date('2026-11-21T17:00:00Z')))).toBe(false);
});
