import { AppError } from '#platform/app-error';

/** Separators that Excel writes, depending on the country of the computer. */
export const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

export type CsvLine = { line: number; cells: string[] };
/** `openQuote`: the line of a quote that nothing closes, which swallowed all that follows. */
export type CsvTable = { lines: CsvLine[]; openQuote: number | null };

/** A month of a hundred people has 3,000 lines of some ten cells. */
const MOST_LINES = 20_000;
const MOST_CELLS_OF_A_LINE = 200;
const LONGEST_CELL = 2000;

/** What a first line `sep=;` says, with which some programs tell Excel how to read what follows. */
export function findSeparator(text: string): Separator | undefined {
  const said = /^\uFEFF?"?sep=(.)"?[ \t]*(?:\r|\n|$)/i.exec(text)?.[1];
  return SEPARATORS.find((one) => one === said);
}

/**
 * Lines with their number in the file, empty ones left out. Cells may be quoted, with line breaks inside (RFC 4180).
 * @throws AppError `duty/file-too-large` for more lines, cells or words than any roster has
 */
export function readCsvTable(text: string, separator: Separator): CsvTable {
  const whole = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const lines: CsvLine[] = [];
  let [line, cell, isQuoted]: [number, string, boolean] = [1, '', false];
  let current: CsvLine = { line, cells: [] };
  let quoteAt = 1;
  const endCell = () => {
    current.cells.push(cell.trim());
    cell = '';
    if (current.cells.length > MOST_CELLS_OF_A_LINE) throw new AppError('duty/file-too-large');
  };
  const endLine = () => {
    endCell();
    if (current.cells.some((value) => value !== '')) lines.push(current);
    current = { line: line + 1, cells: [] };
    if (lines.length > MOST_LINES) throw new AppError('duty/file-too-large');
  };
  for (let at = 0; at < whole.length; at++) {
    const sign = whole[at] as string;
    if (isQuoted) {
      if (sign === '"' && whole[at + 1] === '"') cell += whole[++at];
      else if (sign === '"') isQuoted = false;
      else cell += sign;
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      isQuoted = true;
      quoteAt = line;
    } else if (sign === separator) endCell();
    else if (sign === '\n') endLine();
    else cell += sign;
    if (sign === '\n') line += 1;
    // A quote that is never closed makes one long cell of the rest, and is said as what it is.
    if (cell.length > LONGEST_CELL && !isQuoted) throw new AppError('duty/file-too-large');
  }
  if (!isQuoted || cell.length <= LONGEST_CELL) endLine();
  const openQuote = isQuoted ? quoteAt : null;
  const startsWithSeparator = lines[0] !== undefined && /^sep=/i.test(lines[0].cells.join(''));
  return { lines: startsWithSeparator ? lines.slice(1) : lines, openQuote };
}
