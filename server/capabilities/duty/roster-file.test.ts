import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, momentOf } from '#contract/thai-day';
import { readCsvTable } from './csv-table.ts';
import { findPerson } from './find-person.ts';
import { readRosterFile } from './roster-file.ts';
import { readDay, readTime } from './roster-moment.ts';

const SEED = { seed: 20690103, numRuns: 400 };
const HEAD = 'วันที่,เริ่ม,ถึง,ชื่อ,หน้าที่';
const read = (text: string) => readRosterFile(text).rows;
const [row] = read(`${HEAD}\n22/11/2569,20:00,08:00,ร.ต.ท. สมมติ  ใจดี,ห้องวิทยุ`);

test('a row in the Buddhist era over midnight becomes a shift that ends the next morning', () => {
  expect(row).toEqual({
    ...{ line: 2, name: 'ร.ต.ท. สมมติ ใจดี', staffNumber: '', post: 'radio-room', trouble: null },
    ...{ startsAt: new Date('2026-11-22T13:00:00.000Z'), endsAt: new Date('2026-11-23T01:00:00.000Z') },
  });
});

test('every day of a century is read the same in both eras, long and short, and in ISO form', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 36_000 }), (offset) => {
      const day = addDays('1990-01-01', offset);
      const [year = '', month = '', date = ''] = day.split('-');
      const buddhist = Number(year) + 543;
      for (const text of [day, `${Number(date)}/${Number(month)}/${buddhist}`, `${date}-${month}-${year}`]) {
        expect(readDay(text)).toBe(day);
      }
      if (buddhist >= 2543 && buddhist < 2600)
        expect(readDay(`${date}/${month}/${String(buddhist).slice(2)}`)).toBe(day);
    }),
    SEED,
  );
});

test.each(['31/02/2569', '0/11/2569', '22/13/2569', '22 พ.ต. 2569', '22 พ.ย.', '22', '', '2026-11-31', '30/02/2567'])(
  '%s is no day',
  (text) => {
    expect(readDay(text)).toBeUndefined();
  },
);

test('29 February exists in a leap year of either era', () => {
  expect(readDay('29/02/2567')).toBe('2024-02-29');
  expect(readDay('29/02/2569')).toBeUndefined();
});

test('any shift begins on its day and lasts at most a day', () => {
  const time = fc.integer({ min: 0, max: 1439 });
  const write = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  fc.assert(
    fc.property(time, time, (from, to) => {
      const [found] = read(`${HEAD}\n22/11/2569,${write(from)},${write(to)},ก,สายตรวจ`);
      const minutes = ((found?.endsAt?.getTime() ?? 0) - (found?.startsAt?.getTime() ?? 0)) / 60_000;
      expect(found?.startsAt).toEqual(momentOf('2026-11-22', from));
      expect(minutes).toBeGreaterThan(0);
      expect(minutes).toBeLessThanOrEqual(1440);
      expect((from + minutes) % 1440).toBe(to);
    }),
    SEED,
  );
});

test('trouble is reported by row; a file without the columns is refused', () => {
  const text = `${HEAD}\n99/99/2569,08:00,20:00,ก,สายตรวจ\n22/11/2569,แปดโมง,20:00,ก,สายตรวจ\n\n22/11/2569,08:00,20:00,ก,พ่อครัว`;
  expect(read(text).map(({ line, trouble }) => [line, trouble])).toEqual([
    [2, 'no-day'],
    [3, 'no-time'],
    [5, 'no-post'],
  ]);
  expect(() => readRosterFile('a,b\n1,2')).toThrow('duty/no-header');
});

test('cells with separators, quotes and line breaks are read as written, whatever the separator', () => {
  const cell = fc.string({ unit: fc.constantFrom('ก', 'a', ' ', '"', ',', ';', '\n', '1'), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 3, maxLength: 3 }), fc.constantFrom(',', ';', '\t'), (cells, separator) => {
      fc.pre(cells.some((value) => value.trim() !== ''));
      const line = cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator);
      const { lines, openQuote } = readCsvTable(`\uFEFFx${separator}y${separator}z\r\n${line}`, separator);
      expect(openQuote).toBeNull();
      expect(lines[1]?.cells).toEqual(cells.map((value) => value.trim()));
    }),
    SEED,
  );
});

