import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#contract/thai-day';
import { aWorkbook, aWorkbookOf, aWorkbookWith, zip } from '#support/a-workbook';
import { readWorkbook } from './read-workbook.ts';
import { readRosterFile, readRosterSheets } from './roster-file.ts';

const HEAD = ['วันที่', 'เริ่ม', 'ถึง', 'ชื่อ', 'หน้าที่'];
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const read = async (bytes: Buffer, sheet?: string) => readRosterSheets(await readWorkbook(bytes), sheet);
const readRows = async (bytes: Buffer) => (await read(bytes)).rows;

test('CSV and workbook give the same roster, whether days and times are text, dates or bare numbers', async () => {
  const row = fc.record({
    day: fc.integer({ min: 0, max: 5000 }),
    from: fc.integer({ min: 0, max: 1439 }),
    to: fc.integer({ min: 0, max: 1439 }),
    name: fc.constantFrom('สมมติ ใจดี', 'A & B <C>', ''),
    post: fc.constantFrom('ห้องวิทยุ', 'สายตรวจ', 'พ่อครัว'),
    form: fc.constantFrom('text', 'real', 'bare'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      const asText = rows.map(({ day, from, to, name, post }) => {
        const [year = '', month, date] = addDays('2026-01-01', day).split('-');
        return [`${date}/${month}/${Number(year) + 543}`, clock(from), clock(to), name, post];
      });
      const asCells = rows.map(({ day, from, to, name, post, form }, at) => {
        if (form === 'text') return asText[at] ?? [];
        const as = (kind: 'day' | 'time') => (form === 'real' ? { as: kind } : {});
        return [
          { number: 46_023 + day, ...as('day') },
          ...[from, to].map((minutes) => ({ number: minutes / 1440, ...as('time') })),
          ...[name, post],
        ];
      });
      const table = readRosterFile([HEAD, ...asText].map((cells) => cells.join(',')).join('\n')).rows;
      expect(await readRows(aWorkbook([HEAD, ...asCells]))).toEqual(table);
    }),
    { seed: 20_690_104, numRuns: 60 },
  );
});

test('empty lines keep the line numbers; 8.30, 0800 and 2569 are read as typed although Excel changes them', async () => {
  const rows = await readRows(
    aWorkbook([HEAD, [], [{ number: 244_343, as: 'day' }, { number: 8.3 }, { number: 1630 }, 'ก', 'สายตรวจ']]),
  );
  expect(rows).toMatchObject([{ line: 3, trouble: null }]);
  const length = (rows[0]?.endsAt?.getTime() ?? 0) - (rows[0]?.startsAt?.getTime() ?? 0);
  expect(length).toBe(8 * 3_600_000);
  expect(rows[0]?.startsAt?.toISOString().slice(0, 4)).toBe('2025');
});

