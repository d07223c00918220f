import { strToU8, zipSync } from 'fflate';
import readSheets from 'read-excel-file/universal';
import { DAY_MS } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import { columnNumber, unpackWorkbook } from './check-workbook.ts';

/** A cell as Excel stores it: days and times are numbers, counted in days from 1899-12-30. */
export type WorkbookCell = string | number;
export type WorkbookLine = { line: number; cells: WorkbookCell[] };
export type WorkbookSheet = { name: string; isHidden: boolean; isInFront: boolean; lines: WorkbookLine[] };

const DAYS_TO_1970 = 25_569;
/** Workbooks made on a Mac may count from 1904. */
const DAYS_TO_1904 = 1462;
/** Longer than any text a roster needs; the rest of a longer cell is cut off. */
const LONGEST_TEXT = 500;
/** Limit over all cells: thousands of cells may share one text. */
const MOST_TEXT = 4_000_000;
/** Smaller numbers are times, or hours as somebody typed them; larger ones are days (2400 is in 1906). */
const FIRST_DAY = 2400;

/**
 * All sheets of an Excel workbook line by line, empty lines left out. A vertically merged cell is repeated in each of its
 * lines.
 * @throws AppError `duty/file-locked`, `duty/file-unreadable`, `duty/file-too-large`
 */
export async function readWorkbook(bytes: Buffer): Promise<WorkbookSheet[]> {
  const files = unpackWorkbook(bytes);
  const workbook = (files.get('xl/workbook.xml') ?? '').replace(/\bdate1904\s*=\s*(["'])true\1/, 'date1904="1"');
  files.set('xl/workbook.xml', workbook);
  // The workbook is packed anew from the checked files only, under their checked paths.
  const parts = [...files, ['end.xml', '<end/>'] as const].map(([path, text]) => [path, strToU8(text)] as const);
  const packed = zipSync(Object.fromEntries(parts), { level: 0 });
  const sheets = await readSheets(new Uint8Array(packed).buffer).catch(() => {
    throw new AppError('duty/file-unreadable');
  });
  const isFrom1904 = /\bdate1904\s*=\s*["']1["']/.test(workbook);
  const tags = [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => /\sname\s*=/.test(tag));
  let text = 0;
  const front = Number(/\bactiveTab\s*=\s*["'](\d+)/.exec(workbook)?.[1] ?? 0);
  return sheets.map(({ sheet, data }, at) => {
    const tag = tags[at] ?? '';
    const rows = (data ?? []).map((cells) => cells.map((cell) => toCell(cell, isFrom1904)));
    for (const cell of rows.flat()) text += typeof cell === 'string' ? cell.length : 0;
    if (text > MOST_TEXT) throw new AppError('duty/file-too-large');
    fillMerged(rows, files.get(findSheetPath(files, tag)) ?? '');
    const lines = rows
      .map((cells, row) => ({ line: row + 1, cells }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
    return { name: sheet, isHidden: /\sstate\s*=\s*["'](?:veryH|h)idden/.test(tag), isInFront: at === front, lines };
  });
}

function findSheetPath(files: Map<string, string>, sheetTag: string): string {
  const id = /:id\s*=\s*["']([^"']*)/.exec(sheetTag)?.[1];
  const relations = (files.get('xl/_rels/workbook.xml.rels') ?? '').match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? [];
  const relation = relations.find((one) => /\sId\s*=\s*["']([^"']*)/.exec(one)?.[1] === id) ?? '';
  const target = /\sTarget\s*=\s*["']([^"']*)/.exec(relation)?.[1] ?? '';
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** Excel stores the value of merged cells in the first one. It is copied down, not across: titles are merged across. */
function fillMerged(rows: WorkbookCell[][], sheet: string): void {
  for (const [, column = '', from, to] of sheet.matchAll(
    /<(?:\w+:)?mergeCell\s+ref\s*=\s*["']([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)/g,
  )) {
    const at = columnNumber(column) - 1;
    const value = rows[Number(from) - 1]?.[at];
    if (value === undefined || value === '') continue;
    for (const cells of rows.slice(Number(from), Number(to))) if (at < cells.length) cells[at] = value;
  }
}

function toCell(value: unknown, isFrom1904: boolean): WorkbookCell {
  if (value instanceof Date) {
    const days = value.getTime() / DAY_MS + DAYS_TO_1970;
    // A cell with only a time was converted to a day in the first days of 1904.
    return isFrom1904 && days >= DAYS_TO_1904 && days < DAYS_TO_1904 + 2 ? days - DAYS_TO_1904 : days;
  }
  if (typeof value === 'number') return isFrom1904 && value > FIRST_DAY ? value + DAYS_TO_1904 : value;
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT).trim() : '';
}

/** A day number as text. A year typed as 2569 and a bare day of the month stay as they were typed. */
export function writeDay(cell: WorkbookCell): string {
  if (typeof cell === 'string') return cell;
  if (cell <= 31) return String(cell);
  const day = new Date((Math.floor(cell) - DAYS_TO_1970) * DAY_MS);
  return Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10);
}

/**
 * The time of a fraction of a day, with its day if there is one. Excel turns a typed 8.30 and 0800 into `8.3` and `800`.
 */
export function writeTime(cell: WorkbookCell): string {
  if (typeof cell === 'string') return cell;
  if (cell > 1 && cell <= 24) return cell.toFixed(2);
  if (cell > 24 && cell <= FIRST_DAY) return Number.isInteger(cell) ? String(cell).padStart(4, '0') : '';
  const minutes = Math.round(cell * 24 * 60);
  if (minutes < 0) return '';
  const day = cell > FIRST_DAY ? Math.floor(minutes / 1440) : 0;
  const rest = minutes - day * 1440;
  const time = `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`;
  return day === 0 ? time : `${writeDay(day)} ${time}`;
}
