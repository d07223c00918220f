import { readSheet } from 'read-excel-file/universal';
import { AppError } from '#platform/app-error';
import { checkWorkbook } from './check-workbook.ts';

/** A cell as Excel keeps it: days and times are numbers there, days since the last one of 1899. */
export type WorkbookCell = string | number;
export type WorkbookLine = { line: number; cells: WorkbookCell[] };

const DAY_MS = 86_400_000;
const DAYS_TO_1970 = 25_569;

/**
 * The first sheet of an Excel workbook, line by line, empty ones left out.
 * @throws AppError `duty/file-locked`, `duty/file-unreadable`, `duty/file-too-large`
 */
export async function readWorkbook(bytes: Buffer): Promise<WorkbookLine[]> {
  checkWorkbook(bytes);
  // Copied: a small Buffer is a piece of a larger memory, which is not the reader's.
  const rows = await readSheet(new Uint8Array(bytes).buffer).catch(() => {
    throw new AppError('duty/file-unreadable');
  });
  return rows
    .map((cells, at) => ({ line: at + 1, cells: cells.map(toCell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function toCell(value: unknown): WorkbookCell {
  if (value instanceof Date) return value.getTime() / DAY_MS + DAYS_TO_1970;
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? value.trim() : '';
}

/** The day of a number of days, as text; the year of whoever typed 2569 stays as it was typed. */
export function writeDay(cell: WorkbookCell): string {
  if (typeof cell === 'string') return cell;
  const day = new Date((Math.floor(cell) - DAYS_TO_1970) * DAY_MS);
  return cell >= 1 && !Number.isNaN(day.getTime()) ? day.toISOString().slice(0, 10) : '';
}

/** The time of a part of a day; `8.3` and `800` are what Excel makes of a typed 8.30 and 0800. */
export function writeTime(cell: WorkbookCell): string {
  if (typeof cell === 'string') return cell;
  if (cell > 1 && cell <= 24) return cell.toFixed(2);
  if (cell > 24 && cell <= 2400 && Number.isInteger(cell)) return String(cell).padStart(4, '0');
  const minutes = Math.round(cell * 24 * 60);
  if (minutes < 0 || minutes > 24 * 60) return '';
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
