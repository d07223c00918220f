import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aWorkbook, aWorkbookOf, zip } from '#support/a-workbook';
import { readWorkbook } from './read-workbook.ts';
import { readRosterFile, readRosterTable } from './roster-file.ts';
import { addDays } from './thai-day.ts';

const HEAD = ['วันที่', 'เริ่ม', 'ถึง', 'ชื่อ', 'หน้าที่'];
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const read = async (bytes: Buffer) => readRosterTable(await readWorkbook(bytes));

test('a roster gives the same plan as CSV and as a workbook, whether days and times are text, real or bare numbers', async () => {
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
      const table = readRosterFile([HEAD, ...asText].map((cells) => cells.join(',')).join('\n'));
      expect(await read(aWorkbook([HEAD, ...asCells]))).toEqual(table);
    }),
    { seed: 20_690_104, numRuns: 60 },
  );
});

test('an empty line keeps the numbers of the others; 8.30, 0800 and 2569 as Excel turns them', async () => {
  const rows = await read(
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
  ['a cell at the end of the world', aWorkbookOf('<row><c r="XFD1048576"/></row>'), 'duty/file-too-large'],
])('%s is refused plainly', async (_what, bytes, code) => {
  await expect(read(bytes)).rejects.toThrow(code);
});

test('whatever is broken in a workbook, it is refused or read, and never anything else', async () => {
  const whole = aWorkbook([HEAD, ['22/11/2569', '20:00', '08:00', 'ก', 'สายตรวจ']]);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), async (at, byte) => {
      const broken = Buffer.from(whole);
      broken[at] = byte;
      await read(broken).catch((error) => expect(error.message).toMatch(/^duty\/file-/));
    }),
    { seed: 20_690_105, numRuns: 600 },
  );
});
