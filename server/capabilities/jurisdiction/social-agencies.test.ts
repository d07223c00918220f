import { expect, test } from 'vitest';
import type { Agency, AgencyKind } from '#contract/jurisdiction';
import { findCentre, findOffice, findOfficeOver } from './social-agencies.ts';

const agency = (id: string, kind: AgencyKind) => ({ id, kind }) as Agency;
const [centre, office, country] = [
  agency('centre', 'tambon-centre'),
  agency('office', 'provincial-social-office'),
  agency('country', 'national-desk'),
];
const chain = [centre, office, country];
const indexOf = (id: string) => chain.findIndex((one) => one.id === id);
const tree = {
  getAgency: (id: string) => chain[indexOf(id)] as Agency,
  ancestorsOf: (id: string) => chain.slice(indexOf(id) + 1),
};

test('an office is over its centre, is the office of itself, and has none over it', () => {
  expect(chain.map(({ id }) => findOffice(tree, id))).toEqual([office, office, undefined]);
  expect(chain.map(({ id }) => findOfficeOver(tree, id))).toEqual([office, undefined, undefined]);
});

test('in a province that has no centre its office cares', () => {
  const place = { lat: 16.8, lng: 100.26 };
  const among = (known: Agency[]) => ({
    findNearestAgency: (kind: AgencyKind) => known.find((one) => one.kind === kind),
  });
  expect(findCentre(among(chain), place)).toBe(centre);
  expect(findCentre(among([office, country]), place)).toBe(office);
});
