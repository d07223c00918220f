import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NATION, OTHER_KINDS, PUBLIC_KINDS } from '../../../../contract/open-data.ts';
import { attackTable, cellName, type PublishedCell, spanOf, type Table, TOTAL } from '../methods/suppression.ts';
import { type Count, type ProvinceOf, protectMonth, protectSubject, protectYear } from './public-tables.ts';

// What an attacker finds who has every file, solved from the published values alone: nothing here knows a count.

const KEY = 'a key of this test';
const SEED = { seed: 20261129, numRuns: 60 };
const PROVINCES: ProvinceOf[] = [
  { code: '11', districts: ['1101', '1102', '1103'] },
  { code: '12', districts: ['1201', '1202', '1203', '1204'] },
  { code: '13', districts: ['1301', '1302', '1303'] },
];
const CODES = PROVINCES.map(({ code }) => code);
const KINDS: readonly string[] = PUBLIC_KINDS;

/** Counts of a month by district and kind: many, few, none. */
const MONTH = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 40, max: 400 }), fc.integer({ min: 40, max: 400 })),
  { minLength: 50, maxLength: 50 },
);
const districts = PROVINCES.flatMap((province) => province.districts);
const ofDistricts = (numbers: readonly number[]): Count[] =>
  districts.flatMap((area, row) => KINDS.map((type, at) => ({ area, type, n: numbers[row * KINDS.length + at] ?? 0 })));
const ofProvinces = (counts: readonly Count[]): Count[] =>
  counts.map((one) => ({ ...one, area: one.area.slice(0, 2) }));

