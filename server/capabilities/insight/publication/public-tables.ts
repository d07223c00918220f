import type { IncidentType } from '#contract/incident-type';
import { NATION, OTHER_KINDS, PUBLIC_KINDS, type PublicKind } from '#contract/open-data';
import {
  cellName,
  type PublishedCell,
  protectTable,
  ROUNDED_TO,
  roundKeyed,
  SMALLEST_SHOWN,
  type Table,
  TOTAL,
} from '../methods/suppression.ts';

/** What is counted here, before anything is hidden. */
export type Count = { area: string; type: string; n: number };
export type ProvinceOf = { code: string; districts: readonly string[] };
export type Protected = PublishedCell[] | 'cannot-protect' | 'frozen-does-not-fit';

/** A month of all provinces by kind. What an earlier version showed or hid stays so, as long as it is still true. */
export function protectMonth(
  month: string,
  provinces: readonly string[],
  counts: readonly Count[],
  key: string,
  earlier: readonly PublishedCell[] = [],
): Protected {
  const table: Table = {
    id: `incidents ${month}`,
    columns: PUBLIC_KINDS,
    root: { id: NATION, rows: countRows(provinces, counts) },
  };
  return protectTable(table, key, stillTrue(earlier, sumsOf(table)));
}

/**
 * A year of all districts by kind. Months of provinces and districts of a year add up to the same, and both together could give
 * away what each hides. So a year says of a kind in a province only what its twelve published months say already, and
 * divides it among the districts; where a month is hidden, the year and its districts are too.
 */
export function protectYear(
  year: string,
  provinces: readonly ProvinceOf[],
  counts: readonly Count[],
  months: readonly (readonly PublishedCell[])[],
  key: string,
  earlier: readonly PublishedCell[] = [],
): PublishedCell[] {
  const shown = countShown(months);
  const isKnown = (row: string, column: string) => months.length === 12 && shown.get(cellName({ row, column })) === 12;
  const id = `incidents ${year}`;
  const byProvince = Map.groupBy(counts, ({ area }) => area.slice(0, 2));
  const nationCounts = PUBLIC_KINDS.map((kind) => sum(counts.filter(({ type }) => type === kind)));
  const nation = [...nationCounts, total(nationCounts)].map((count, place): PublishedCell => {
    const cell = { row: NATION, column: COLUMNS[place] as string };
    const isShown = isKnown(NATION, cell.column) && count >= SMALLEST_SHOWN;
    return { ...cell, value: isShown ? roundKeyed(count, key, `${id} ${cellName(cell)}`) : null };
  });
  return [
    ...nation,
    ...provinces.flatMap((province) =>
      divideAmongDistricts(province, { id, counts: byProvince.get(province.code) ?? [], isKnown, key, earlier }),
    ),
  ];
}

const COLUMNS: readonly string[] = [...PUBLIC_KINDS, TOTAL];
const YEAR_COLUMNS: readonly string[] = [...PUBLIC_KINDS, OTHER_KINDS, TOTAL];

type OfYear = {
  id: string;
  counts: readonly Count[];
  isKnown(row: string, column: string): boolean;
  key: string;
  earlier: readonly PublishedCell[];
};

function divideAmongDistricts(
  { code, districts }: ProvinceOf,
  { id, counts, isKnown, key, earlier }: OfYear,
): PublishedCell[] {
  const before = new Map(earlier.filter(({ row }) => row === code).map(({ column, value }) => [column, value]));
  const wasHidden = (column: string) => before.get(column) === null;
  const byDistrict = countRows(districts, counts).map((row) => row.counts);
  const ofProvince = PUBLIC_KINDS.map((_, place) => total(byDistrict.map((row) => row[place] as number)));
  const known = PUBLIC_KINDS.filter(
    (kind, place) => isKnown(code, kind) && !wasHidden(kind) && (ofProvince[place] as number) >= SMALLEST_SHOWN,
  );
  const rest = PUBLIC_KINDS.filter((kind) => !known.includes(kind));
  const pick = (row: readonly number[], kinds: readonly PublicKind[]) =>
    kinds.map((kind) => row[PUBLIC_KINDS.indexOf(kind)] as number);
  const restOfProvince = total(pick(ofProvince, rest));
  // The kinds that are not known, as one column: with the total of a district they would be known anyway.
  // Another rest than in the version before would say what the difference is.
  const isSameRest = before.size === 0 || (!wasHidden(TOTAL) && rest.every(wasHidden));
  const isLarge = rest.length === 0 || restOfProvince >= SMALLEST_SHOWN;
  const hasTotal = isKnown(code, TOTAL) && isLarge && isSameRest;
  const hasRest = hasTotal && rest.length > 0;
  const nothing = [code, ...districts].flatMap((row) => YEAR_COLUMNS.map((column) => ({ row, column, value: null })));
  if (known.length === 0 && !hasTotal) return nothing;
  const cut = (row: readonly number[]) => [...pick(row, known), ...(hasRest ? [total(pick(row, rest))] : [])];
  const columns = [...known, ...(hasRest ? [OTHER_KINDS] : [])];
  const root = [...cut(ofProvince), total(cut(ofProvince))];
  const frozen = new Map(
    [...columns, TOTAL].map((column, place) => {
      const name = cellName({ row: code, column });
      return [name, roundKeyed(root[place] as number, key, `${id} ${name}`)];
    }),
  );
  const rows = districts.map((row, place) => ({ id: row, counts: cut(byDistrict[place] as number[]) }));
  const table: Table = { id, columns, root: { id: code, rows } };
  const kept = stillTrue(earlier, sumsOf(table));
  const found = protectTable(table, key, new Map([...frozen, ...kept]));
  // Too few districts for one of them to hide behind another: of this province none is shown.
  const values =
    typeof found === 'string' ? frozen : new Map(found.map((cell) => [cellName(cell), cell.value] as const));
  return nothing.map((cell) => ({
    ...cell,
    value: cell.column === TOTAL && !hasTotal ? null : (values.get(cellName(cell)) ?? null),
  }));
}