test.each([
  ['๒๒/๑๑/๒๕๖๙'],
  ['22 พ.ย. 2569'],
  ['22 พฤศจิกายน พ.ศ. 2569'],
  ['๒๒ พ.ย. ๖๙'],
  ['22-พ.ย.-69'],
  ['อาทิตย์ที่ 22 พฤศจิกายน 2569'],
  ['วันอาทิตย์ 22/11/2569'],
  ['อา. 22 พ.ย. 69'],
  ['22-Nov-26'],
  ['November 22, 2026'],
  ['22 . 11 . 2569'],
  ['22/11/26'],
])('%s is 22 November 2026', (text) => {
  expect(readDay(text)).toBe('2026-11-22');
});

test('a day without its month belongs to the month in the title', () => {
  expect(readDay('22', { year: 2026, month: 11 })).toBe('2026-11-22');
  expect(readDay('31', { year: 2026, month: 11 })).toBeUndefined();
});

test.each([
  ['08:30', 510],
  ['๐๘.๓๐', 510],
  ['8.30 น.', 510],
  ['08.30น.', 510],
  ['0830', 510],
  ['08:30:00', 510],
  ['8:30 AM', 510],
  ['8:30 pm', 1230],
  ['12:15 am', 15],
  ['20', 1200],
  ['20 น.', 1200],
  ['24.00', 1440],
  ['๐๐.๐๐', 0],
])('%s is a time', (text, minutes) => {
  expect(readTime(text)).toEqual({ minutes });
});

test('a time may include its day', () => {
  for (const text of ['22/11/2569 08.30', '2026-11-22T08:30', '2026-11-22 08:30:00', '22 พ.ย. 69 เวลา 8.30 น.'])
    expect(readTime(text)).toEqual({ minutes: 510, day: '2026-11-22' });
  for (const text of ['25:00', '08:60', '13:00 pm', 'แปดโมง', '2', '1/3'].slice(0, 4))
    expect(readTime(text)).toBeUndefined();
});

const SHIFT = {
  ...{ post: 'radio-room', trouble: null },
  ...{ startsAt: new Date('2027-03-01T01:00:00Z'), endsAt: new Date('2027-03-01T09:00:00Z') },
};
test.each([
  ['title rows', `ตารางเวร ประจำเดือน มีนาคม ๒๕๗๐,,,,\nสถานีตำรวจภูธรตัวอย่าง,,,,\n${HEAD}\n1/3/2570,08.00,16.00,ก,ห้องวิทยุ`],
  ['bare days under the month', `เวรเดือน มีนาคม ๒๕๗๐\n${HEAD}\n1,08.00,16.00,ก,ห้องวิทยุ`],
  ['Thai digits', `${HEAD}\n๑/๓/๒๕๗๐,๐๘.๐๐,๑๖.๐๐,ก,ห้องวิทยุ`],
  ['sep=', `sep=;\r\n${HEAD.replaceAll(',', ';')}\r\n1/3/2570;08.00;16.00;ก;ห้องวิทยุ`],
  ['Unicode Text', `\uFEFF${HEAD.replaceAll(',', '\t')}\r\n1/3/2570\t08.00\t16.00\tก\tห้องวิทยุ\r\n`],
  [
    'a title with other separators',
    `เวร, มีนาคม, 2570, แก้ไข, ครั้งที่ 2\n${HEAD.replaceAll(',', ';')}\n1/3/2570;08.00;16.00;ก;ห้องวิทยุ`,
  ],
  ['one column of hours', 'ลำดับ,ว/ด/ป,เวลา,ยศ ชื่อ - สกุล,หน้าที่\n1,1 มี.ค. 70,08.00 - 16.00 น.,ก,พนักงานวิทยุ'],
  ['rank and surname apart', 'วันที่,เวลา,ถึง,ยศ,ชื่อ,นามสกุล,ตำแหน่ง\n1/3/2570,08.00,16.00,,,ก,วิทยุ'],
  ['times with days', 'เริ่ม,ถึง,ชื่อ,หน้าที่\n1/3/2570 08:00,1/3/2570 16:00,ก,ห้องวิทยุ'],
  ['a head in two lines', 'วันที่,เวลา,,ชื่อ,หน้าที่\n,เริ่ม,ถึง,,\n1/3/2570,08.00,16.00,ก,ห้องวิทยุ'],
  ['a head in other words', 'วันที่ปฏิบัติงาน,เวลาเริ่ม,เวลาสิ้นสุด,ชื่อ-นามสกุล,หน้าที่ที่ได้รับ\n1/3/2570,8 น.,16 น.,ก,วิทยุ'],
])('%s above and in a table are understood', (_what, text) => {
  expect(read(text)).toMatchObject([{ ...SHIFT, name: 'ก' }]);
});

