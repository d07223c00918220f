import { expect, test } from 'vitest';
import type { Actor } from '#capabilities/access';
import { agencyListSchema, foundPlaceListSchema, placeDescriptionSchema } from '#contract/jurisdiction';
import type { Permission } from '#contract/permission';
import { systemClock } from '#platform/clock';
import { createHttpServer } from '#platform/http/http-server';
import { registerRoutes } from '#platform/http/register-routes';
import { transactFor } from '#platform/http/transact-for';
import { createLog } from '#platform/log';
import { createTestDatabase } from '#support/test-database';
import { loadDemonstrationAgencies, loadJurisdiction, loadReferenceData } from './index.ts';
import { jurisdictionRoutes } from './routes.ts';

const { db } = await createTestDatabase();
await loadReferenceData(db);
await loadDemonstrationAgencies(db);
const jurisdiction = await loadJurisdiction(db);
const fastify = await createHttpServer(createLog('silent'), {
  publicUrl: 'http://127.0.0.1:3000',
  mapOrigins: [],
  trustProxy: false,
  clock: systemClock,
});
/** The header sets what the caller may do. */
const authenticate = async (headers: { authorization?: string }): Promise<Actor | undefined> => {
  const permissions = new Set(headers.authorization?.split(' ').slice(1) as Permission[]);
  return headers.authorization
    ? { userId: 'u', name: 'ทดสอบ', from: '', sessionId: '', memberships: [], permissions }
    : undefined;
};
registerRoutes(
  fastify,
  {
    transact: transactFor({ service: db, user: db }, () => ({})),
    authenticate,
    recordView: async () => {},
    hasRecordedAction: () => true,
    checkProof: async () => {},
  },
  jurisdictionRoutes({ jurisdiction }),
);

const ask = (url: string, authorization = 'Test agency:view') =>
  fastify.inject({ method: 'GET', url, headers: { authorization } });

test('stations near a place, nearest first', async () => {
  const answer = await ask('/api/v1/agencies?kind=station&near=16.8211,100.2659&limit=3');
  expect(answer.statusCode).toBe(200);
  const { agencies } = agencyListSchema.parse(answer.json());
  expect(agencies.map(({ nameTh }) => nameTh)[0]).toBe('สภ.เมืองพิษณุโลก');
  expect(agencies).toHaveLength(3);
});

test('agencies by part of a name and by several kinds', async () => {
  const { agencies } = agencyListSchema.parse(
    (await ask('/api/v1/agencies?text=phitsanulok&kind=centre-191,provincial-police')).json(),
  );
  expect(agencies.map(({ code }) => code)).toEqual(['C191-65', 'PP-65']);
});

test('an agency with those below it, and no other branch', async () => {
  const branch = jurisdiction.findAgencyByCode('PP-65');
  const answer = await ask(`/api/v1/agencies?within=${branch?.id}&limit=200`);
  const { agencies } = agencyListSchema.parse(answer.json());
  expect(agencies.length).toBeGreaterThan(2);
  expect(agencies.map(({ code }) => code)).toContain('PS65003');
  for (const { path } of agencies) expect(`${path}.`.startsWith(`${branch?.path}.`), path).toBe(true);
  const station = jurisdiction.findAgencyByCode('PS65003');
  const alone = agencyListSchema.parse((await ask(`/api/v1/agencies?within=${station?.id}`)).json());
  expect(alone.agencies.map(({ code }) => code)).toEqual(['PS65003']);
});

test('one agency, and none', async () => {
  const id = jurisdiction.findAgencyByCode('PS65003')?.id ?? '';
  expect((await ask(`/api/v1/agencies/${id}`)).json()).toMatchObject({ code: 'PS65003', isDemonstration: true });
  const none = await ask('/api/v1/agencies/018f0000-0000-7000-8000-000000000000');
  expect(none.statusCode).toBe(404);
  expect(none.json()).toMatchObject({ code: 'jurisdiction/agency-not-found' });
});

test('a place by name, the responsible station and why, with the attribution that must be shown', async () => {
  const answer = placeDescriptionSchema.parse((await ask('/api/v1/areas/describe?lat=16.8211&lng=100.2659')).json());
  expect(answer.placeText.th).toMatch(/^ต\..+ อ\.เมืองพิษณุโลก จ\.พิษณุโลก$/);
  expect(answer.responsible.station.nameTh).toBe('สภ.เมืองพิษณุโลก');
  expect(answer.reasons.en).toEqual(['inside the (approximate) area of Mueang Phitsanulok Police Station']);
  expect(answer.attributions.join()).toContain('CC BY 3.0 IGO');
});

test.each([
  ['outside Thailand', '/api/v1/areas/describe?lat=35.68&lng=139.69', 422, 'jurisdiction/outside-thailand'],
  ['a latitude that is none', '/api/v1/areas/describe?lat=91&lng=100', 400, 'request/invalid'],
  ['an empty longitude', '/api/v1/areas/describe?lat=16&lng=', 400, 'request/invalid'],
  ['an unknown kind', '/api/v1/agencies?kind=castle', 400, 'request/invalid'],
  ['a place that is no place', '/api/v1/agencies?near=16', 400, 'request/invalid'],
  ['too many', '/api/v1/agencies?limit=100000', 400, 'request/invalid'],
  ['an id that is none', '/api/v1/agencies/1', 400, 'request/invalid'],
])('%s is refused with its code', async (_, url, status, code) => {
  const answer = await ask(url);
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
});

test.each(['/api/v1/agencies', '/api/v1/areas/describe?lat=16.8&lng=100.2'])(
  '%s asks for the permission',
  async (url) => {
    expect((await ask(url, '')).statusCode).toBe(401);
    expect((await ask(url, 'Test incident:view')).statusCode).toBe(403);
  },
);

test('areas and agencies by one search, and the older queries by the same', async () => {
  const names = async (query: string) => {
    const answer = await ask(`/api/v1/places/search?near=16.82,100.26&${query}`);
    return foundPlaceListSchema.parse(answer.json()).places.map(({ nameTh }) => nameTh);
  };
  expect((await names('text=wang%20thong&limit=3')).sort()).toEqual([
    ...['ต.วังทอง อ.วังทอง จ.พิษณุโลก', 'สภ.วังทอง', 'อ.วังทอง จ.พิษณุโลก'],
  ]);
  expect((await names('text=wang%20thong&only=areas'))[0]).toBe('อ.วังทอง จ.พิษณุโลก');
  expect((await names('text=&only=agencies&kind=station'))[0]).toBe('สภ.เมืองพิษณุโลก');
  const areas = await ask('/api/v1/areas/search?near=16.82,100.26&text=hua%20hin');
  expect(areas.json().areas[0]).not.toHaveProperty('agency');
  const { agencies } = agencyListSchema.parse(
    (await ask(`/api/v1/agencies?kind=station&text=${encodeURI('สภ.ลำพูน')}`)).json(),
  );
  expect(agencies[0]?.nameTh).toBe('สภ.เมืองลำพูน');
});
