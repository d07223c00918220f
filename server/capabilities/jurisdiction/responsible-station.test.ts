import fc from 'fast-check';
import type { MultiPolygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import type { Agency, Readiness } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { distanceMetres } from './geometry.ts';
import { buildStationFinder, DEFAULT_STATION_RULES, type StationArea } from './responsible-station.ts';

function station(code: string, lat: number, lng: number, more: Partial<Agency> = {}): Agency {
  const fixed = {
    id: code,
    kind: 'station',
    nameEn: null,
    parentId: null,
    phone: null,
    isDemonstration: true,
  } as const;
  return {
    ...fixed,
    code,
    nameTh: code,
    path: `th.${code}`,
    position: { lat, lng },
    isActive: true,
    readiness: 'unknown',
    ...more,
  };
}

function square(agencyId: string, west: number, south: number, east: number, north: number): StationArea {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const polygon: MultiPolygon = { type: 'MultiPolygon', coordinates: [[ring]] };
  return { agencyId, isApproximate: false, polygon };
}

const codes = (agencies: { agency: Agency }[] | undefined) => agencies?.map(({ agency }) => agency.code);

describe('by the rule', () => {
  test('the area that contains the place takes precedence over a nearer station', () => {
    const find = buildStationFinder(
      [station('A', 16, 100), station('B', 16.4, 100.4)],
      [square('B', 99.9, 15.9, 100.5, 16.5)],
    );
    expect(find({ lat: 16.01, lng: 100.01 })).toMatchObject({
      station: { code: 'B' },
      reason: { code: 'inside-area', isApproximate: false },
      passedOver: [],
    });
  });

  test('of overlapping areas the smallest decides, and the other is a neighbour', () => {
    const areas = [square('A', 99, 15, 101, 17), square('B', 99.9, 15.9, 100.1, 16.1)];
    const found = buildStationFinder(
      [station('A', 16, 100), station('B', 16.05, 100.05)],
      areas,
    )({ lat: 16, lng: 100 });
    expect(found?.station.code).toBe('B');
    expect(found?.neighbours).toMatchObject([{ agency: { code: 'A' }, borderMetres: 0 }]);
  });

  test('a closed station and agencies of other kinds are never responsible', () => {
    const agencies = [
      station('A', 16, 100, { isActive: false }),
      station('C', 16, 100, { kind: 'centre-191' }),
      station('B', 17, 100),
    ];
    expect(buildStationFinder(agencies, [square('A', 99, 15, 101, 17)])({ lat: 16, lng: 100 })?.station.code).toBe('B');
  });

  test('without any active station there is none', () => {
    expect(buildStationFinder([station('A', 16, 100, { isActive: false })], [])({ lat: 16, lng: 100 })).toBeUndefined();
  });
});

describe('neighbours', () => {
  const stations = [station('A', 16, 100), station('B', 16, 100.1)];

  test('halfway between two stations without areas the other is a neighbour, farther from the middle it is not', () => {
    const find = buildStationFinder(stations, []);
    // 0.1 degrees of longitude are about 10.7 km here: the middle is at 100.05, 0.004 degrees are 430 m.
    expect(codes(find({ lat: 16, lng: 100.046 })?.neighbours)).toEqual(['B']);
    expect(find({ lat: 16, lng: 100.046 })?.neighbours[0]?.borderMetres).toBeCloseTo(427.5, 0);
    expect(codes(find({ lat: 16, lng: 100.044 })?.neighbours)).toEqual([]);
  });

  test('inside an area close to its border, the station on the other side is a neighbour', () => {
    const find = buildStationFinder(stations, [square('A', 99.9, 15.9, 100.05, 16.1)]);
    expect(find({ lat: 16, lng: 100.047 })).toMatchObject({
      station: { code: 'A' },
      neighbours: [{ agency: { code: 'B' } }],
    });
    expect(find({ lat: 16, lng: 100.04 })?.neighbours).toEqual([]);
  });

  test('outside an area close to its border, its station is a neighbour', () => {
    const found = buildStationFinder(stations, [square('B', 100.03, 15.9, 100.2, 16.1)])({ lat: 16, lng: 100.028 });
    expect(found).toMatchObject({ station: { code: 'A' }, neighbours: [{ agency: { code: 'B' } }] });
  });

  test('the distance is a rule, not a constant', () => {
    const find = buildStationFinder(stations, [], { ...DEFAULT_STATION_RULES, neighbourMetres: 50 });
    expect(find({ lat: 16, lng: 100.046 })?.neighbours).toEqual([]);
  });
});

describe('passing over', () => {
  test('each station that can not take the alert is listed in the order tried', () => {
    const agencies = [
      station('A', 16, 100, { readiness: 'nobody-on-duty' }),
      station('B', 16, 100.05, { readiness: 'no-heartbeat' }),
      station('C', 16, 100.1, { readiness: 'ready' }),
    ];
    const found = buildStationFinder(agencies, [])({ lat: 16, lng: 100 });
    expect(found).toMatchObject({
      station: { code: 'C' },
      reason: { code: 'next-ready' },
      passedOver: [
        { agency: { code: 'A' }, why: 'nobody-on-duty' },
        { agency: { code: 'B' }, why: 'no-heartbeat' },
      ],
    });
  });

  test('when none is ready the station by the rule gets the alert all the same, with that reason', () => {
    const agencies = ['A', 'B', 'C'].map((code, at) => station(code, 16, 100 + at / 20, { readiness: 'no-heartbeat' }));
    const found = buildStationFinder(agencies, [])({ lat: 16, lng: 100.06 });
    expect(found).toMatchObject({ station: { code: 'B' }, reason: { code: 'none-ready' } });
    expect(codes(found?.passedOver)).toEqual(['C', 'A']);
  });

  test('a ready station too far away does not take over', () => {
    const agencies = [station('A', 16, 100, { readiness: 'nobody-on-duty' }), station('B', 17, 100)];
    expect(buildStationFinder(agencies, [])({ lat: 16, lng: 100 })).toMatchObject({
      station: { code: 'A' },
      reason: { code: 'none-ready' },
      passedOver: [],
    });
  });
});

const lat = fc.double({ min: 15, max: 16, noNaN: true });
const lng = fc.double({ min: 100, max: 101, noNaN: true });
const place = fc.record({ lat, lng });
const readiness = fc.constantFrom<Readiness>('unknown', 'ready', 'nobody-on-duty', 'no-heartbeat');
const map = fc
  .array(fc.tuple(lat, lng, readiness, fc.boolean(), fc.option(fc.tuple(lng, lat, lng, lat))), {
    minLength: 1,
    maxLength: 40,
  })
  .map((list) => {
    const agencies = list.map(([y, x, ready, isActive], at) => station(`S${at}`, y, x, { readiness: ready, isActive }));
    const areas = list.flatMap(([, , , , corners], at) => {
      if (!corners) return [];
      const [x1, y1, x2, y2] = corners;
      if (Math.abs(x1 - x2) < 1e-6 || Math.abs(y1 - y2) < 1e-6) return [];
      return [square(`S${at}`, Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2))];
    });
    return { agencies, areas };
  });

