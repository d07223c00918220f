import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { byOperator } from '#capabilities/audit';
import { sql } from '#platform/database/database';
import { createTestDatabase } from '#support/test-database';
import { describeImportProblem, isImportRejected } from '../import-problem.ts';
import { loadJurisdiction } from '../jurisdiction.ts';
import { importBoundaries } from './import-boundaries.ts';
import { loadReferenceData } from './load-reference-data.ts';

const OPERATOR = { ...byOperator('tester'), at: new Date('2026-11-21T02:00:00Z') };
const { db } = await createTestDatabase();
await loadReferenceData(db);
beforeEach(async () => {
  await sql`DELETE FROM jurisdiction.boundaries WHERE code NOT IN ('TH', 'NEIGHBOURS')`.execute(db);
  await sql`DELETE FROM jurisdiction.data_sets WHERE name LIKE 'boundaries:%'`.execute(db);
});

const ring = [
  [100.2, 16.8],
  [100.3, 16.8],
  [100.3, 16.9],
  [100.2, 16.9],
  [100.2, 16.8],
];
const feature = (properties: unknown, coordinates: unknown = [ring]) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates },
});
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const file = (text: string, name = 'areas.geojson') => ({ name, bytes: Buffer.from(text) });

async function refusal(text: string): Promise<string[]> {
  const error: unknown = await importBoundaries(db, file(text), OPERATOR).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isImportRejected(error)) throw error ?? new Error('the file was taken');
  return error.problems.map((problem) => describeImportProblem(problem, 'en'));
}

test('inside an imported boundary the place is exact, elsewhere as before; a second import changes nothing', async () => {
  const own = file(collection(feature({ code: 650101, th: 'ในเมือง', en: 'Nai Mueang' })));
  expect(await importBoundaries(db, own, OPERATOR, 'Source A')).toEqual({
    boundaries: 1,
    changed: 1,
    attribution: 'Source A',
    notes: [],
  });
  expect(await importBoundaries(db, own, OPERATOR, 'Source A')).toMatchObject({ changed: 0 });
  const jurisdiction = await loadJurisdiction(db);
  expect(jurisdiction.describePlace({ lat: 16.85, lng: 100.25 })).toMatchObject({
    subdistrictCode: '650101',
    precision: 'exact',
  });
  expect(jurisdiction.describePlace({ lat: 18.79, lng: 98.98 })).toMatchObject({
    provinceEn: 'Chiang Mai',
    precision: 'approximate',
  });
  expect(jurisdiction.listAttributions()).toContain('Source A');
});

test('the property names of COD-AB are accepted', async () => {
  const codAb = collection(
    feature({ ADM3_PCODE: 'TH650101', ADM3_TH: 'ในเมือง', ADM2_PCODE: 'TH6501', ADM0_PCODE: 'TH' }),
  );
  await importBoundaries(db, file(codAb), OPERATOR);
  const place = (await loadJurisdiction(db)).describePlace({ lat: 16.85, lng: 100.25 });
  expect(place).toMatchObject({ subdistrictCode: '650101', precision: 'exact' });
});

test('an area missing from the tables has the name given in the file', async () => {
  await importBoundaries(db, file(collection(feature({ code: '650199', th: 'เก่า', en: 'Old' }))), OPERATOR);
  const place = (await loadJurisdiction(db)).describePlace({ lat: 16.85, lng: 100.25 });
  expect(place).toMatchObject({
    subdistrictTh: 'เก่า',
    subdistrictEn: 'Old',
    districtTh: 'เมืองพิษณุโลก',
    precision: 'exact',
  });
});