test.each([
  ['no workbook at all', Buffer.from('PK? nothing of the kind'), 'duty/file-unreadable'],
  ['cut off', aWorkbook([HEAD]).subarray(0, 300), 'duty/file-unreadable'],
  ['another zip', zip({ 'a.txt': 'a' }), 'duty/file-unreadable'],
  ['with a password or .xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'duty/file-locked'],
  ['a bomb', zip({ 'xl/workbook.xml': ' '.repeat(4_000_001) }), 'duty/file-too-large'],
  ['a bomb that says it is small', zip({ 'x.xml': ' '.repeat(4_000_001) }, { 'x.xml': 10 }), 'duty/file-unreadable'],
  [
    'a cell at the end of the world',
    aWorkbookOf('<sheetData><row><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    'duty/file-too-large',
  ],
])('%s is refused', async (_what, bytes, code) => {
  await expect(read(bytes)).rejects.toThrow(code);
});

const day = (number: number) => ({ number, as: 'day' as const });
const time = (hours: number) => ({ number: hours / 24, as: 'time' as const });
const MARCH_1 = 46_447;
const shift = (name: string, from = 8) => [day(MARCH_1), time(from), time((from + 8) % 24), name, 'ห้องวิทยุ'];
const starts = (table: { rows: { startsAt: Date | null }[] }) =>
  table.rows.map(({ startsAt }) => startsAt?.toISOString());

test('a merged cell counts for each of its rows', async () => {
  const rows = [
    HEAD,
    shift('ก'),
    ['', time(16), time(0), 'ข', 'ห้องวิทยุ'],
    ['', '', '', 'ค', ''],
    ['', time(8), time(16), '', 'สายตรวจ'],
  ];
  const table = await read(aWorkbookWith([{ rows, merged: ['A2:A5', 'B3:B4', 'C3:C4', 'D4:D5', 'E3:E4', 'A9:C9'] }]));
  expect(table.rows.map(({ name, post, trouble }) => [name, post, trouble])).toEqual([
    ['ก', 'radio-room', null],
    ['ข', 'radio-room', null],
    ['ค', 'radio-room', null],
    ['ค', 'patrol-unit', null],
  ]);
  expect(starts(table)).toEqual(['01', '09', '09', '01'].map((hour) => `2027-03-01T${hour}:00:00.000Z`));
});

test.each(['1', 'true'])(
  'days and times of a workbook that counts from 1904 (%s), formatted or bare',
  async (date1904) => {
    const rows = [
      HEAD,
      [day(MARCH_1 - 1462), time(8), time(16), 'ก', 'ห้องวิทยุ'],
      [{ number: MARCH_1 - 1462 }, { number: 16 / 24 }, time(0), 'ก', 'ห้องวิทยุ'],
    ];
    const table = await read(aWorkbookWith([{ rows }], { date1904 }));
    expect(starts(table)).toEqual(['2027-03-01T01:00:00.000Z', '2027-03-01T09:00:00.000Z']);
    expect(table.rows[1]?.endsAt?.toISOString()).toBe('2027-03-01T17:00:00.000Z');
  },
);

test('times with their day need no day column, and may end on another day', async () => {
  const both = (number: number) => ({ number, as: 'both' as const });
  const rows = [HEAD.slice(1), [both(MARCH_1 + 20 / 24), both(MARCH_1 + 1 + 8 / 24), 'ก', 'สายตรวจ']];
  const [found] = await readRows(aWorkbookWith([{ rows }]));
  expect(found).toMatchObject({
    trouble: null,
    startsAt: new Date('2027-03-01T13:00:00Z'),
    endsAt: new Date('2027-03-02T01:00:00Z'),
  });
});

test('the sheet with the columns is read, the active one first, hidden ones last; another may be chosen', async () => {
  const note = { name: 'คำชี้แจง', rows: [['โปรดอ่าน'], ['วันที่ แก้ไข', 'ชื่อ ไฟล์']] };
  const [march, april] = [
    { name: 'มี.ค.', rows: [HEAD, shift('ก')] },
    { name: 'เม.ย. & พ.ค.'.replace('&', '&amp;'), rows: [HEAD, shift('ข')] },
  ];
  expect(await read(aWorkbookWith([note, march]))).toMatchObject({
    sheet: 'มี.ค.',
    otherSheets: [],
    rows: [{ name: 'ก' }],
  });
  const several = aWorkbookWith([note, march, april], { front: 2 });
  expect(await read(several)).toMatchObject({ sheet: 'เม.ย. & พ.ค.', otherSheets: ['มี.ค.'], rows: [{ name: 'ข' }] });
  expect(await read(several, 'มี.ค.')).toMatchObject({ sheet: 'มี.ค.', rows: [{ name: 'ก' }] });
  expect(await read(aWorkbookWith([{ ...march, state: 'hidden' }, april]))).toMatchObject({ rows: [{ name: 'ข' }] });
  expect(await read(aWorkbookWith([note, { ...march, state: 'veryHidden' }]))).toMatchObject({ rows: [{ name: 'ก' }] });
});

test('rows and cells with formatting only are ignored, down to the last row of the sheet', async () => {
  const table = await read(
    aWorkbookOf(
      `<worksheet><sheetData><row r="1">${HEAD.map((name, at) => `<c r="${'ABCDE'[at]}1" t="inlineStr"><is><t>${name}</t></is></c>`).join('')}</row><row r="2"><c r="A2" s="1"><v>${MARCH_1}</v></c><c r="B2"><v>8</v></c><c r="C2"><v>16</v></c><c r="D2" t="inlineStr"><is><t>ก</t></is></c><c r="E2" t="inlineStr"><is><t>วิทยุ</t></is></c><c r="XFD2" s="1"/></row><row r="1048575" ht="12.8"><c r="A1048575" s="1"/><c r="B1048575" s="1"></c></row><row r="1048576" customFormat="false" ht="12.8"/></sheetData></worksheet>`,
    ),
  );
  expect(table.rows).toMatchObject([{ line: 2, name: 'ก', trouble: null }]);
});

test('a picture in the workbook is ignored, however large', async () => {
  const parts = { 'xl/media/image1.png': 'x'.repeat(5_000_000) };
  expect(await readRows(aWorkbookWith([{ rows: [HEAD, shift('ก')] }], { parts }))).toHaveLength(1);
});

test('a damaged workbook is refused or read, with no other outcome', async () => {
  const valid = aWorkbook([HEAD, ['22/11/2569', '20:00', '08:00', 'ก', 'สายตรวจ']]);
  await fc.assert(
    fc.asyncProperty(fc.nat(valid.length - 1), fc.integer({ min: 0, max: 255 }), async (at, byte) => {
      const broken = Buffer.from(valid);
      broken[at] = byte;
      await read(broken).catch((error) => expect(error.message).toMatch(/^duty\/(file-|no-header|columns-missing)/));
    }),
    { seed: 20_690_105, numRuns: 600 },
  );
});