test('always exactly one station, the smallest area or the nearest, and a complete list of those passed over', () => {
  fc.assert(
    fc.property(map, place, ({ agencies, areas }, at) => {
      const active = agencies.filter(({ isActive }) => isActive);
      const found = buildStationFinder(agencies, areas)(at);
      if (active.length === 0) return found === undefined;
      if (found === undefined) return false;
      const rule = byRule(active, areas, at);
      const away = (agency: Agency) => distanceMetres(at, agency.position);
      const refuses = (agency: Agency) => ['nobody-on-duty', 'no-heartbeat'].includes(agency.readiness);
      expect(active).toContain(found.station);
      expect(found.distanceMetres).toBe(away(found.station));
      expect(found.passedOver.every(({ agency, why }) => agency.readiness === why && agency.isActive)).toBe(true);
      expect(new Set(found.passedOver.map(({ agency }) => agency)).size).toBe(found.passedOver.length);
      expect(found.passedOver.some(({ agency }) => agency === found.station)).toBe(false);
      expect(found.neighbours.some(({ agency }) => agency === found.station)).toBe(false);
      const inReach = active.filter((agency) => away(agency) <= DEFAULT_STATION_RULES.takeOverMetres);
      const able = inReach.filter((agency) => !refuses(agency));
      if (!refuses(rule)) {
        expect(found.station).toBe(rule);
        expect(found.passedOver).toEqual([]);
      } else if (able.length === 0) {
        expect(found.station).toBe(rule);
        expect(found.reason.code).toBe('none-ready');
        expect(new Set(codes(found.passedOver))).toEqual(
          new Set(inReach.filter((a) => a !== rule).map(({ code }) => code)),
        );
      } else {
        expect(found.reason.code).toBe('next-ready');
        expect(away(found.station)).toBeCloseTo(Math.min(...able.map(away)), 0);
        const nearerOnes = inReach.filter((agency) => refuses(agency) && away(agency) < found.distanceMetres - 1);
        expect(codes(found.passedOver)).toEqual(expect.arrayContaining(nearerOnes.map(({ code }) => code)));
        expect(codes(found.passedOver)?.[0]).toBe(rule.code);
      }
      return true;
    }),
    { seed: 112, numRuns: 2000 },
  );
});

