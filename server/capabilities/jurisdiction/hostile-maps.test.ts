import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { AppError } from '#platform/app-error';
import { createLog } from '#platform/log';
import { createImportFileReader, IMPORT_LIMITS } from './commands/read-files-in-worker.ts';
import { describeImportProblem } from './import-problem.ts';
import { type ImportFile, readAgencyFile, readBoundaryFile } from './read-import-file.ts';

const log = createLog('silent');
const fileReader = createImportFileReader(log, {
  ...IMPORT_LIMITS,
  heapMegabytes: 400,
  memoryMegabytes: 1000,
  seconds: 60,
});
const small = createImportFileReader(log, { ...IMPORT_LIMITS, heapMegabytes: 32, memoryMegabytes: 64, seconds: 5 });
afterAll(() => Promise.all([fileReader.stop(), small.stop()]));

type Ring = number[][];
const boundary = (geometry: unknown, code = '650101') => ({ type: 'Feature', properties: { code }, geometry });
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const polygonOf = (rings: Ring[]) => collection(boundary({ type: 'Polygon', coordinates: rings }));
const polygon = (...rings: Ring[]) => polygonOf(rings);
const codesOf = async (text: string, reader = fileReader) => {
  const { problems } = await reader.readBoundaries({ name: 'map.geojson', bytes: Buffer.from(text) });
  for (const problem of problems) expect(describeImportProblem(problem, 'th')).not.toContain('{');
  return [...new Set(problems.map(({ code }) => code))];
};
const circle = (corners: number, [lng, lat]: [number, number] = [100, 16], size = 0.5): Ring => {
  const ring = Array.from({ length: corners }, (_, at) => {
    const angle = (2 * Math.PI * at) / corners;
    return [lng + size * Math.cos(angle), lat + size * Math.sin(angle)];
  });
  return [...ring, ring[0] as number[]];
};
/** Diagonals side by side, up and down: every line's box overlaps every other's, and none crosses. */
function comb(teeth: number): Ring {
  const step = 0.4 / teeth;
  const up = Array.from({ length: teeth }, (_, at) => [
    [100 + at * step, 16 + 0.0001],
    [101 + at * step, 17],
  ]).flat();
  return [[100, 16], ...up, [101.5, 16], [100, 16]];
}
const deep = (levels: number, inside = '') => `${'['.repeat(levels)}${inside}${']'.repeat(levels)}`;
const topology = (times: number, arcs: number[][][]) =>
  JSON.stringify({
    type: 'Topology',
    arcs,
    objects: { a: { type: 'Polygon', arcs: [Array.from({ length: times }, () => 0)], properties: { code: '65' } } },
  });

test.each<[string, () => string, string[]]>([
  ['nested a million deep', () => deep(1_000_000), ['too-deep']],
  ['nested deep in one place', () => `{"type":"FeatureCollection","features":[${deep(100, '1')}]}`, ['too-deep']],
  ['brackets in text only', () => collection(boundary(null, '['.repeat(100))), ['area-unknown']],
  [
    'collections in collections',
    () => `{"type":"Topology","arcs":[],"objects":{"a":${'{"type":"GeometryCollection","geometries":['.repeat(30)}`,
    ['too-deep'],
  ],
  ['60,000 features', () => collection(...Array.from({ length: 60_000 }, () => ({}))), ['too-many-features']],
  [
    'a polygon of two and a half million corners',
    () =>
      `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"65"},"geometry":{"type":"Polygon","coordinates":[[${'[100,16],'.repeat(2_500_000)}[100,16]]]}}]}`,
    ['polygon-complex'],
  ],
  ['a hundred thousand corners', () => polygon(circle(100_000)), []],
  ['lines that all lie side by side', () => polygon(comb(20_000)), ['polygon-complex']],
  ['200,000 rings', () => polygonOf(Array.from({ length: 200_000 }, () => circle(4))), ['polygon-complex']],
  ['an arc named a million times', () => topology(1_000_000, [circle(100)]), ['too-many-corners']],
  ['numbers beyond all', () => polygon(circle(8)).replace('100.5', '1e999'), ['polygon-outside']],
  [
    'text and null for numbers',
    () => polygon(circle(8)).replace('100.5', '"NaN"').replace('16,', 'null,'),
    ['polygon-broken'],
  ],
  [
    'coordinates that are none',
    () => collection(boundary({ type: 'MultiPolygon', coordinates: { length: 9 } })),
    ['polygon-broken'],
  ],
])('a map with %s is imported or refused with a reason', async (_what, make, codes) => {
  expect(await codesOf(make())).toEqual(codes);
});

