import { createHmac } from 'node:crypto';
import { boundsOf, type Circulation, findObstacles, type Span } from './circulation.ts';

/**
 * Public tables in which nobody finds one person: what counts fewer than ten is hidden, so much more is hidden that sums
 * do not give it back, the rest is rounded. Whether it is enough is not believed but computed: the published table is
 * solved as an attacker would, with all its sums, and each hidden cell must still be able to be anything from 0 to 9.
 *
 * One label for all that is hidden. "Fewer than 10" beside "not shown" would say that the second is ten or more, and a
 * row whose hidden cells count twelve together would give the first away as two or less. Zero is hidden like any small
 * count, otherwise a hidden cell would say "it happened".
 */
export const SMALLEST_SHOWN = 10;
/** Shown counts are multiples of this. */
export const ROUNDED_TO = 5;
/** The name of the column that sums a row, for identities of cells. */
export const TOTAL = 'total';

/** A row of counts, one for each column, or a sum of the rows within it (a province of its districts). */
export type TableRow = { id: string; counts: readonly number[] } | { id: string; rows: readonly TableRow[] };
/**
 * Each column is summed by the rows that hold others, each row by a column of totals. A total must count what its columns
 * show and no more: a kind that is left out of the columns for its rarity is left out of the total too.
 */
export type Table = {
  /**
   * What is counted and when ("incidents 2026-11"). Files that count the same share it, so that the same count is rounded
   * the same way in each of them; another month is rounded anew, so that roundings do not add up over a year.
   */
  id: string;
  columns: readonly string[];
  root: TableRow;
};

/** `value` is null where nothing is shown. Which of the hidden are small is not said. */
export type PublishedCell = { row: string; column: string; value: number | null };

/** A cell of the table as one edge of a circulation; the count is what it really is. */
type Cell = { row: string; column: string; count: number; isSum: boolean };

/**
 * The whole table with every sum, ready to be published. `key` rounds repeatably: the same cell with the same count is
 * always rounded the same way, so that editions can't be averaged. `frozen` are cells that an earlier file already showed
 * or hid (by `cellName`). If these alone give a cell away, the answer is 'cannot-protect'; if one says what is no longer
 * so, 'frozen-does-not-fit' and the earlier file needs a new version first. Then nothing may be published.
 *
 * Not covered: whoever knows the counts of all but one person, and guesses from which cells were chosen to be hidden.
 */
export function protectTable(
  table: Table,
  key: string,
  frozen: ReadonlyMap<string, number | null> = new Map(),
): PublishedCell[] | 'cannot-protect' | 'frozen-does-not-fit' {
  const { network, cells } = layOut(table);
  const values = cells.map((cell) => {
    const earlier = frozen.get(cellName(cell));
    return earlier === undefined ? publish(cell, key, table.id) : earlier;
  });
  const counts = cells.map(({ count }) => count);
  const isFrozen = cells.map((cell) => frozen.has(cellName(cell)));
  if (values.some((value, cell) => !isWithin(counts[cell] as number, spanOf(value)))) return 'frozen-does-not-fit';
  // As if what is shown were shown unrounded: rounding alone would leave a lone hidden cell a span wide enough, but its
  // middle would be a good guess. Whoever solves the rounded table knows less than this.
  const spans = values.map((value, cell) => (value === null ? spanOf(null) : exactly(counts[cell] as number)));
  const priceOf = (cell: number): number | undefined =>
    values[cell] === null || isFrozen[cell] ? undefined : priceToHide(cells[cell] as Cell);
  // Hiding more only widens what the others can be: a cell that is protected once stays so, and each is asked once.
  const hidden = values.flatMap((value, cell) => (value === null ? [cell] : []));
  for (const cell of hidden) {
    // For all that is published it may be nothing, and it may be just too many to be hidden for itself.
    for (const possible of [0, SMALLEST_SHOWN - 1]) {
      for (;;) {
        const obstacles = findObstacles(network, spans, counts, cell, possible, priceOf);
        if (obstacles?.length === 0) break;
        if (obstacles === undefined) {
          // A sum over months that were shown is known to be large. It is hidden for another's sake and is no secret.
          if ((counts[cell] as number) >= SMALLEST_SHOWN) break;
          return 'cannot-protect';
        }
        for (const next of obstacles) {
          values[next] = null;
          spans[next] = spanOf(null);
          hidden.push(next);
        }
      }
    }
  }
  return cells.map(({ row, column }, cell) => ({ row, column, value: values[cell] ?? null }));
}

