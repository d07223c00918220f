import { expect, test } from 'vitest';
import { chooseEarlyPeople, provinceAtFor } from './early-notification.ts';

const serving = (id: string, agencyId: string, role: 'caseworker' | 'provincial-social-office' | 'guest') => ({
  id,
  memberships: [{ agencyId, role }],
});
const STAFF = [
  serving('worker', 'centre', 'caseworker'),
  serving('guest', 'centre', 'guest'),
  serving('office', 'office', 'provincial-social-office'),
];
const AT_CENTRE = { centreId: 'centre', officeId: 'office', isFirst: true, isLate: false };
const toldBy = (...asked: Parameters<typeof chooseEarlyPeople>) => {
  const { people, agencyId, isProvince } = chooseEarlyPeople(...asked);
  return { ids: people.map(({ personId }) => personId), agencyId, isProvince };
};

test('everybody of the centre who takes on work is alerted, and nobody else', () => {
  expect(toldBy(AT_CENTRE, STAFF, [])).toEqual({ ids: ['worker'], agencyId: 'centre', isProvince: false });
});

test('where the only worker must not learn of it, it is the province’s from the start', () => {
  expect(toldBy(AT_CENTRE, STAFF, ['worker'])).toEqual({ ids: ['office'], agencyId: 'office', isProvince: true });
});

test('not answered in time, the province is alerted too, and it stays the centre’s', () => {
  const late = { ...AT_CENTRE, isFirst: false, isLate: true };
  expect(toldBy(late, STAFF, [])).toEqual({ ids: ['office'], agencyId: 'centre', isProvince: true });
});

test('a system that was down until the time had passed alerts both at once', () => {
  const both = { ...AT_CENTRE, isLate: true };
  expect(toldBy(both, STAFF, [])).toEqual({ ids: ['worker', 'office'], agencyId: 'centre', isProvince: true });
});

test('the time until the province is data', () => {
  const known = new Date('2026-11-28T14:00:00Z');
  expect(provinceAtFor(known)).toEqual(new Date('2026-11-28T14:10:00Z'));
});
