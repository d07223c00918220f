/** What a cell may hold. */
export type Cell = string | number | null;

/**
 * Rows as CSV (RFC 4180) for spreadsheets: UTF-8 with the mark that Excel needs to read Thai, CRLF, every text quoted.
 * A text that a spreadsheet would run as a formula (CWE-1236) is disarmed by an apostrophe, which shows it as text.
 */
export function writeCsv(head: string[], rows: Cell[][]): string {
  return `\ufeff${[head, ...rows].map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')}`;
}

/** The same page by page, so that never more than one page is in memory. */
export async function* streamCsv(head: string[], pages: AsyncIterable<Cell[][]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(writeCsv(head, []));
  for await (const page of pages)
    yield encoder.encode(page.map((row) => `${row.map(writeCell).join(',')}\r\n`).join(''));
}

/** Signs that begin a formula, also in full width and behind space, as Excel and LibreOffice read them. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/u;

function writeCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  // A line break inside a cell begins a new row for careless readers; NUL ends the file for some.
  const flat = cell
    .toWellFormed()
    .replaceAll('\u0000', '')
    .replace(/\r\n?|\n/g, ' ');
  const disarmed = FORMULA.test(cell) || /^[\t\r\n]/.test(cell) ? `'${flat}` : flat;
  return `"${disarmed.replaceAll('"', '""')}"`;
}
