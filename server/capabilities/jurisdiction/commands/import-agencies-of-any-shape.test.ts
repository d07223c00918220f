import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { byOperator } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import { sql } from '#platform/database/database';
import { createTestDatabase } from '#support/test-database';
import { describeImportNotes, describeImportProblem, isImportRejected } from '../import-problem.ts';
import { listAgencyAreas, listAgencyRows } from '../store-agencies.ts';
import { importAgencies } from './import-agencies.ts';

const OPERATOR = { ...byOperator('tester'), at: new Date('2026-11-21T02:00:00Z') };
const { db } = await createTestDatabase();
beforeEach(async () => {
  await sql`TRUNCATE jurisdiction.agencies CASCADE`.execute(db);
});

const importText = (text: string | Uint8Array, name: string) =>
  importAgencies(db, { name, bytes: typeof text === 'string' ? Buffer.from(text) : text }, OPERATOR);

/** The messages of a refused file, one line a problem; fails when the file is accepted. */
async function refusal(text: string, name: string): Promise<string[]> {
  const error: unknown = await importText(text, name).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isImportRejected(error)) throw error ?? new Error('the file was taken');
  expect(await listAgencyRows(db)).toEqual([]);
  return error.problems.map((problem) => describeImportProblem(problem, 'en'));
}

describe('GeoJSON', () => {
  const ring = [
    [100.2, 16.8],
    [100.3, 16.8],
    [100.3, 16.9],
    [100.2, 16.9],
    [100.2, 16.8],
  ];
  const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
  const feature = (properties: unknown, geometry: unknown) => ({ type: 'Feature', properties, geometry });

  test('adds agencies as points and areas for known ones; a second import changes nothing', async () => {
    const point = { type: 'Point', coordinates: [100.2659, 16.8211] };
    const station = feature({ code: 'ST-1', kind: 'station', name_th: 'สภ.ตัวอย่าง' }, point);
    expect(await importText(file(station), 'stations.geojson')).toMatchObject({ added: 1, areas: 0 });
    const area = feature({ code: 'ST-1', approximate: true }, { type: 'Polygon', coordinates: [ring] });
    expect(await importText(file(area), 'areas.json')).toEqual({
      added: 0,
      changed: 0,
      unchanged: 1,
      areas: 1,
      notes: [],
    });
    expect(await listAgencyAreas(db)).toMatchObject([
      { isApproximate: true, polygon: { type: 'MultiPolygon', coordinates: [[ring]] } },
    ]);
    expect(await importText(file(area), 'areas.json')).toEqual({
      added: 0,
      changed: 0,
      unchanged: 1,
      areas: 0,
      notes: [],
    });
    expect(await listAgencyRows(db)).toMatchObject([
      { nameTh: 'สภ.ตัวอย่าง', position: { lat: 16.8211, lng: 100.2659 } },
    ]);
  });

  test('accepts a single feature; corrections and remarks are reported', async () => {
    const hole = [
      [100.22, 16.82],
      [100.22, 16.84],
      [100.24, 16.84],
      [100.24, 16.82],
      [100.22, 16.82],
    ];
    const properties = { code: 'ST-1', kind: 'station', name_th: 'สภ.ตัวอย่าง', lat: 16.9, lng: 100.4 };
    const alone = JSON.stringify(feature(properties, { type: 'Polygon', coordinates: [hole, ring] }));
    const { notes, ...counts } = await importText(alone, 'one.geojson');
    expect(counts).toEqual({ added: 1, changed: 0, unchanged: 0, areas: 1 });
    expect(describeImportNotes(notes, 'en')).toEqual([
      'a hole stood before the outline: put in order (1 features: ST-1 สภ.ตัวอย่าง)',
      'the agency stands 10.6 km outside its own area: check both (1 features: ST-1)',
    ]);
    expect(await listAgencyAreas(db)).toMatchObject([{ polygon: { coordinates: [[ring, hole]] } }]);
  });

  test.each([
    ['no JSON', '{', 'line 1: not readable as JSON'],
    ['another kind of JSON', '[1,2]', 'line 1: neither a GeoJSON FeatureCollection nor a Feature'],
    [
      'an area of nobody',
      file(feature({ code: 'ST-9' }, { type: 'Polygon', coordinates: [ring] })),
      /^feature 1: kind: a value is needed$/,
    ],
    [
      'a line',
      file(feature({ code: 'ST-9' }, { type: 'LineString', coordinates: ring })),
      /^feature 1 \(ST-9\): a Polygon or MultiPolygon is needed$/,
    ],
    [
      'a flat ring',
      file(feature({ code: 'ST-9' }, { type: 'Polygon', coordinates: [ring.slice(0, 2)] })),
      /^feature 1 \(ST-9\): the polygon has no size$/,
    ],
    [
      'swapped coordinates',
      file(feature({ code: 'ST-9' }, { type: 'Polygon', coordinates: [ring.map(([x, y]) => [y, x])] })),
      /^feature 1 \(ST-9\): latitude and longitude of the polygon look swapped: 100.2, 16.8/,
    ],
    [
      'an outline that crosses itself',
      file(
        feature(
          { code: 'ST-9', kind: 'station', name_th: 'สภ.ตัวอย่าง', lat: 16.9, lng: 100.4 },
          { type: 'Polygon', coordinates: [[ring[0], ring[2], ring[1], ring[3], ring[0]]] },
        ),
      ),
      /^feature 1 \(ST-9 สภ\.ตัวอย่าง\): the outline crosses itself at 16\.85, 100\.25/,
    ],
    [
      'a coordinate that is text',
      file(feature({ code: 'ST-9' }, { type: 'Polygon', coordinates: [[['100', 16]]] })),
      /^feature 1 \(ST-9\): coordinates of the polygon/,
    ],
    ['a feature that is null', file(null), 'feature 1: code: a value is needed'],
    [
      'a lone surrogate',
      file(feature({ code: 'ST-9', kind: 'station', name_th: '\ud800', lat: 16, lng: 100 }, null)),
      /^feature 1: name_th: has characters/,
    ],
  ])('%s is refused', async (_, text, message) => {
    const [first] = await refusal(text, 'areas.geojson');
    expect(first).toMatch(typeof message === 'string' ? new RegExp(`^${RegExp.escape(message)}$`) : message);
  });
});

