import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#platform/app-error';
import { sql } from '#platform/database/database';
import { createTestDatabase } from '#support/test-database';
import { isImportRejected, sayImportProblem } from '../import-problem.ts';
import { listAgencyAreas, listAgencyRows } from '../store-agencies.ts';
import { importAgencies } from './import-agencies.ts';

const { db } = await createTestDatabase();
beforeEach(async () => {
  await sql`TRUNCATE jurisdiction.agencies CASCADE`.execute(db);
});

const HEADER = 'code,kind,name_th,name_en,parent_code,phone,lat,lng';
const GOOD = `${HEADER}
PP-65,provincial-police,ตำรวจภูธรจังหวัดพิษณุโลก,Phitsanulok Provincial Police,,055258777,16.82,100.26
ST-1,station,สภ.ตัวอย่าง,,PP-65,0 5525-1234,16.8211,100.2659
C191,centre-191,ศูนย์ 191,191 Centre,PP-65,191,16.82,100.26
`;
const importText = (text: string | Uint8Array, name = 'agencies.csv') =>
  importAgencies(db, { name, bytes: typeof text === 'string' ? Buffer.from(text) : text });
const codes = async () => (await listAgencyRows(db)).map(({ code }) => code);

/** What is said of a refused file, one line a problem; fails when the file is taken. */
async function refusal(text: string | Uint8Array, name?: string): Promise<string[]> {
  const before = await listAgencyRows(db);
  const error: unknown = await importText(text, name).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isImportRejected(error)) throw error ?? new Error('the file was taken');
  expect(await listAgencyRows(db)).toEqual(before);
  return error.problems.map((problem) => sayImportProblem(problem, 'en'));
}

describe('a good file', () => {
  test('is taken whole, with the tree, and twice is once', async () => {
    expect(await importText(GOOD)).toEqual({ added: 3, changed: 0, unchanged: 0, areas: 0 });
    const agencies = await listAgencyRows(db);
    expect(agencies).toMatchObject([
      { code: 'C191', path: 'th.PP_65.C191', phone: '191' },
      { code: 'PP-65', path: 'th.PP_65', parentId: null, phone: '+6655258777' },
      { code: 'ST-1', path: 'th.PP_65.ST_1', nameEn: null, phone: '+6655251234', isDemonstration: false },
    ]);
    expect(await importText(GOOD)).toEqual({ added: 0, changed: 0, unchanged: 3, areas: 0 });
    expect(await listAgencyRows(db)).toEqual(agencies);
  });

  test('may begin with a byte order mark, end lines as Windows does and leave lines empty', async () => {
    expect(await importText(`\uFEFF${GOOD.replaceAll('\n', '\r\n')}\r\n\r\n`)).toMatchObject({ added: 3 });
  });

  test('changes only what differs and leaves alone what it does not name', async () => {
    await importText(GOOD);
    const edited = `${HEADER}\nST-1,station,สภ.ตัวอย่างใหม่,,PP-65,0 5525-1234,16.8211,100.2659\n`;
    expect(await importText(edited)).toEqual({ added: 0, changed: 1, unchanged: 0, areas: 0 });
    expect(await codes()).toEqual(['C191', 'PP-65', 'ST-1']);
  });

  test('moves everything below an agency that gets another parent', async () => {
    await importText(GOOD);
    const moved = `${HEADER}
RG-6,region,ภาค 6,,,,16.8,100.2
PP-65,provincial-police,ตำรวจภูธรจังหวัดพิษณุโลก,Phitsanulok Provincial Police,RG-6,055258777,16.82,100.26
`;
    expect(await importText(moved)).toEqual({ added: 1, changed: 1, unchanged: 0, areas: 0 });
    const agencies = await listAgencyRows(db);
    expect(agencies.find(({ code }) => code === 'ST-1')?.path).toBe('th.RG_6.PP_65.ST_1');
  });

  test('closes an agency for good by active = false, and keeps what a station said of its readiness', async () => {
    await importText(GOOD);
    await sql`UPDATE jurisdiction.agencies SET readiness = 'ready' WHERE code = 'ST-1'`.execute(db);
    await importText('code,kind,name_th,lat,lng,active\nST-1,station,สภ.ตัวอย่าง,16.8211,100.2659,false\n');
    const station = (await listAgencyRows(db)).find(({ code }) => code === 'ST-1');
    expect(station).toMatchObject({ isActive: false, readiness: 'ready', path: 'th.PP_65.ST_1', phone: '+6655251234' });
  });
});