/** What is said once a year and of whole provinces only; each is one column that nothing else adds up to. */
export function protectSubject(
  subject: string,
  year: string,
  provinces: readonly string[],
  counts: readonly Count[],
  key: string,
  earlier: readonly PublishedCell[] = [],
): Protected {
  const of = (id: string) => sum(counts.filter(({ area }) => area === id));
  const table: Table = {
    id: `${subject} ${year}`,
    columns: [subject],
    root: { id: NATION, rows: provinces.map((id) => ({ id, counts: [of(id)] })) },
  };
  const found = protectTable(table, key, stillTrue(earlier, sumsOf(table)));
  return typeof found === 'string' ? found : found.filter(({ column }) => column === subject);
}

export const isPublicKind = (type: string): type is PublicKind => PUBLIC_KINDS.some((kind) => kind === type);
/** Reported once a year and of whole provinces alone. */
export const SEXUAL_VIOLENCE = 'sexual-violence-risk' satisfies IncidentType;
export const WITH_CHILDREN = 'with-children';

/** The counts of each of these areas, by kind. */
function countRows(areas: readonly string[], counts: readonly Count[]): { id: string; counts: number[] }[] {
  const byArea = Map.groupBy(counts, ({ area }) => area);
  return areas.map((id) => ({
    id,
    counts: PUBLIC_KINDS.map((kind) => sum((byArea.get(id) ?? []).filter(({ type }) => type === kind))),
  }));
}

/** Every count and every sum of a table with two levels, by name. */
function sumsOf({ columns, root }: Table): Map<string, number> {
  const sums = new Map<string, number>();
  const leaves = 'rows' in root ? root.rows.flatMap((row) => ('counts' in row ? [row] : [])) : [];
  for (const { id, counts } of leaves)
    for (const [place, column] of [...columns, TOTAL].entries()) {
      const count = column === TOTAL ? total(counts) : (counts[place] as number);
      sums.set(cellName({ row: id, column }), count);
      const above = cellName({ row: root.id, column });
      sums.set(above, (sums.get(above) ?? 0) + count);
    }
  return sums;
}

/**
 * Cells of an earlier version that need not change. What was hidden stays hidden, whatever it is now: two versions that hide different
 * cells would give both away. What was shown is freed only where it is no longer true.
 */
function stillTrue(earlier: readonly PublishedCell[], sums: ReadonlyMap<string, number>): Map<string, number | null> {
  const kept = earlier.filter((cell) => {
    const count = sums.get(cellName(cell));
    if (cell.value === null) return count !== undefined;
    return count !== undefined && count >= SMALLEST_SHOWN && Math.abs(count - cell.value) < ROUNDED_TO;
  });
  return new Map(kept.map((cell) => [cellName(cell), cell.value]));
}

/** How often each cell was shown, by name. */
export function countShown(months: readonly (readonly PublishedCell[])[]): Map<string, number> {
  const shown = new Map<string, number>();
  for (const cells of months)
    for (const cell of cells) if (cell.value !== null) shown.set(cellName(cell), (shown.get(cellName(cell)) ?? 0) + 1);
  return shown;
}

const total = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
const sum = (counts: readonly { n: number }[]): number => total(counts.map(({ n }) => n));