test('a day written once counts for the rows below it; remarks, signatures and a repeated header are listed as skipped', () => {
  const table = readRosterFile(
    [
      ...[HEAD, '1/3/2570,08.00,16.00,ก,ห้องวิทยุ', ',16.00,00.00,ข,ห้องวิทยุ', ',,,ค,สายตรวจ 2', HEAD],
      ...['2/3/2570,,,,', ',08.00,16.00,ก,ร้อยเวร 20', ',,,พ.ต.อ. สมมติ ลงนาม,ผกก.', 'หมายเหตุ: แลกเวรได้,,,,'],
    ].join('\n'),
  );
  expect(table.rows.map(({ line, post, trouble }) => [line, post, trouble])).toEqual([
    [2, 'radio-room', null],
    [3, 'radio-room', null],
    [4, 'patrol-unit', null],
    [7, 'duty-chief', null],
  ]);
  expect(table.rows.map(({ startsAt }) => startsAt?.toISOString())).toEqual(
    ['2027-03-01T01', '2027-03-01T09', '2027-03-01T09', '2027-03-02T01'].map((hour) => `${hour}:00:00.000Z`),
  );
  expect(table.skipped).toEqual([8, 9]);
});

test('a shift that is not understood is never skipped', () => {
  const table = readRosterFile(
    `${HEAD}\n1/3/2570,,,ก,ห้องวิทยุ\nพรุ่งนี้,08.00,16.00,ก,ห้องวิทยุ\n1/3/2570 ,2/3/2570 08.00,16.00,ก,ห้องวิทยุ`,
  );
  expect(table.rows.map(({ trouble }) => trouble)).toEqual(['no-time', 'no-day', 'days-differ']);
  expect(table.skipped).toEqual([]);
});

test('a missing column is named in both languages, with what the line has instead', () => {
  const refused = () => readRosterFile('ตารางเวร\nวันที่,ชื่อ,เริ่ม,แผนก\n1/3/2570,ก,08.00,วิทยุ');
  expect(refused).toThrow(
    expect.objectContaining({
      code: 'duty/columns-missing',
      params: { line: 2, missing: 'ถึง, หน้าที่', missingEn: 'to, post', found: 'วันที่, ชื่อ, เริ่ม, แผนก' },
    }),
  );
});

const people = [
  { name: 'ร.ต.ท. สมมติ ใจดี' },
  { name: 'ร.ต.ต. สมมติ ใจกล้า' },
  { name: 'ด.ต. สมมติ ใจดี', staffNumber: 'P-17' },
  { name: 'ร.ต.ต.หญิง สมมุติ ตื่นเสมอ (สาธิต)' },
  { name: 'นายิกา ทดลอง' },
];
test.each([
  ['ร้อยตำรวจโท สมมติ ใจดี', 0],
  ['ร.ต.ท.สมมติ  ใจดี', 0],
  ['ดาบตำรวจ สมมติ ใจดี', 2],
  ['สมมติ ใจดี', 'several-people'],
  ['พ.ต.ท. สมมติ ใจดี', 'several-people'],
  ['ร.ต.อ. สมมติ ใจกล้า', 1],
  ['ใจกล้า', 1],
  ['ร้อยตำรวจตรีหญิง สมมุติ ตื่นเสมอ', 3],
  ['ร.ต.ท.หญิง สมมุติ ตื่นเสมอ', 3],
  ['น.ส.นายิกา ทดลอง', 4],
  ['นายิกา ทดลอง', 4],
  ['สมมติ', 'several-people'],
  ['ใครก็ไม่รู้', 'no-person'],
  [' ', 'no-person'],
])('%s is found whatever the rank', (name, who) => {
  expect(findPerson({ name }, people)).toBe(typeof who === 'number' ? people[who] : who);
});

test('a staff number decides even if the name has changed', () => {
  expect(findPerson({ name: 'ร.ต.ต. สมมติ ชื่อใหม่', staffNumber: 'p-๑๗' }, people)).toBe(people[2]);
  expect(findPerson({ name: 'ร.ต.ต. สมมติ ใจกล้า', staffNumber: 'X-1' }, people)).toBe(people[1]);
});