describe('a bad row is named with its line and the reason, and nothing is written', () => {
  const row = (line: string) => `${GOOD}${line}\n`;
  test.each([
    ['a code twice', row('ST-1,station,อื่น,,,,16,100'), 'line 5: code: ST-1 is already at 3'],
    [
      'an unknown parent',
      row('ST-2,station,ก,,NOPE,,16,100'),
      'line 5: parent_code: no agency NOPE in the file or in the system',
    ],
    ['an unknown kind', row('ST-2,police-box,ก,,,,16,100'), 'line 5: kind: "police-box" is unknown'],
    ['a wrong phone', row('ST-2,station,ก,,,12,16,100'), 'line 5: phone: "12" is not a telephone number in Thailand'],
    [
      'a phone of another country',
      row('ST-2,station,ก,,,+442079460000,16,100'),
      'line 5: phone: "+442079460000" is not a telephone number in Thailand',
    ],
    [
      'a latitude that is no number',
      row('ST-2,station,ก,,,,north,100'),
      'line 5: lat: "north" is not a number of decimal degrees',
    ],
    [
      'a longitude in degrees and minutes',
      row(`ST-2,station,ก,,,,16,"100°15'"`),
      `line 5: lng: "100°15'" is not a number of decimal degrees`,
    ],
    ['no latitude', row('ST-2,station,ก,,,,,100'), 'line 5: lat: a value is needed'],
    [
      'swapped latitude and longitude',
      row('ST-2,station,ก,,,,100.2,16.8'),
      'line 5: lat/lng: 100.2, 16.8 look swapped',
    ],
    ['a place in another country', row('ST-2,station,ก,,,,51.5,0.1'), 'line 5: lat/lng: 51.5, 0.1 is outside Thailand'],
    ['no code', row(',station,ก,,,,16,100'), 'line 5: code: a value is needed'],
    [
      'a malformed code',
      row('st_2,station,ก,,,,16,100'),
      'line 5: code: "st_2" may only have A-Z, 0-9 and -, 2 to 32 long',
    ],
    ['no name', row('ST-2,station,,,,,16,100'), 'line 5: name_th: a value is needed'],
    [
      'a NUL in a name',
      row('ST-2,station,ก\u0000ข,,,,16,100'),
      "line 5: name_th: has characters that can't be kept, or is too long",
    ],
    ['a line with a field too few', row('ST-2,station,ก,,,,16'), 'line 5: 7 fields, but the header has 8'],
    [
      'an agency under itself',
      row('ST-2,station,ก,,ST-2,,16,100'),
      'line 5: parent_code: ST-2 leads back to the agency itself',
    ],
    ['an open quote', row('ST-2,station,"ก,,,,16,100'), /^line \d+: not readable as CSV/],
    ['a missing column', 'code,kind,name_th,lat\nST-2,station,ก,16\n', 'line 1: the column lng is missing'],
    ['a misspelt column', `${HEADER},parentcode\nST-2,station,ก,,,,16,100,X\n`, 'line 1: unknown column parentcode'],
    ['a column twice', `${HEADER},phone\nST-2,station,ก,,,,16,100,X\n`, 'line 1: the column phone is there twice'],
    ['an empty file', '', 'line 1: the file is empty'],
    ['a header and nothing else', `${HEADER}\n`, 'line 1: the file is empty'],
  ])('%s', async (_, text, said) => {
    const problems = await refusal(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(typeof said === 'string' ? new RegExp(`^${RegExp.escape(said)}$`) : said);
  });

  test('two agencies under each other, and every one on the way round', async () => {
    const text = `${HEADER}\nA1,region,ก,,B1,,16,100\nB1,region,ข,,A1,,16,100\nC1,region,ค,,A1,,16,100\n`;
    expect(await refusal(text)).toHaveLength(3);
  });

  test('a circle through agencies that the system knows', async () => {
    await importText(GOOD);
    const text = `${HEADER}\nPP-65,provincial-police,ตำรวจภูธรจังหวัดพิษณุโลก,,ST-1,,16.82,100.26\n`;
    expect(await refusal(text)).toEqual(['line 2: parent_code: ST-1 leads back to the agency itself']);
  });

  test('a station that becomes something else', async () => {
    await importText(GOOD);
    const text = `${HEADER}\nST-1,tambon-centre,ศูนย์,,,,16.82,100.26\n`;
    expect(await refusal(text)).toEqual(['line 2: kind: ST-1 is a station already; a kind does not change']);
  });

  test('several bad rows are all named, in the order of the file', async () => {
    const text = `${HEADER}\nA1,x,ก,,Q1,,16,100\nok,station,ข,,,,16,100\nC1,station,ค,,,1,16,100\n`;
    expect((await refusal(text)).map((line) => line.slice(0, 12))).toEqual([
      'line 2: kind',
      'line 2: pare',
      'line 3: code',
      'line 4: phon',
    ]);
  });

  test('a file in the old Thai encoding', async () => {
    // "ก" in Windows-874 is the single byte A1.
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}\nST-1,station,`),
      Buffer.from([0xa1]),
      Buffer.from(',,,,16,100\n'),
    ]);
    expect(await refusal(bytes)).toEqual(['line 2: the file is not UTF-8 (in Excel, save as "CSV UTF-8")']);
  });

  test('a spreadsheet', async () => {
    expect(await refusal('PK', 'agencies.xlsx')).toEqual(['line 1: only .csv, .geojson and .json files are read']);
  });
});

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

  test('brings agencies as points and areas for known ones, and twice is once', async () => {
    const point = { type: 'Point', coordinates: [100.2659, 16.8211] };
    const station = feature({ code: 'ST-1', kind: 'station', name_th: 'สภ.ตัวอย่าง' }, point);
    expect(await importText(file(station), 'stations.geojson')).toMatchObject({ added: 1, areas: 0 });
    const area = feature({ code: 'ST-1', approximate: true }, { type: 'Polygon', coordinates: [ring] });
    expect(await importText(file(area), 'areas.json')).toEqual({ added: 0, changed: 0, unchanged: 1, areas: 1 });
    expect(await listAgencyAreas(db)).toMatchObject([
      { isApproximate: true, polygon: { type: 'MultiPolygon', coordinates: [[ring]] } },
    ]);
    expect(await importText(file(area), 'areas.json')).toEqual({ added: 0, changed: 0, unchanged: 1, areas: 0 });
    expect(await listAgencyRows(db)).toMatchObject([
      { nameTh: 'สภ.ตัวอย่าง', position: { lat: 16.8211, lng: 100.2659 } },
    ]);
  });

  test.each([
    ['no JSON', '{', 'line 1: not readable as JSON'],
    ['another kind of JSON', '[1,2]', 'line 1: not a GeoJSON FeatureCollection'],
    [
      'an area of nobody',
      file(feature({ code: 'ST-9' }, { type: 'Polygon', coordinates: [ring] })),
      /^feature 1: kind: a value is needed$/,
    ],
    [
      'a line',
      file(feature({ code: 'ST-9' }, { type: 'LineString', coordinates: ring })),
      /^feature 1: a Polygon or MultiPolygon is needed$/,
    ],
    [
      'a flat ring',
      file(feature({ code: 'ST-9' }, { type: 'Polygon', coordinates: [ring.slice(0, 2)] })),
      /^feature 1: the polygon has no size$/,
    ],
    [
      'swapped coordinates',
      file(feature({ code: 'ST-9' }, { type: 'Polygon', coordinates: [ring.map(([x, y]) => [y, x])] })),
      /^feature 1: the polygon leaves Thailand/,
    ],
    [
      'a coordinate that is text',
      file(feature({ code: 'ST-9' }, { type: 'Polygon', coordinates: [[['100', 16]]] })),
      /^feature 1: coordinates of the polygon/,
    ],
    ['a feature that is null', file(null), 'feature 1: code: a value is needed'],
    [
      'a lone surrogate',
      file(feature({ code: 'ST-9', kind: 'station', name_th: '\ud800', lat: 16, lng: 100 }, null)),
      /^feature 1: name_th: has characters/,
    ],
  ])('%s is refused', async (_, text, said) => {
    const [first] = await refusal(text, 'areas.geojson');
    expect(first).toMatch(typeof said === 'string' ? new RegExp(`^${RegExp.escape(said)}$`) : said);
  });
});

test('whatever the bytes, a file is taken whole or refused with reasons, and never half written', async () => {
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
  await importText(GOOD);
  let kept = await listAgencyRows(db);
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
        expect(after).toEqual(kept);
      }
      kept = after;
    }),
    { seed: 31, numRuns: 400 },
  );
});
