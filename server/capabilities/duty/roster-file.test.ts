import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsvTable } from './csv-table.ts';
import { findPerson, readDay, readRosterFile } from './roster-file.ts';
import { addDays, momentOf } from './thai-day.ts';

const SEED = { seed: 20690103, numRuns: 400 };
const HEAD = 'วันที่,เริ่ม,ถึง,ชื่อ,หน้าที่';
const [row] = readRosterFile(`${HEAD}\n22/11/2569,20:00,08:00,ร.ต.ท. สมมติ  ใจดี,ห้องวิทยุ`);

test('a row in the Buddhist era over midnight becomes a shift that ends the next morning', () => {
  expect(row).toEqual({
    ...{ line: 2, name: 'ร.ต.ท. สมมติ ใจดี', post: 'radio-room', trouble: null },
    ...{ startsAt: new Date('2026-11-22T13:00:00.000Z'), endsAt: new Date('2026-11-23T01:00:00.000Z') },
  });
});

test('every day of a century is read alike in both eras, long and short, and in ISO form', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 36_000 }), (offset) => {
      const day = addDays('1990-01-01', offset);
      const [year = '', month = '', date = ''] = day.split('-');
      const buddhist = Number(year) + 543;
      for (const text of [day, `${Number(date)}/${Number(month)}/${buddhist}`, `${date}-${month}-${year}`]) {
        expect(readDay(text)).toBe(day);
      }
      if (buddhist >= 2533 && buddhist < 2600)
        expect(readDay(`${date}/${month}/${String(buddhist).slice(2)}`)).toBe(day);
    }),
    SEED,
  );
});

test.each(['31/02/2569', '0/11/2569', '22/13/2569', '22 พ.ย. 2569', '', '2026-11-31', '30/02/2567'])(
  '%s is no day',
  (text) => {
    expect(readDay(text)).toBeUndefined();
  },
);

test('29 February is a day in a leap year of either era', () => {
  expect(readDay('29/02/2567')).toBe('2024-02-29');
  expect(readDay('29/02/2569')).toBeUndefined();
});

test('whatever the times, a shift begins on its day and lasts at most a day', () => {
  const time = fc.integer({ min: 0, max: 1439 });
  const write = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  fc.assert(
    fc.property(time, time, (from, to) => {
      const [read] = readRosterFile(`${HEAD}\n22/11/2569,${write(from)},${write(to)},ก,สายตรวจ`);
      const minutes = ((read?.endsAt?.getTime() ?? 0) - (read?.startsAt?.getTime() ?? 0)) / 60_000;
      expect(read?.startsAt).toEqual(momentOf('2026-11-22', from));
      expect(minutes).toBeGreaterThan(0);
      expect(minutes).toBeLessThanOrEqual(1440);
      expect((from + minutes) % 1440).toBe(to);
    }),
    SEED,
  );
});

test('what is wrong is said by row; a file without the columns is refused', () => {
  const text = `${HEAD}\n99/99/2569,08:00,20:00,ก,สายตรวจ\n22/11/2569,แปดโมง,20:00,ก,สายตรวจ\n\n22/11/2569,08:00,20:00,ก,พ่อครัว`;
  expect(readRosterFile(text).map(({ line, trouble }) => [line, trouble])).toEqual([
    [2, 'no-day'],
    [3, 'no-time'],
    [5, 'no-post'],
  ]);
  expect(() => readRosterFile('a,b\n1,2')).toThrow('duty/file-unreadable');
});

test('cells with separators, quotes and line breaks come back as they were written, whatever the separator', () => {
  const cell = fc.string({ unit: fc.constantFrom('ก', 'a', ' ', '"', ',', ';', '\n', '1'), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 3, maxLength: 3 }), fc.constantFrom(',', ';', '\t'), (cells, separator) => {
      fc.pre(cells.some((value) => value.trim() !== ''));
      const line = cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator);
      const [, read] = readCsvTable(`\uFEFFx${separator}y${separator}z\r\n${line}`);
      expect(read?.cells).toEqual(cells.map((value) => value.trim()));
    }),
    SEED,
  );
});

test('a name without its rank is found when only one fits', () => {
  const people = [{ name: 'ร.ต.ท. สมมติ ใจดี' }, { name: 'ร.ต.ต. สมมติ ใจกล้า' }];
  expect(findPerson('สมมติ ใจดี', people)).toBe(people[0]);
  expect(findPerson('สมมติ', people)).toBe('several-people');
  expect(findPerson('ใครก็ไม่รู้', people)).toBe('no-person');
  expect(findPerson(' ', people)).toBe('no-person');
});
