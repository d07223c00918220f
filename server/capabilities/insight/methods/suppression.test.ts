import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  attackTable,
  cellName,
  type PublishedCell,
  protectTable,
  roundKeyed,
  spanOf,
  type Table,
  TOTAL,
} from './suppression.ts';

const SEED = { seed: 20_261_129, numRuns: 150 };
const KEY = 'a key of the tests';
/** Counts as they are: many zeros and small ones, some large. */
const COUNT = fc.oneof(fc.constant(0), fc.nat(12), fc.nat(30), fc.nat(2000));
const COLUMNS = ['assault', 'confinement', 'frenzy'];
const leaf = (id: string, counts: readonly number[]) => ({ id, counts });
const flat = (rows: readonly (readonly number[])[], columns = COLUMNS): Table => ({
  id: 'incidents 2026-11',
  columns,
  root: { id: 'nation', rows: rows.map((counts, row) => leaf(`province-${row}`, counts)) },
});
const ROW = fc.array(COUNT, { minLength: 3, maxLength: 3 });
const FLAT = fc.array(ROW, { minLength: 1, maxLength: 8 }).map((rows) => flat(rows));
/** Districts in provinces in the nation. */
const TREE = fc.array(fc.array(ROW, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }).map(
  (provinces): Table => ({
    id: 'incidents 2026',
    columns: COLUMNS,
    root: {
      id: 'nation',
      rows: provinces.map((districts, province) => ({
        id: `p${province}`,
        rows: districts.map((counts, district) => leaf(`p${province}d${district}`, counts)),
      })),
    },
  }),
);

function protect(table: Table, frozen?: Map<string, number | null>): PublishedCell[] {
  const cells = protectTable(table, KEY, frozen);
  if (typeof cells === 'string') throw new Error(cells);
  return cells;
}
const findValue = (cells: readonly PublishedCell[], row: string, column: string) =>
  cells.find((cell) => cell.row === row && cell.column === column)?.value;
/** Every real count of a table by the name of its cell, summed here in another way than in the method. */
function countsOf(table: Table): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (row: string, values: readonly number[]) => {
    for (const [place, column] of [...table.columns, TOTAL].entries()) {
      const value = column === TOTAL ? values.reduce((sum, n) => sum + n, 0) : (values[place] ?? 0);
      const name = cellName({ row, column });
      counts.set(name, (counts.get(name) ?? 0) + value);
    }
  };
  const walk = (row: Table['root'], above: string[]) => {
    if ('rows' in row) for (const inner of row.rows) walk(inner, [...above, row.id]);
    else for (const name of [...above, row.id]) add(name, row.counts);
  };
  walk(table.root, []);
  return counts;
}

test('whoever solves the published table finds that each hidden cell may be anything from 0 to 9', () => {
  fc.assert(
    fc.property(fc.oneof(FLAT, TREE), (table) => {
      const published = protect(table);
      const hidden = attackTable(table, published);
      if (hidden === 'contradiction') throw new Error('the truth itself fits');
      for (const cell of hidden) expect([cell.low, cell.high >= 9], JSON.stringify(cell)).toEqual([0, true]);
      const counts = countsOf(table);
      for (const cell of hidden) {
        const count = counts.get(cellName(cell)) ?? Number.NaN;
        expect(count >= cell.low && count <= cell.high).toBe(true);
      }
    }),
    SEED,
  );
});

test('no small count is shown, what is shown is a multiple of five less than five away, and every sum is there', () => {
  fc.assert(
    fc.property(fc.oneof(FLAT, TREE), (table) => {
      const counts = countsOf(table);
      const published = protect(table);
      expect(new Set(published.map(cellName))).toEqual(new Set(counts.keys()));
      for (const cell of published) {
        const count = counts.get(cellName(cell)) ?? Number.NaN;
        if (cell.value === null) continue;
        expect(count).toBeGreaterThanOrEqual(10);
        expect(cell.value % 5).toBe(0);
        expect(Math.abs(cell.value - count)).toBeLessThan(5);
      }
    }),
    SEED,
  );
});

test('publishing again without a change gives the same file', () => {
  fc.assert(
    fc.property(FLAT, (table) => {
      expect(JSON.stringify(protect(table))).toBe(JSON.stringify(protect(structuredClone(table))));
    }),
    { ...SEED, numRuns: 30 },
  );
});

test('one small count alone in its row and column hides a companion in both', () => {
  const big = [700, 800, 900];
  const cells = protect(flat([[3, 500, 600], big, big]));
  expect(findValue(cells, 'province-0', 'assault')).toBeNull();
  const hidden = cells.filter(({ value }) => value === null);
  expect(hidden.filter(({ row }) => row === 'province-0').length).toBeGreaterThanOrEqual(2);
  expect(hidden.filter(({ column }) => column === 'assault').length).toBeGreaterThanOrEqual(2);
  expect(findValue(cells, 'nation', TOTAL)).not.toBeNull();
});

test('companions are few, small before large, and no sums while counts are enough', () => {
  const table = flat([[3, 900, 40], ...[50, 60, 55, 40, 45].map((count, row) => [count, 900, 40 + 5 * row])]);
  const hidden = protect(table).filter(({ value }) => value === null);
  expect(hidden.length).toBeLessThanOrEqual(8);
  for (const { row, column } of hidden)
    expect([row === 'nation', column]).toEqual([false, expect.not.stringMatching(/confinement|total/)]);
});

