import { AppError } from '#platform/app-error';

/** Separators that Excel writes, depending on the computer's country. */
export const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

export type CsvLine = { line: number; cells: string[] };
/** `openQuote`: the line of a quote that is never closed and swallows the rest of the file. */
export type CsvTable = { lines: CsvLine[]; openQuote: number | null };

/** A month of a hundred people has 3,000 lines of about ten cells. */
const MOST_LINES = 20_000;
const MOST_CELLS_OF_A_LINE = 200;
const LONGEST_CELL = 2000;

/** The separator named by a first line `sep=;`, which some programs write for Excel. */
export function findSeparator(text: string): Separator | undefined {
  const named = /^\uFEFF?"?sep=(.)"?[ \t]*(?:\r|\n|$)/i.exec(text)?.[1];
  return SEPARATORS.find((one) => one === named);
}

/**
 * Lines with their number in the file, empty ones left out. Cells may be quoted, with line breaks inside (RFC 4180).
 * @throws AppError `duty/file-too-large` for more lines, cells or text than any roster has
 */
export function readCsvTable(text: string, separator: Separator): CsvTable {
  const content = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
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
  for (let at = 0; at < content.length; at++) {
    const sign = content[at] as string;
    if (isQuoted) {
      if (sign === '"' && content[at + 1] === '"') cell += content[++at];
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
    // A quote that is never closed turns the rest into one long cell; it is reported as an open quote instead.
    if (cell.length > LONGEST_CELL && !isQuoted) throw new AppError('duty/file-too-large');
  }
  if (!isQuoted || cell.length <= LONGEST_CELL) endLine();
  const openQuote = isQuoted ? quoteAt : null;
  const startsWithSeparator = lines[0] !== undefined && /^sep=/i.test(lines[0].cells.join(''));
  return { lines: startsWithSeparator ? lines.slice(1) : lines, openQuote };
}