test.each([
  [
    'an unknown district',
    collection(feature({ code: '659901', th: 'ก', en: 'A' })),
    'feature 1 (659901): the administrative code 659901 is unknown',
  ],
  [
    'an unknown area without a name',
    collection(feature({ code: '650199' })),
    'feature 1 (650199): the code 650199 is not in the tables and the file gives no name',
  ],
  ['no code', collection(feature({})), 'feature 1: the administrative code  is unknown'],
  [
    'a code twice',
    collection(feature({ code: '650101' }), feature({ code: '650101' })),
    'feature 2 (650101): code: 650101 is already at 1',
  ],
  [
    'a broken ring',
    collection(feature({ code: '650101' }, [[[100, 16], 'x']])),
    'feature 1 (650101): coordinates of the polygon are incomplete or not numbers',
  ],
  ['no JSON', 'x', 'line 1: not readable as JSON'],
  ['another JSON', '{"type":"Thing"}', 'line 1: neither TopoJSON nor a GeoJSON FeatureCollection or Feature'],
  [
    'a topology without arcs',
    '{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[0]]}}}',
    'line 1: neither TopoJSON nor a GeoJSON FeatureCollection or Feature',
  ],
])('%s is refused', async (_, text, message) => {
  expect(await refusal(text)).toEqual([message]);
  expect(
    (await sql`SELECT 1 FROM jurisdiction.boundaries WHERE code NOT IN ('TH', 'NEIGHBOURS')`.execute(db)).rows,
  ).toEqual([]);
});

test('any document is imported or refused with reasons', async () => {
  const shaped = fc.record({
    type: fc.constantFrom('Topology', 'FeatureCollection'),
    objects: fc.jsonValue(),
    features: fc.jsonValue(),
    arcs: fc.jsonValue(),
    transform: fc.jsonValue(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.json(),
        shaped.map((value) => JSON.stringify(value)),
        fc.string(),
      ),
      async (text) => {
        const error: unknown = await importBoundaries(db, file(text), OPERATOR).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        if (error !== undefined) expect(isImportRejected(error) && error.problems.length > 0).toBe(true);
      },
    ),
    { seed: 19, numRuns: 300 },
  );
});

// The official boundaries are not part of the repository; the test uses them where they are present.
const OFFICIAL = join(import.meta.dirname, '../../../../../shared/geo/th-admin.topo.json');
test.runIf(existsSync(OFFICIAL))(
  'the official boundaries are accepted, and every subdistrict contains its point',
  async () => {
    const official = { name: 'th-admin.topo.json', bytes: readFileSync(OFFICIAL) };
    const attribution =
      'Royal Thai Survey Department / UN OCHA COD-AB Thailand (ITOS, USAID), CC BY 3.0 IGO, simplified and modified.';
    const imported = await importBoundaries(db, official, OPERATOR, attribution);
    expect(imported).toMatchObject({ boundaries: 7425 + 928 + 77 + 1, attribution: attribution });
    expect(imported.changed).toBe(imported.boundaries);
    expect(await importBoundaries(db, official, OPERATOR, attribution)).toMatchObject({ changed: 0 });

    const jurisdiction = await loadJurisdiction(db);
    const { rows } = await sql<{ code: string; lat: number; lng: number }>`
    SELECT code, lat, lng FROM jurisdiction.administrative_areas WHERE level = 'subdistrict' ORDER BY code`.execute(db);
    const places = rows.map(({ code, lat, lng }) => ({ code, found: jurisdiction.describePlace({ lat, lng }) }));
    const exact = places.filter(({ code, found }) => found.subdistrictCode === code && found.precision === 'exact');
    // Except the khwaeng of Bangkok that are younger than the boundaries.
    expect(exact.length).toBeGreaterThanOrEqual(7420);
    expect(places.filter(({ code, found }) => found.provinceCode !== code.slice(0, 2))).toEqual([]);
    expect(jurisdiction.describePlace({ lat: 16.8211, lng: 100.2659 })).toMatchObject({
      subdistrictTh: 'ในเมือง',
      districtTh: 'เมืองพิษณุโลก',
      provinceTh: 'พิษณุโลก',
      precision: 'exact',
    });
    // Off the coast of Phuket: nearest boundary.
    expect(jurisdiction.describePlace({ lat: 7.75, lng: 98.25 })).toMatchObject({
      provinceEn: 'Phuket',
      precision: 'approximate',
    });
    expect(rows.filter((place) => !jurisdiction.isInThailand(place))).toEqual([]);
  },
);
