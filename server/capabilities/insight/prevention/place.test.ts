import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceMetres } from '#capabilities/jurisdiction';
import { addDays } from '#contract/thai-day';
import {
  assignPlaces,
  findReason,
  isOtherHome,
  type Placed,
  readHomeAddress,
  type Site,
  WIDEST_METRES,
} from './place.ts';
import { answerRevisit, chooseRevisitors, type PlaceIncident, planRevisits, sumOf } from './revisit.ts';

const HOME = { lat: 16.8211, lng: 100.2659 };
const METRE = 1 / 111_195;
let ids = 0;
const newId = () => {
  ids += 1;
  return `place-${ids}`;
};
const aSite = (metresNorth: number, more: Partial<Site> & { detail?: string } = {}): Site => {
  const { detail = null, ...rest } = more;
  ids += 1;
  return {
    ...{
      incidentId: `incident-${ids}`,
      openedAt: new Date(ids * 1000),
      lat: HOME.lat + metresNorth * METRE,
      lng: HOME.lng,
    },
    ...{
      accuracyMetres: null,
      home: readHomeAddress(detail),
      placeId: null,
      rootId: rest.placeId ?? null,
      takenOutOf: null,
      ...rest,
    },
  };
};
const place = (...sites: Site[]) => assignPlaces(sites, new Set(sites.map(({ incidentId }) => incidentId)), newId);
const placesOf = (placed: readonly Placed[]) => placed.map(({ placeId }) => placeId);

test.each([
  ['บ้านเลขที่ 12/3 หมู่ 5 ซอยวัดใหม่', { number: '12/3', village: '5', flat: null }],
  ['๔๕ ม.๒ หลังวัด', { number: '45', village: '2', flat: null }],
  ['หลังตลาด · 99/1 ห้อง 301', { number: '99/1', village: null, flat: '301' }],
  ['ซอย 3 กม. 7 ชั้น 2', { number: null, village: null, flat: null }],
  ['โทร 0812345678', { number: null, village: null, flat: null }],
  [null, { number: null, village: null, flat: null }],
])('the house number in "%s"', (detail, home) => {
  expect(readHomeAddress(detail)).toEqual(home);
});

test('one place is 35 metres, the same pin, or the same house number up to 150 metres', () => {
  expect(findReason(aSite(0), aSite(34))).toBe('nearby');
  expect(findReason(aSite(0), aSite(36))).toBeUndefined();
  expect(findReason(aSite(0), aSite(0))).toBe('same-pin');
  expect(findReason(aSite(0, { detail: '12/3 หมู่ 5' }), aSite(140, { detail: 'เลขที่ 12/3' }))).toBe('same-number');
  expect(findReason(aSite(0, { detail: '12/3' }), aSite(160, { detail: '12/3' }))).toBeUndefined();
  // The house next to it, the other flat, the other village.
  for (const [one, other] of [
    ['12', '14'],
    ['12 ห้อง 1', '12 ห้อง 2'],
    ['12 ม.1', '12 ม.2'],
  ] as const)
    expect(findReason(aSite(0, { detail: one }), aSite(0, { detail: other }))).toBeUndefined();
  expect(findReason(aSite(0), aSite(0, { accuracyMetres: 400 }))).toBeUndefined();
});

test('a row of houses is not one place, though each is near the next', () => {
  const placed = place(...[0, 30, 60, 90, 120, 150].map((metres) => aSite(metres)));
  expect(new Set(placesOf(placed)).size).toBeGreaterThan(1);
});

test('an incident keeps its place while it fits, and leaves it when a house number tells it apart', () => {
  const first = aSite(0, { placeId: 'home', detail: '12' });
  const near = aSite(20, { placeId: 'home' });
  const only = (site: Site) => assignPlaces([first, site], new Set([site.incidentId]), newId);
  expect(only(near)).toMatchObject([{ placeId: 'home', because: 'nearby', isNew: false }]);
  const [told] = only({ ...near, home: readHomeAddress('14') });
  expect(told).toMatchObject({ because: 'first', isNew: true });
  expect(told?.placeId).not.toBe('home');
  expect(assignPlaces([near], new Set([near.incidentId]), newId)).toMatchObject([{ placeId: 'home', isNew: false }]);
});

test('what a person took out of a place no rule moves, until its position is moved out of reach of that door', () => {
  const [door, later] = [aSite(0, { placeId: 'door' }), aSite(400, { placeId: 'other' })];
  const moved = (metres: number) => {
    const site = aSite(metres, { placeId: 'own', takenOutOf: 'door' });
    return assignPlaces([door, later, site], new Set([site.incidentId]), newId);
  };
  expect(moved(2)).toEqual([]);
  expect(moved(149)).toEqual([]);
  expect(moved(390)).toMatchObject([{ placeId: 'other', because: 'nearby' }]);
  expect(moved(300)).toMatchObject([{ placeId: 'own' }]);
});

test('an incident whose position is moved far away leaves its place, also where those who stay are out of reach', () => {
  const [stays, goes] = [aSite(0, { placeId: 'home' }), aSite(2000, { placeId: 'home' })];
  const [placed] = assignPlaces([stays, goes], new Set([goes.incidentId]), newId);
  expect(placed).toMatchObject({ because: 'first', isNew: true });
  expect(placed?.placeId).not.toBe('home');
});

