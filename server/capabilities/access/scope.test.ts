import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toActor } from './actor.ts';
import type { Membership } from './membership.ts';
import { scopeOf } from './scope.ts';

const seed = 20_231_031;
const today = '2026-11-21';
const TREE = ['th', 'th.north', 'th.north.a', 'th.north.b', 'th.south', 'th.south.c'];
const isWithin = (agency: string, branch: string) => agency === branch || agency.startsWith(`${branch}.`);
const administratorOf = (agencyId: string) => {
  const membership = { agencyId, role: 'administrator', fromDate: today, untilDate: null };
  return toActor({ userId: 'admin', name: 'x', from: '192.0.2.1', sessionId: 's' }, [membership], today);
};
const membership: fc.Arbitrary<Membership> = fc.record({
  agencyId: fc.constantFrom(...TREE),
  role: fc.constantFrom('duty-officer', 'administrator', 'national-desk'),
  fromDate: fc.constant('2020-01-01'),
  untilDate: fc.constantFrom(null, '2026-11-20', today, '2027-01-01'),
});

test('the scope is full exactly if the person serves nowhere outside the branch', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TREE), fc.array(membership, { maxLength: 5 }), (branch, served) => {
      const lasting = served.filter(({ untilDate }) => untilDate !== '2026-11-20');
      const inside = served.some(({ agencyId }) => isWithin(agencyId, branch));
      const outside = lasting.some(({ agencyId }) => !isWithin(agencyId, branch));
      expect(scopeOf(administratorOf(branch), served, isWithin, today)).toBe(
        inside ? (outside ? 'partial' : 'full') : 'none',
      );
    }),
    { seed },
  );
});

test('who may not manage accounts has no scope', () => {
  const officer = toActor(
    { userId: 'x', name: 'x', from: '192.0.2.1', sessionId: 's' },
    [{ agencyId: 'th', role: 'national-desk', fromDate: today, untilDate: null }],
    today,
  );
  const served = [{ agencyId: 'th.north', role: 'duty-officer', fromDate: today, untilDate: null }];
  expect(scopeOf(officer, served, isWithin, today)).toBe('none');
});
