import { expect, test } from 'vitest';
import { findDelimiter, readHeader, readRow } from './import-row.ts';

const geography = {
  isInThailand: ({ lat }: { lat: number }) => lat > 5 && lat < 21,
  describePlace: () => ({ subdistrictCode: '650101' }),
};
const header = readHeader(['รหัสสาขา', 'ชื่อร้าน', 'Latitude', 'Longitude', 'ประเภท'], ',');
const read = (...cells: string[]) => readRow(cells, { row: 2, code: '7K3F9TQ2', header, kind: 'store' }, geography);

test('a row with everything is a placement, whatever its columns are called', () => {
  expect(read(' A-1 ', 'ใจดีมาร์ท  ตลาด', '16.82', '100.26', 'โรงเรียน')).toEqual({
    ...{ row: 2, code: '7K3F9TQ2', kind: 'school', name: 'ใจดีมาร์ท ตลาด', reference: 'A-1' },
    ...{ lat: 16.82, lng: 100.26, subdistrictCode: '650101', problem: null, about: null },
  });
  expect(read('A-1', 'ก', '16.82', '100.26', '').kind).toBe('store');
  expect(read('A-1', 'กลุ่มครู', '', '', 'line-group')).toMatchObject({ problem: null, lat: null });
});

test('latitude and longitude may stand in one column', () => {
  const one = readHeader(['reference', 'name', 'พิกัด'], ',');
  const row = readRow(['A', 'ก', '16.82, 100.26'], { row: 2, code: '', header: one, kind: 'store' }, geography);
  expect(row).toMatchObject({ lat: 16.82, lng: 100.26, problem: null });
});

test.each([
  [['', 'ก', '16', '100', ''], 'reference-missing'],
  [['A'.repeat(61), 'ก', '16', '100', ''], 'reference-unfit'],
  [['A', ' ', '16', '100', ''], 'name-missing'],
  [['A', 'ก'.repeat(151), '16', '100', ''], 'name-unfit'],
  [['A', 'ก\0ข', '16', '100', ''], 'name-unfit'],
  [['A', 'ก', '16', '100', 'เรือ'], 'kind-unknown'],
  [['A', 'ก', '', '', ''], 'position-missing'],
  [['A', 'ก', '16', '', ''], 'position-unreadable'],
  [['A', 'ก', '1e1', '100', ''], 'position-unreadable'],
  [['A', 'ก', '16,5', '100', ''], 'position-unreadable'],
  [['A', 'ก', '160', '100', ''], 'position-unreadable'],
  [['A', 'ก', '100', '16', ''], 'position-unreadable'],
  [['A', 'ก', '1', '100', ''], 'position-outside'],
  [['A', 'ก', '16', '100'], 'cells'],
])('%j is wrong: %s', (cells, problem) => {
  expect(read(...cells).problem).toBe(problem);
});

test('a file without a column for the reference or the name is refused, and says which', () => {
  expect(() => readHeader(['name', 'lat'], ',')).toThrow(expect.objectContaining({ params: { column: 'reference' } }));
  expect(() => readHeader(['reference', 'lat'], ',')).toThrow(expect.objectContaining({ params: { column: 'name' } }));
});

test.each([
  ['reference,name\nA;B;C;D,x', ','],
  ['reference;name;lat\n', ';'],
  ['reference\tname', '\t'],
  ['', ','],
])('what stands between the columns of %j is %j', (text, delimiter) => {
  expect(findDelimiter(text)).toBe(delimiter);
});