/** A cell within a table, as `frozen` names it. */
export function cellName({ row, column }: { row: string; column: string }): string {
  return JSON.stringify([row, column]);
}

function publish(cell: Cell, key: string, table: string): number | null {
  return cell.count < SMALLEST_SHOWN ? null : roundKeyed(cell.count, key, `${table} ${cellName(cell)}`);
}

/**
 * Up or down to a multiple of five, so that on average nothing is added. The cell's own threshold decides, not a draw for
 * each count: a correction upwards never lets the figure fall.
 */
export function roundKeyed(count: number, key: string, name: string): number {
  const threshold = createHmac('sha256', key).update(`round ${name}`).digest().readUInt32BE(0) / 2 ** 32;
  const rest = count % ROUNDED_TO;
  return count - rest + (rest / ROUNDED_TO > threshold ? ROUNDED_TO : 0);
}

/** What everybody knows of a published value who knows these rules; they are public. */
export function spanOf(value: number | null): Span {
  if (value === null) return { low: 0, high: Number.POSITIVE_INFINITY };
  return { low: Math.max(SMALLEST_SHOWN, value - ROUNDED_TO + 1), high: value + ROUNDED_TO - 1 };
}

function exactly(count: number): Span {
  return { low: count, high: count };
}

function isWithin(count: number, span: Span): boolean {
  return count >= span.low && count <= span.high;
}

/** What readers lose with a cell: few cells before many, small before large, counts before the sums they need most. */
function priceToHide({ count, isSum }: Cell): number {
  return isSum ? 10_000 + Math.min(count, 9000) : 100 + Math.min(count, 900);
}

/**
 * What an attacker can know of each hidden cell: the least and the most it can be for the whole published table, exact,
 * without the counts. `known` narrows cells by what is known from elsewhere, for example by a label.
 */
export function attackTable(
  table: Table,
  published: readonly PublishedCell[],
  known: (cell: PublishedCell) => Span = ({ value }) => spanOf(value),
): (PublishedCell & Span)[] | 'contradiction' {
  const { network, cells } = layOut(table);
  const byName = new Map(published.map((cell) => [cellName(cell), cell]));
  const rows = cells.map((cell) => byName.get(cellName(cell)) ?? { row: cell.row, column: cell.column, value: null });
  const bounds = boundsOf(network, rows.map(known));
  if (bounds === 'contradiction') return 'contradiction';
  return rows.flatMap((row, cell) => (row.value === null ? [{ ...row, ...(bounds[cell] as Span) }] : []));
}

/**
 * A table with rows in a tree and one set of columns is a circulation: every count stands in one sum of its row and one
 * of its column, once with each sign, so that the cells are edges and the sums are nodes. Therefore its bounds are whole
 * numbers and exact, found by flows instead of a general linear programme. (A second tree, for example months beside
 * districts, would be none: publish those as tables that do not add up to each other, or give the first as `frozen`.)
 */
function layOut(table: Table): { network: Circulation; cells: Cell[] } {
  const cells: Cell[] = [];
  const network: Circulation = { nodes: 1, from: [], to: [] };
  const columns = [...table.columns, TOTAL];
  const addNode = (): number => network.nodes++;
  const addRow = (row: TableRow, parent: readonly number[]): number[] => {
    const isSum = 'rows' in row;
    // A row of counts is one sum (its total); a row of sums is one sum for each column.
    const own = addNodes(isSum ? columns.length : 1, addNode);
    const counts = isSum
      ? sumRows(
          row.rows.map((inner) => addRow(inner, own)),
          columns.length,
        )
      : withTotal(row.counts);
    for (const [place, column] of columns.entries()) {
      const mine = own[isSum ? place : 0] as number;
      const above = parent[place] as number;
      const isTotal = column === TOTAL;
      cells.push({ row: row.id, column, count: counts[place] as number, isSum: isSum || isTotal });
      // A total flows against the counts that it sums.
      network.from.push(isTotal ? above : mine);
      network.to.push(isTotal ? mine : above);
    }
    return counts;
  };
  // The outermost sums meet in one node, the sum of the last row: 0.
  addRow(
    table.root,
    columns.map(() => 0),
  );
  return { network, cells };
}

function addNodes(count: number, addNode: () => number): number[] {
  return Array.from({ length: count }, addNode);
}

function withTotal(counts: readonly number[]): number[] {
  return [...counts, counts.reduce((sum, count) => sum + count, 0)];
}

function sumRows(rows: readonly number[][], columns: number): number[] {
  return Array.from({ length: columns }, (_, place) => rows.reduce((sum, row) => sum + (row[place] ?? 0), 0));
}
