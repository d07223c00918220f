import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { Agency } from '#contract/jurisdiction';
import { PERMISSIONS, ROLES, type Role } from '#contract/permission';
import { audiencesOfPerson, coarseAudiences, exactAudiences } from './audience.ts';
import { incidentVisibilityOf } from './visibility.ts';

const paths: Record<string, { path: string; kind: Agency['kind'] }> = {
  station: { path: 'th.RTP.RTP_R6.PP_65.PS65003', kind: 'station' },
  below: { path: 'th.RTP.RTP_R6.PP_65.PS65003.POST1', kind: 'station' },
  neighbour: { path: 'th.RTP.RTP_R6.PP_65.PS65013', kind: 'station' },
  elsewhere: { path: 'th.RTP.RTP_R1.PP_10.PS10001', kind: 'station' },
  province: { path: 'th.RTP.RTP_R6.PP_65', kind: 'provincial-police' },
  centre: { path: 'th.RTP.RTP_R6.PP_65.C191_65', kind: 'centre-191' },
  nation: { path: 'th.NDESK', kind: 'national-desk' },
  social: { path: 'th.NDESK.SO_65', kind: 'provincial-social-office' },
};
const tree = {
  getAgency(id: string): Agency {
    const known = paths[id];
    if (!known) throw new Error(id);
    const position = { lat: 16.8, lng: 100.2 };
    const rest = { parentId: null, phone: null, isActive: true, readiness: 'unknown', isDemonstration: true } as const;
    return { id, code: id, nameTh: id, nameEn: null, position, ...rest, ...known };
  },
};
const sees = (agency: string, ...involved: string[]) =>
  mayFor(tree, anActor([agency, 'duty-officer']), 'incident:view', involved);

/** A person with these memberships; further permissions do not need one. */
function anActor(...memberships: [agencyId: string, role: Role][]): Actor {
  const served = memberships.map(([agencyId, role]) => ({ agencyId, role }));
  const permissions = new Set(PERMISSIONS.filter((one) => served.some(({ role }) => includes(role, one))));
  return { userId: 'me', name: 'สมมติ', from: 'test', sessionId: 's', memberships: served, permissions } as Actor;
}
const includes = (role: Role, permission: string) => (ROLES[role] as readonly string[]).includes(permission);
const atStation = { responsibleAgencyId: 'station', agencyIds: ['station', 'neighbour'] };
const nobody = { isAssigned: false, isInvited: false, isConflicted: false };

test('a station sees its own, not its neighbour’s; the province and its 191 centre see both, and no other province', () => {
  expect(sees('station', 'station')).toBe(true);
  expect(sees('station', 'neighbour')).toBe(false);
  expect(sees('neighbour', 'station', 'neighbour')).toBe(true);
  for (const above of ['province', 'centre']) {
    expect(sees(above, 'station')).toBe(true);
    expect(sees(above, 'elsewhere')).toBe(false);
  }
});

test('nobody sees an incident without agencies, and nobody without an agency sees one', () => {
  expect(sees('province')).toBe(false);
  expect(mayFor(tree, anActor(), 'incident:view', ['station'])).toBe(false);
});

test.each<[string, [string, Role], Partial<typeof nobody>, ReturnType<typeof incidentVisibilityOf>]>([
  [
    'an officer of the responsible agency sees everything',
    ['station', 'duty-officer'],
    {},
    { place: 'exact', phone: 'shown' },
  ],
  ['a notified neighbour sees the exact place', ['neighbour', 'duty-officer'], {}, { place: 'exact', phone: 'masked' }],
  ['a commander sees no phone', ['province', 'province-commander'], {}, { place: 'exact', phone: 'masked' }],
  ['a station below sees nothing', ['below', 'duty-officer'], {}, undefined],
  ['a patrol that was not sent sees nothing', ['station', 'patrol'], {}, undefined],
  [
    'a patrol sees what it was sent to',
    ['station', 'patrol'],
    { isAssigned: true },
    { place: 'exact', phone: 'shown' },
  ],
  ['an invitation is masked', ['social', 'guest'], { isInvited: true }, { place: 'subdistrict', phone: 'masked' }],
  ['an analyst sees nothing, even invited', ['province', 'analyst'], { isInvited: true, isAssigned: true }, undefined],
  ['being sent is no right of its own', ['neighbour', 'guest'], { isAssigned: true }, undefined],
  ['a conflict is above every right', ['nation', 'national-desk'], { isConflicted: true }, undefined],
  ['also above being sent', ['station', 'patrol'], { isAssigned: true, isConflicted: true }, undefined],
])('%s', (_, service, accessFacts, view) => {
  expect(incidentVisibilityOf(tree, anActor(service), { ...atStation, ...nobody, ...accessFacts })).toEqual(view);
});

test('the live stream sends everybody what a view would show them: full, masked or nothing', () => {
  const agency = fc.constantFrom(...Object.keys(paths));
  const role = fc.constantFrom(...(Object.keys(ROLES) as Role[]));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(agency, role), { maxLength: 3 }),
      fc.uniqueArray(agency, { minLength: 1, maxLength: 3 }),
      fc.record({ isAssigned: fc.boolean(), isInvited: fc.boolean(), isConflicted: fc.boolean() }),
      (served, agencyIds, accessFacts) => {
        const actor = anActor(...served);
        const listened = audiencesOfPerson(tree, actor);
        const listeners = {
          agencyIds,
          assigneeIds: accessFacts.isAssigned ? ['me'] : [],
          guestIds: accessFacts.isInvited ? ['me'] : [],
          conflictedIds: accessFacts.isConflicted ? ['me'] : [],
        };
        const hears = (audiences: string[]) => audiences.some((one) => listened.includes(one));
        const received = hears(exactAudiences(tree, listeners))
          ? 'exact'
          : hears(coarseAudiences(tree, listeners))
            ? 'subdistrict'
            : undefined;
        const isWithheld = listeners.conflictedIds.some((id) => listened.includes(`person:${id}`));
        const view = incidentVisibilityOf(tree, actor, {
          ...accessFacts,
          agencyIds,
          responsibleAgencyId: agencyIds[0] ?? '',
        });
        expect(isWithheld ? undefined : received).toBe(view?.place);
      },
    ),
    { seed: 20_261_121, numRuns: 2000 },
  );
});