test('small counts that their sum would give away hide one more', () => {
  // Three and nothing: the row's sum would say that both are at most three.
  const columns = ['one', 'two', 'three'];
  const table = flat(
    [
      [3, 0, 500],
      [300, 300, 300],
      [300, 300, 300],
    ],
    columns,
  );
  const counts = countsOf(table);
  const naive = protect(table).map((cell) => {
    const value = counts.get(cellName(cell)) ?? 0;
    return { ...cell, value: value < 10 ? null : value };
  });
  const unrounded = attackTable(table, naive, ({ value }) => ({
    low: value ?? 0,
    high: value ?? Number.POSITIVE_INFINITY,
  }));
  expect(unrounded).toMatchObject([
    { column: 'one', low: 3, high: 3 },
    { column: 'two', low: 0, high: 0 },
  ]);
  const hidden = protect(table).filter(({ row, value }) => row === 'province-0' && value === null);
  expect(hidden.length).toBeGreaterThan(2);
});

test('two labels for what is hidden would give away what one label keeps', () => {
  const table = flat(
    [
      [0, 10],
      [10, 0],
      [500, 600],
    ],
    ['assault', 'confinement'],
  );
  const published = protect(table);
  const counts = countsOf(table);
  const isSmall = (cell: PublishedCell) => (counts.get(cellName(cell)) ?? 0) < 10;
  const solve = (known?: Parameters<typeof attackTable>[2]) => {
    const bounds = attackTable(table, published, known);
    if (bounds === 'contradiction') throw new Error('the truth itself fits');
    return bounds.filter(isSmall);
  };
  expect(solve()).toHaveLength(2);
  for (const { low, high } of solve()) expect([low, high >= 9]).toEqual([0, true]);
  // "Fewer than 10" beside "not shown": the second is ten or more, and of fourteen at most four are left for the first.
  const labelled = solve((cell) => {
    if (cell.value !== null) return spanOf(cell.value);
    return isSmall(cell) ? { low: 0, high: 9 } : { low: 10, high: Number.POSITIVE_INFINITY };
  });
  for (const { high } of labelled) expect(high).toBeLessThanOrEqual(4);
});

test('a year after its months: what the months showed is not given away by the year', () => {
  const month = (n: number) => ({ id: `month-${n}`, counts: [n === 5 ? 3 : 10, 400 + n, 500 - n] });
  const months = Array.from({ length: 12 }, (_, n) => month(n));
  const frozen = new Map<string, number | null>();
  for (const one of months) {
    const alone = {
      id: `incidents ${one.id}`,
      columns: COLUMNS,
      root: { id: 'region', rows: [one, leaf('other', [300, 300, 300])] },
    };
    for (const cell of protect(alone)) if (cell.row === one.id) frozen.set(cellName(cell), cell.value);
  }
  const year: Table = { id: 'incidents 2026', columns: COLUMNS, root: { id: 'province', rows: months } };
  const published = protect(year, frozen);
  for (const cell of published) if (frozen.has(cellName(cell))) expect(cell.value).toBe(frozen.get(cellName(cell)));
  const hidden = attackTable(year, published);
  const small =
    hidden === 'contradiction'
      ? undefined
      : hidden.find(({ row, column }) => row === 'month-5' && column === 'assault');
  expect(small).toMatchObject({ value: null, low: 0 });
  expect(small?.high).toBeGreaterThanOrEqual(9);
  // Without what the months showed the year would show this sum, and so the month.
  expect(findValue(published, 'province', 'assault')).toBeNull();
});

test('an earlier file that gives a cell away by itself is said, and one that is no longer true as well', () => {
  const table = flat([[0, 500, 600]]);
  const all = new Map<string, number | null>();
  for (const [name, count] of countsOf(table)) all.set(name, count >= 10 ? roundKeyed(count, KEY, name) : null);
  expect(protectTable(table, KEY, all)).toBe('cannot-protect');
  expect(protectTable(flat([[0, 900, 600]]), KEY, all)).toBe('frozen-does-not-fit');
});

test('rounding adds nothing on average, keeps multiples and never falls when the count rises', () => {
  let sum = 0;
  for (let cell = 0; cell < 4000; cell += 1) sum += roundKeyed(12, KEY, `cell ${cell}`);
  expect(sum / 4000).toBeCloseTo(12, 0.8);
  expect(new Set(Array.from({ length: 50 }, (_, cell) => roundKeyed(15, KEY, `cell ${cell}`)))).toEqual(new Set([15]));
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), fc.string(), (one, other, name) => {
      const [less, more] = one < other ? [one, other] : [other, one];
      expect(roundKeyed(less, KEY, name)).toBeLessThanOrEqual(roundKeyed(more, KEY, name));
    }),
    SEED,
  );
  const shown = (key: string) => Array.from({ length: 40 }, (_, cell) => roundKeyed(12, key, `cell ${cell}`)).join();
  expect(shown(KEY)).not.toBe(shown('another key'));
});
