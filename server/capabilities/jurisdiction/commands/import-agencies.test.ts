import { beforeEach, describe, expect, test } from 'vitest';
import { byOperator } from '#capabilities/audit';
import { sql } from '#platform/database/database';
import { createTestDatabase } from '#support/test-database';
import { describeImportProblem, isImportRejected } from '../import-problem.ts';
import { listAgencyRows } from '../store-agencies.ts';
import { importAgencies } from './import-agencies.ts';

const OPERATOR = { ...byOperator('tester'), at: new Date('2026-11-21T02:00:00Z') };
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
  importAgencies(db, { name, bytes: typeof text === 'string' ? Buffer.from(text) : text }, OPERATOR);
const codes = async () => (await listAgencyRows(db)).map(({ code }) => code);

/** The messages of a refused file, one line a problem; fails when the file is accepted. */
async function refusal(text: string | Uint8Array, name?: string): Promise<string[]> {
  const before = await listAgencyRows(db);
  const error: unknown = await importText(text, name).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isImportRejected(error)) throw error ?? new Error('the file was taken');
  expect(await listAgencyRows(db)).toEqual(before);
  return error.problems.map((problem) => describeImportProblem(problem, 'en'));
}

describe('a good file', () => {
  test('is imported completely, with the tree; a second import changes nothing', async () => {
    expect(await importText(GOOD)).toEqual({ added: 3, changed: 0, unchanged: 0, areas: 0, notes: [] });
    const agencies = await listAgencyRows(db);
    expect(agencies).toMatchObject([
      { code: 'C191', path: 'th.PP_65.C191', phone: '191' },
      { code: 'PP-65', path: 'th.PP_65', parentId: null, phone: '+6655258777' },
      { code: 'ST-1', path: 'th.PP_65.ST_1', nameEn: null, phone: '+6655251234', isDemonstration: false },
    ]);
    expect(await importText(GOOD)).toEqual({ added: 0, changed: 0, unchanged: 3, areas: 0, notes: [] });
    expect(await listAgencyRows(db)).toEqual(agencies);
  });

  test('may have a byte order mark, Windows line ends and empty lines', async () => {
    expect(await importText(`\uFEFF${GOOD.replaceAll('\n', '\r\n')}\r\n\r\n`)).toMatchObject({ added: 3 });
  });

  test('is imported once even by several imports at the same moment', async () => {
    const results = await Promise.all([importText(GOOD), importText(GOOD), importText(GOOD)]);
    expect(results.map(({ added }) => added).sort()).toEqual([0, 0, 3]);
  });

  test('changes only what differs, and nothing that it does not name', async () => {
    await importText(GOOD);
    const edited = `${HEADER}\nST-1,station,สภ.ตัวอย่างใหม่,,PP-65,0 5525-1234,16.8211,100.2659\n`;
    expect(await importText(edited)).toEqual({ added: 0, changed: 1, unchanged: 0, areas: 0, notes: [] });
    expect(await codes()).toEqual(['C191', 'PP-65', 'ST-1']);
  });

  test('moves everything below an agency that gets another parent', async () => {
    await importText(GOOD);
    const moved = `${HEADER}
RG-6,region,ภาค 6,,,,16.8,100.2
PP-65,provincial-police,ตำรวจภูธรจังหวัดพิษณุโลก,Phitsanulok Provincial Police,RG-6,055258777,16.82,100.26
`;
    expect(await importText(moved)).toEqual({ added: 1, changed: 1, unchanged: 0, areas: 0, notes: [] });
    const agencies = await listAgencyRows(db);
    expect(agencies.find(({ code }) => code === 'ST-1')?.path).toBe('th.RG_6.PP_65.ST_1');
  });

  test('closes an agency by active = false, and leaves declared readiness unchanged', async () => {
    await importText(GOOD);
    await sql`UPDATE jurisdiction.agencies SET readiness = 'ready' WHERE code = 'ST-1'`.execute(db);
    await importText('code,kind,name_th,lat,lng,active\nST-1,station,สภ.ตัวอย่าง,16.8211,100.2659,false\n');
    const station = (await listAgencyRows(db)).find(({ code }) => code === 'ST-1');
    expect(station).toMatchObject({ isActive: false, readiness: 'ready', path: 'th.PP_65.ST_1', phone: '+6655251234' });
  });
});

describe('a bad row is reported with its line and the reason, and nothing is written', () => {
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
  ])('%s', async (_, text, message) => {
    const problems = await refusal(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(typeof message === 'string' ? new RegExp(`^${RegExp.escape(message)}$`) : message);
  });

  test('a circle of agencies with the file alone, each one reported', async () => {
    const text = `${HEADER}\nA1,region,ก,,B1,,16,100\nB1,region,ข,,A1,,16,100\nC1,region,ค,,A1,,16,100\n`;
    expect(await refusal(text)).toHaveLength(3);
  });

  test('a circle through known agencies', async () => {
    await importText(GOOD);
    const text = `${HEADER}\nPP-65,provincial-police,ตำรวจภูธรจังหวัดพิษณุโลก,,ST-1,,16.82,100.26\n`;
    expect(await refusal(text)).toEqual(['line 2: parent_code: ST-1 leads back to the agency itself']);
  });

  test('a station that becomes something else', async () => {
    await importText(GOOD);
    const text = `${HEADER}\nST-1,tambon-centre,ศูนย์,,,,16.82,100.26\n`;
    expect(await refusal(text)).toEqual(['line 2: kind: ST-1 is a station already; a kind does not change']);
  });

  test('several bad rows are all reported, in the order of the file', async () => {
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