function publishMonth(month: string, counts: readonly Count[], earlier?: readonly PublishedCell[]): PublishedCell[] {
  const found = protectMonth(month, CODES, ofProvinces(counts), KEY, earlier);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

/** Its shape without its counts: all that is public. */
function shapeOf(cells: readonly PublishedCell[], columns: readonly string[], root: string): Table {
  const rows = [...new Set(cells.map(({ row }) => row))].filter((row) => row !== root);
  return { id: '', columns, root: { id: root, rows: rows.map((id) => ({ id, counts: columns.map(() => 0) })) } };
}

/** Bounds of each hidden cell. Some shown sums may be known better than the file says: exactly, or as hidden ones. */
function attack(cells: readonly PublishedCell[], columns: readonly string[], root: string) {
  const found = attackTable(shapeOf(cells, columns, root), cells);
  if (found === 'contradiction') throw new Error('the truth itself fits');
  return found;
}

const aYear = (months: readonly (readonly number[])[], year = '2025') => {
  const counted = months.map(ofDistricts);
  const published = counted.map((counts, at) => publishMonth(`${year}-${String(at + 1).padStart(2, '0')}`, counts));
  return { counted, published, cells: protectYear(year, PROVINCES, counted.flat(), published, KEY) };
};

test('no file of a month narrows a hidden figure below 0 to 9', () => {
  fc.assert(
    fc.property(MONTH, (numbers) => {
      for (const { low, high } of attack(publishMonth('2026-10', ofDistricts(numbers)), KINDS, NATION))
        expect([low, high >= 9]).toEqual([0, true]);
    }),
    SEED,
  );
});

test('a year says nothing of a hidden month, and its districts hide behind each other, whatever its months have shown', () => {
  fc.assert(
    fc.property(fc.array(MONTH, { minLength: 12, maxLength: 12 }), fc.integer({ min: 0, max: 40 }), (months, more) => {
      // Some years have enough everywhere.
      const { published, cells } = aYear(months.map((numbers) => numbers.map((n) => n + more)));
      const publishedOf = new Map(cells.map((cell) => [cellName(cell), cell.value]));
      const isShownAllYear = (row: string, column: string) =>
        published.every((month) => month.find((cell) => cell.row === row && cell.column === column)?.value != null);
      for (const row of [NATION, ...CODES])
        for (const column of [...KINDS, TOTAL])
          if (publishedOf.get(cellName({ row, column })) != null)
            expect(isShownAllYear(row, column), `${row} ${column}`).toBe(true);
      for (const { code, districts: inside } of PROVINCES) {
        const known = KINDS.filter((column) => publishedOf.get(cellName({ row: code, column })) != null);
        for (const row of inside)
          for (const column of KINDS.filter((kind) => !known.includes(kind)))
            expect(publishedOf.get(cellName({ row, column })), `${row} ${column}`).toBeNull();
        const hasTotal = publishedOf.get(cellName({ row: code, column: TOTAL })) != null;
        const columns = [...known, ...(hasTotal && known.length < KINDS.length ? [OTHER_KINDS] : [])];
        if (columns.length === 0) continue;
        const own = cells.filter(
          ({ row, column }) =>
            [code, ...inside].includes(row) && (columns.includes(column) || (column === TOTAL && hasTotal)),
        );
        // What the file does not say: the total of the known kinds.
        const whole = hasTotal
          ? own
          : [...own, ...[code, ...inside].map((row) => ({ row, column: TOTAL, value: null }))];
        for (const { row, column, low, high } of attack(whole, columns, code))
          expect([low, high >= 9], `${row} ${column}`).toEqual([0, true]);
      }
    }),
    { ...SEED, numRuns: 25 },
  );
});

test('a district with three cases is hidden, and so is another one of its kind', () => {
  const numbers = districts.flatMap((district) => KINDS.map((_, at) => (district === '1102' && at === 1 ? 0 : 40)));
  const months = Array.from({ length: 12 }, (_, at) =>
    numbers.map((n, place) => (at === 4 && n === 0 ? 3 : n + ((place + at) % 3))),
  );
  const { cells } = aYear(months.map((month) => month.map((n) => (n < 3 ? 0 : n))));
  const of = (row: string, column: string) => cells.find((cell) => cell.row === row && cell.column === column)?.value;
  const kind = KINDS[1] as string;
  expect(of('1102', kind)).toBeNull();
  expect(of('11', kind)).not.toBeNull();
  expect([of('1101', kind), of('1103', kind)].filter((value) => value === null).length).toBeGreaterThan(0);
  expect(of('1201', kind)).not.toBeNull();
});

test('a correction hides what was hidden and shows what was shown, so that two versions say no more than one', () => {
  fc.assert(
    fc.property(MONTH, fc.integer({ min: 0, max: 49 }), fc.integer({ min: 1, max: 3 }), (numbers, place, more) => {
      const first = publishMonth('2026-10', ofDistricts(numbers));
      const corrected = numbers.map((n, at) => (at === place ? n + more : n));
      const found = protectMonth('2026-10', CODES, ofProvinces(ofDistricts(corrected)), KEY, first);
      // It may be that only another first version could hide it: then there is none.
      if (typeof found === 'string') return;
      for (const [at, cell] of found.entries()) if (first[at]?.value === null) expect(cell.value).toBeNull();
      const joint = found.map((cell, at) => ({ ...cell, value: cell.value ?? first[at]?.value ?? null }));
      for (const { low, high } of attack(joint, KINDS, NATION)) expect([low, high >= 9]).toEqual([0, true]);
    }),
    SEED,
  );
});

test('the same figures are the same cells again, and another month is rounded anew', () => {
  const numbers = districts.flatMap((_, row) => KINDS.map((__, at) => 41 + row + at));
  const counts = ofDistricts(numbers);
  expect(publishMonth('2026-10', counts)).toEqual(publishMonth('2026-10', counts));
  const values = (month: string) => JSON.stringify(publishMonth(month, counts).map(({ value }) => value));
  expect(new Set(['2026-01', '2026-02', '2026-03', '2026-04'].map(values)).size).toBeGreaterThan(1);
});

test('what is said of a year and a province alone hides small counts too', () => {
  const counts = CODES.map((area, at) => ({ area, type: 'sexual-violence-risk', n: [4, 60, 80][at] as number }));
  const cells = protectSubject('sexual-violence-risk', '2025', CODES, counts, KEY);
  if (typeof cells === 'string') throw new Error(cells);
  expect(cells.map(({ row }) => row)).toEqual(expect.arrayContaining([NATION, ...CODES]));
  expect(cells.every(({ value }) => value === null || spanOf(value).low >= 10)).toBe(true);
  expect(cells.filter(({ value }) => value === null).length).toBeGreaterThanOrEqual(2);
});