test('a map that needs too much memory ends only its own process, and is refused', async () => {
  const large = polygon(...Array.from({ length: 20 }, () => circle(50_000)));
  expect(await codesOf(large, small)).toEqual(['too-heavy']);
});

test.each<[string, () => string, string]>([
  ['an open quote', () => `code,kind,name_th,lat,lng\nST-1,station,"สภ.ตัวอย่าง,16,100\n`, 'not-csv'],
  [
    'an open quote and a megabyte',
    () => `code,kind,name_th,lat,lng\nST-1,station,"${'ก'.repeat(1_000_000)}`,
    'line-too-long',
  ],
  ['65,000 columns', () => `${'x,'.repeat(9000)}code\n`, 'too-many-columns'],
  ['a line of a megabyte', () => `code,kind,name_th,lat,lng\n${'ก'.repeat(1_000_000)}`, 'line-too-long'],
  ['100,000 lines', () => `code,kind,name_th,lat,lng\n${'ST,station,ก,16,100\n'.repeat(100_000)}`, 'too-many-lines'],
])('a table with %s is refused with a reason', async (_what, make, code) => {
  const { problems } = await fileReader.readAgencies({ name: 'agencies.csv', bytes: Buffer.from(make()) });
  expect([...new Set(problems.map((problem) => problem.code))]).toEqual([code]);
});

test('text that is not UTF-8 is reported with its line, also in a file of empty lines', () => {
  const bytes = Buffer.concat([Buffer.alloc(5_000_000, '\n'), Buffer.from([0xff])]);
  expect(readAgencyFile({ name: 'a.csv', bytes }).problems).toMatchObject([{ code: 'not-utf8', line: 5_000_001 }]);
});

const MAP = polygon(circle(12), circle(5, [100, 16], 0.1));
const TOPOLOGY = topology(1, [circle(12)]);
const TABLE = 'code,kind,name_th,lat,lng\nST-1,station,"สภ. ""ตัวอย่าง""",16.8,100.2\n';
const READERS: ((file: ImportFile) => { problems: unknown[] })[] = [readAgencyFile, readBoundaryFile];

test('a damaged map or table is read or refused with reasons, with no other outcome', () => {
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    put: fc.oneof(
      fc.constantFrom('[', ']', '{', '}', '"', ',', ':', 'null', '-1', '1e999', '0', '""', '\n', '[[[]]]', '{}'),
      fc.string({ maxLength: 3 }),
    ),
    out: fc.nat({ max: 12 }),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(MAP, TOPOLOGY, TABLE),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      (text, changes) => {
        const changed = changes.reduce((so, { at, put, out }) => {
          const place = Math.floor(at * so.length);
          return so.slice(0, place) + put + so.slice(place + out);
        }, text);
        const file = { name: text === TABLE ? 'a.csv' : 'a.geojson', bytes: Buffer.from(changed) };
        for (const read of READERS) {
          try {
            expect(Array.isArray(read(file).problems)).toBe(true);
          } catch (error) {
            if (!(error instanceof AppError)) throw error;
          }
        }
      },
    ),
    { seed: 20_261_128, numRuns: 1500 },
  );
});
