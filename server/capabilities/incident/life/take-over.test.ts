import { expect, test } from 'vitest';
import { ROLES, type Role } from '#contract/permission';
import { anIncidentThatIs, aRouting, minutesLater, NIGHT, SOMJAI } from '#support/incident-values';
import { helpingAgencyFor } from '../visibility/visibility.ts';
import { findTaker, takeOver } from './take-over.ts';

const PATHS: Record<string, [path: string, kind: string]> = {
  station: ['th.RTP.PP_65.PS65003', 'station'],
  next: ['th.RTP.PP_65.PS65013', 'station'],
  centre: ['th.RTP.PP_65.C191_65', 'centre-191'],
  province: ['th.RTP.PP_65', 'provincial-police'],
  elsewhere: ['th.RTP.PP_10', 'provincial-police'],
};
const tree = {
  getAgency(id: string) {
    const [path = '', kind = 'station'] = PATHS[id] ?? [];
    return { id, path, kind } as never;
  },
};
function anActor(...memberships: [agencyId: string, role: Role][]) {
  const served = memberships.map(([agencyId, role]) => ({ agencyId, role }));
  return { memberships: served, permissions: new Set(memberships.flatMap(([, role]) => ROLES[role])) };
}
const incident = { responsibleAgencyId: 'station' };
const taker = aRouting({ responsibleAgencyId: 'centre', distanceMetres: 4200 });

test('191 and the province take over from stations below them, and from no other', () => {
  expect(findTaker(tree, anActor(['centre', 'centre-191']), incident)).toBe('centre');
  expect(findTaker(tree, anActor(['province', 'province-commander']), incident)).toBe('province');
  expect(findTaker(tree, anActor(['elsewhere', 'province-commander']), incident)).toBeUndefined();
  expect(findTaker(tree, anActor(['next', 'duty-officer']), incident)).toBeUndefined();
  expect(findTaker(tree, anActor(['centre', 'centre-191']), { responsibleAgencyId: 'centre' })).toBeUndefined();
});

test('taking over an alert acknowledges it; taking over an incident with units on the way leaves its status', () => {
  const at = minutesLater(2);
  const answered = takeOver(anIncidentThatIs('open'), taker, { by: SOMJAI, etaMinutes: null, now: at });
  expect(answered).toMatchObject({ status: 'acknowledged', acknowledgedAt: at, acknowledgedBy: SOMJAI, etaAt: null });
  const underWay = anIncidentThatIs('en-route', { etaAt: minutesLater(9, NIGHT) });
  const taken = takeOver(underWay, taker, { by: SOMJAI, etaMinutes: null, now: at });
  expect(taken).toMatchObject({ status: 'en-route', responsibleAgencyId: 'centre', etaAt: underWay.etaAt });
  expect(() => takeOver(anIncidentThatIs('closed'), taker, { by: SOMJAI, etaMinutes: 5, now: at })).toThrow(
    'incident/change-not-allowed',
  );
});

test('a called station may only acknowledge; a supporting one works on it and can not end it', () => {
  const officer = anActor(['next', 'duty-officer']);
  const may = (role: 'called' | 'supporting' | 'neighbour', permission: 'incident:acknowledge' | 'incident:progress') =>
    helpingAgencyFor(tree, officer, permission, [{ agencyId: 'next', role }]) === 'next';
  expect(may('called', 'incident:acknowledge')).toBe(true);
  expect(may('called', 'incident:progress')).toBe(false);
  expect(may('supporting', 'incident:progress')).toBe(true);
  expect(may('supporting', 'incident:acknowledge')).toBe(false);
  expect(may('neighbour', 'incident:acknowledge')).toBe(false);
  expect(
    helpingAgencyFor(tree, officer, 'incident:resolve', [{ agencyId: 'next', role: 'supporting' }]),
  ).toBeUndefined();
});