test('without areas every station that is responsible within 500 m of the place is a neighbour', () => {
  const direction = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
  const metres = fc.double({ min: 0, max: 495, noNaN: true });
  fc.assert(
    fc.property(map, place, direction, metres, (wide, from, angle, away) => {
      // A town: forty stations within three kilometres have many borders.
      const inTown = ({ lat, lng }: LatLng) => ({ lat: 15 + (lat - 15) * 0.03, lng: 100 + (lng - 100) * 0.03 });
      const agencies = wide.agencies.map((agency) => ({ ...agency, position: inTown(agency.position) }));
      const at = inTown(from);
      const find = buildStationFinder(agencies, []);
      const elsewhere = {
        lat: at.lat + (Math.sin(angle) * away) / 111_195,
        lng: at.lng + (Math.cos(angle) * away) / (111_195 * Math.cos((at.lat * Math.PI) / 180)),
      };
      const active = agencies.filter(({ isActive }) => isActive);
      if (active.length === 0) return;
      const other = byRule(active, [], elsewhere);
      const rule = byRule(active, [], at);
      const found = find(at);
      if (other !== rule && other !== found?.station) expect(codes(found?.neighbours)).toContain(other.code);
    }),
    { seed: 113, numRuns: 3000 },
  );
});

/** The rule again, slowly and without an index. */
function byRule(active: Agency[], areas: StationArea[], at: LatLng): Agency {
  const containing = areas.flatMap(({ agencyId, polygon }) => {
    const [west = 0, south = 0] = polygon.coordinates[0]?.[0]?.[0] ?? [];
    const [east = 0, north = 0] = polygon.coordinates[0]?.[0]?.[2] ?? [];
    const owner = active.find(({ id }) => id === agencyId);
    const inside = at.lng >= west && at.lng <= east && at.lat >= south && at.lat <= north;
    const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
    return owner && inside ? [{ owner, size: (east - west) * (north - south) * shrink }] : [];
  });
  const [smallest] = containing.sort((a, b) => a.size - b.size);
  const [nearest] = active.toSorted((a, b) => distanceMetres(at, a.position) - distanceMetres(at, b.position));
  const found = smallest?.owner ?? nearest;
  if (found === undefined) throw new Error('no station in the test');
  return found;
}