test('whatever is reported: no place holds two homes that were told apart, and none is wider than it may be', () => {
  const site = fc
    .record({
      north: fc.integer({ min: 0, max: 200 }),
      number: fc.constantFrom('', '', '12', '14'),
      sure: fc.boolean(),
    })
    .map(({ north, number, sure }) => aSite(north, { detail: number, accuracyMetres: sure ? 10 : 500 }));
  fc.assert(
    fc.property(fc.array(site, { maxLength: 12 }), (sites) => {
      const placed = new Map(place(...sites).map((one) => [one.incidentId, one]));
      expect(placed.size).toBe(sites.length);
      for (const [, there] of Map.groupBy(sites, ({ incidentId }) => placed.get(incidentId)?.placeId))
        for (const one of there)
          for (const other of there) {
            expect(isOtherHome(one.home, other.home)).toBe(false);
            if (one !== other)
              expect(findReason(one, other) ?? distanceMetres(one, other) <= WIDEST_METRES).toBeTruthy();
          }
    }),
  );
});

const TODAY = '2026-11-30';
const incidentOn = (on: string, more: Partial<PlaceIncident> = {}): PlaceIncident => ({
  ...{ incidentId: on, on, type: 'threat-or-assault', isQuiet: false, ...more },
});

test('the second incident within a year makes a repeat place, and visits on days 1, 7 and 28 after it', () => {
  expect(planRevisits([incidentOn(TODAY)], TODAY)).toEqual([]);
  expect(planRevisits([incidentOn('2025-11-29'), incidentOn(TODAY)], TODAY)).toEqual([]);
  const twice = [incidentOn('2026-11-02'), incidentOn(TODAY)];
  expect(sumOf(twice)).toEqual({ n: 2, firstOn: '2026-11-02', lastOn: TODAY, isQuiet: false });
  expect(planRevisits(twice, TODAY).map(({ day, dueOn }) => [day, dueOn])).toEqual([
    [1, '2026-12-01'],
    [7, '2026-12-07'],
    [28, '2026-12-28'],
  ]);
  // Known later: what is over is over.
  expect(planRevisits(twice, addDays(TODAY, 8)).map(({ day }) => day)).toEqual([28]);
});

test('no uniform goes where somebody reported in silence, ever', () => {
  const [quiet, loud, crowd] = [
    incidentOn('2026-01-05', { isQuiet: true }),
    incidentOn('2026-11-30'),
    incidentOn('2026-11-30', { type: 'riotous-gathering' }),
  ];
  const both = { agencyId: 'station', centreId: 'centre' };
  expect(chooseRevisitors([loud, loud], both)).toEqual(both);
  expect(chooseRevisitors([quiet, loud, loud], both)).toEqual({ agencyId: null, centreId: 'centre' });
  expect(chooseRevisitors([quiet, loud], { agencyId: 'station', centreId: null })).toEqual({
    agencyId: 'station',
    centreId: null,
  });
  expect(chooseRevisitors([crowd, crowd], both)).toEqual({ agencyId: 'station', centreId: null });
  expect(sumOf([quiet, loud]).isQuiet).toBe(true);
});

test('nobody at home is tried three times in all', () => {
  const nobody = (tries: number) => answerRevisit({ tries }, { outcome: 'not-at-home' }, TODAY);
  expect(nobody(0)).toEqual({ state: 'open', tries: 1, dueOn: '2026-12-01' });
  expect(nobody(1)).toEqual({ state: 'open', tries: 2, dueOn: '2026-12-01' });
  expect(nobody(2)).toEqual({ state: 'not-at-home', tries: 3 });
  expect(answerRevisit({ tries: 1 }, { outcome: 'referred' }, TODAY)).toEqual({ state: 'referred', tries: 1 });
});

test('of thousands each site is compared with its neighbours alone, and finds what it finds among all', () => {
  const aDoor = fc.record({
    north: fc.integer({ min: -400, max: 400 }),
    east: fc.integer({ min: -400, max: 400 }),
    number: fc.constantFrom(undefined, 'บ้านเลขที่ 1', 'บ้านเลขที่ 2'),
  });
  fc.assert(
    fc.property(
      fc.array(aDoor, { minLength: 2, maxLength: 40 }),
      fc.constantFrom(6, 16.8211, 20.4, 60),
      (doors, lat) => {
        const sites = doors.map(({ north, east, number }) =>
          aSite(0, {
            lat: lat + north * METRE,
            lng: HOME.lng + (east * METRE) / Math.cos((lat * Math.PI) / 180),
            ...(number && { detail: number }),
          }),
        );
        const placed = place(...sites);
        // One after the other, each beside all that have a place: as many comparisons as there are pairs.
        const settled: Site[] = [];
        for (const [at, site] of sites.entries()) {
          const mine = placed[at] as Placed;
          const others = Map.groupBy(settled, ({ placeId }) => placeId ?? '');
          const fits = [...others.values()].filter((there) => {
            const reasons = there.map((one) => findReason(one, site));
            const isAgainst = (one: Site, reason: ReturnType<typeof findReason>) =>
              isOtherHome(one.home, site.home) ||
              (reason !== 'same-number' && distanceMetres(one, site) > WIDEST_METRES);
            return reasons.some((reason) => reason) && !there.some((one, place) => isAgainst(one, reasons[place]));
          });
          expect(mine.because === 'first').toBe(fits.length === 0);
          settled.push({ ...site, placeId: mine.placeId });
        }
      },
    ),
    { seed: 15, numRuns: 200 },
  );
  const many = Array.from({ length: 4000 }, (_, at) => aSite(at * 200));
  expect(new Set(placesOf(place(...many))).size).toBe(4000);
});
