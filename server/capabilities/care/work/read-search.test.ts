import { expect, test } from 'vitest';
import { describeSearch, readSearch } from './read-search.ts';

test.each([
  ['CS-2569-000123', { code: 'CS-2569-000123', number: null, name: null }],
  ['cs2569-123', { code: 'CS-2569-000123', number: null, name: null }],
  ['2569-1234567', { code: 'CS-2569-1234567', number: null, name: null }],
  ['081-234 5678', { code: null, number: '0812345678', name: null }],
  ['+66 81 234 5678', { code: null, number: '0812345678', name: null }],
  ['1-1037-02071-81-1', { code: null, number: '1103702071811', name: null }],
  ['G65010001', { code: null, number: 'G65010001', name: 'g65010001' }],
  ['สมหญิง', { code: null, number: null, name: 'สมหญิง' }],
  ['123', { code: null, number: null, name: '123' }],
])('%s is read as one types it', (typed, asked) => {
  expect(readSearch(typed)).toEqual(asked);
});

test('the record of a search says its kind and length, never what was searched', () => {
  expect(describeSearch('สมหญิง')).toEqual({ by: 'name', length: 6 });
  expect(describeSearch('0812345678')).toEqual({ by: 'number', length: 10 });
});