const HEADER = 'code,kind,name_th,name_en,parent_code,phone,lat,lng';
test('any file is imported completely or refused with reasons, never half written', async () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      'A1',
      'B-2',
      'ST-1',
      'station',
      'region',
      '16.8',
      '100.2',
      '191',
      'สภ.',
      '"',
      '\u0000',
      'NaN',
      '1e309',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const table = fc.array(
    fc.array(cell, { minLength: 6, maxLength: 9 }).map((cells) => cells.join(',')),
    { maxLength: 6 },
  );
  const almost = table.map((lines) => [HEADER, ...lines].join('\n'));
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    almost.map((text) => Buffer.from(text)),
    fc.json().map((text) => Buffer.from(text)),
  );
  await importText(`${HEADER}\nST-1,station,สภ.ตัวอย่าง,,,,16.8211,100.2659\n`, 'good.csv');
  let saved = await listAgencyRows(db);
  await fc.assert(
    fc.asyncProperty(bytes, fc.constantFrom('a.csv', 'a.geojson', 'a.json', 'a'), async (content, name) => {
      const error: unknown = await importText(content, name).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      const after = await listAgencyRows(db);
      if (error !== undefined) {
        expect(error).toBeInstanceOf(AppError);
        expect(isImportRejected(error) && error.problems.length > 0).toBe(true);
        expect(after).toEqual(saved);
      }
      saved = after;
    }),
    { seed: 31, numRuns: 400 },
  );
});
